package ro.wowcinema.pipeline.jobs.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        "ro49 ro49aaaa1b31007593840000"
      })
  void accountIsFoundHoweverItIsWritten(String text) {
    assertThat(Ibans.in(text)).extracting(Ibans.Found::account).containsExactly(ACCOUNT);
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
  void whatIsNoAccountIsNone(String text) {
    assertThat(Ibans.in(text)).isEmpty();
  }

  @Test
  void mistypedAccountInCapitalsIsOneAllTheSame() {
    assertThat(Ibans.in("RO48AAAA1B31007593840000")).hasSize(1);
  }

  @Test
  void accountsOfEveryCountryAreFoundInAnySpelling() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (String country : List.of("RO24", "DE22", "NO15", "MT31", "GB22", "FR27", "BE16", "RU33")) {
      String account = random(country, random);
      for (String between : List.of("", " ", "-", ".")) {
        String spelling =
            String.join(between, account.split("(?<=\\G.{4})", -1)).replaceAll("\\W$", "");
        String text = "a, " + (random.nextBoolean() ? spelling : spelling.toLowerCase(Locale.ROOT));
        assertThat(Ibans.in(text + "; b"))
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
