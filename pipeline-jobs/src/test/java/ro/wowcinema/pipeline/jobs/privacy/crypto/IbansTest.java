package ro.wowcinema.pipeline.jobs.privacy.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.testing.RandomCases;

final class IbansTest {
  private static final String ACCOUNT = "RO49AAAA1B31007593840000";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RO49AAAA1B31007593840000",
        "Pop RO49AAAA1B31007593840000 SRL",
        "\"RO49 AAAA 1B31 0075 9384 0000\",12",
        "ro49-aaaa-1b31-0075-9384-0000;x",
        "iban:ro49aaaa1b31007593840000",
        "x=RO49.AAAA.1B31.0075.9384.0000",
        "\\nRO49AAAA1B31007593840000\\n",
        "\\u0020RO49AAAA1B31007593840000",
        "a%20RO49%20AAAA%201B31%200075%209384%200000",
        "RO49AAAA1B31007593840000,RO49",
        "ro49 ro49aaaa1b31007593840000",
        "RO49  AAAA  1B31  0075  9384  0000",
        "RO49/AAAA/1B31/0075/9384/0000",
        "RO49 - AAAA - 1B31 - 0075 - 9384 - 0000",
        "RO49\u2011AAAA\u20111B31\u20110075\u20119384\u20110000",
        "ro49\u00a0aaaa\u00a01b31\u00a00075\u00a09384\u00a00000",
        "RO49\u202fAAAA\u202f1B31\u202f0075\u202f9384\u202f0000",
        "\"RO49\\u00a0AAAA\\u20111B31\\/0075&nbsp;9384%C2%A00000\""
      })
  void accountIsFoundHoweverItIsWritten(String text) {
    assertThat(Ibans.inRaw(text)).extracting(Ibans.Found::account).containsExactly(ACCOUNT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "RO49",
        "ro48aaaa1b31007593840000",
        "xRO49AAAA1B31007593840000",
        "RO49AAAA1B310075938400001",
        "RO49AAAA1B3100759384000",
        "XX49AAAA1B31007593840000",
        "be12ab34cd56ef78",
        "2026-09-28T18:00:00Z tt0000001 sessions 123456789012345678901234"
      })
  void otherTextIsNotAnAccount(String text) {
    assertThat(Ibans.inRaw(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RO49AAAA1B31007593840000",
        "Pop RO49 AAAA 1B31 0075 9384 0000 SRL",
        "Pop (ro49-aaaa-1b31-0075-9384-0000)",
        "Pop RO49\u00a0AAAA\u00a01B31\u00a00075\u00a09384\u00a00000",
        "ro49aaaa1b31007593840000@wow.example",
        "pop.ro49aaaa1b31007593840000@wow.example"
      })
  void accountIsFoundInValueAsWords(String value) {
    assertThat(Ibans.inValue(value)).extracting(Ibans.Found::account).containsExactly(ACCOUNT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RO48AAAA1B31007593840000",
        "RO49-AAAA-1B31-0075-9384-0000-77",
        "77-RO49-AAAA-1B31-0075-9384-0000",
        "\u0219RO49AAAA1B31007593840000",
        "RO49AAAA1B31007593840000\u0219",
        "RO49  AAAA 1B31 0075 9384 0000"
      })
  void otherValueIsNotAnAccount(String value) {
    assertThat(Ibans.inValue(value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "RO49AAAA1B31007593840000, true",
    "ro49-aaaa-1b31-0075-9384-0000, true",
    "RO48AAAA1B31007593840000, false",
    "a RO49AAAA1B31007593840000, false",
    "RO49AAAA1B31007593840000 a, false",
    "RO49AAAA1B31007593840000 RO49AAAA1B31007593840000, false"
  })
  void keyIsAnAccountOnlyAsAWhole(String key, boolean isAccount) {
    assertThat(Ibans.isAccount(key)).isEqualTo(isAccount);
  }

  @Test
  void randomUuidIsNotAnAccount() {
    long seed = RandomCases.seed();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
      for (String spelling :
          List.of(
              uuid,
              uuid.toUpperCase(Locale.ROOT),
              uuid.replace("-", "").toUpperCase(Locale.ROOT))) {
        assertThat(Ibans.isAccount(spelling)).as("%s with seed %d", spelling, seed).isFalse();
        assertThat(Ibans.inValue(spelling)).as("%s with seed %d", spelling, seed).isEmpty();
      }
    }
  }

  @Test
  void mistypedAccountInCapitalsIsAnAccount() {
    assertThat(Ibans.inRaw("RO48AAAA1B31007593840000")).hasSize(1);
  }

  @Test
  void accountsOfEveryCountryAreFoundInAnySpelling() {
    long seed = RandomCases.seed();
    Random random = new Random(seed);
    for (String country : List.of("RO24", "DE22", "NO15", "MT31", "GB22", "FR27", "BE16", "RU33")) {
      String account = random(country, random);
      for (String between : List.of("", " ", "-", ".")) {
        String spelling =
            String.join(between, account.split("(?<=\\G.{4})", -1)).replaceAll("\\W$", "");
        String text = "a, " + (random.nextBoolean() ? spelling : spelling.toLowerCase(Locale.ROOT));
        assertThat(Ibans.inRaw(text + "; b"))
            .as("%s with seed %d", text, seed)
            .containsExactly(new Ibans.Found(3, text.length(), account));
      }
    }
  }

  private static String random(String country, Random random) {
    int length = Integer.parseInt(country.substring(2)) - 4;
    String rest =
        random
            .ints(length, 0, 36)
            .mapToObj(digit -> Character.toString(Character.forDigit(digit, 36)))
            .collect(Collectors.joining())
            .toUpperCase(Locale.ROOT);
    for (int check = 2; check <= 98; check++) {
      String account = "%s%02d%s".formatted(country.substring(0, 2), check, rest);
      if (Ibans.hasRightCheckDigits(account)) {
        return account;
      }
    }
    throw new AssertionError("no check digits for " + country);
  }
}
