package ro.wowcinema.platform.simulator.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import ro.wowcinema.platform.simulator.world.RandomStream;

public class RomanianIbanTest {
  @Test
  void everyIbanHasTheRomanianFormAndRightCheckDigits() {
    RandomStream chance = RandomStream.of(1, "ibans", 0);
    assertThat(Stream.generate(() -> RomanianIban.draw(chance)).limit(2_000))
        .allSatisfy(
            iban -> {
              assertThat(iban).matches("RO[0-9]{2}[A-Z]{4}[0-9A-Z]{16}");
              assertThat(remainderBy97(iban)).isOne();
            });
  }

  @Test
  void theCheckItselfKnowsAPublishedExample() {
    assertThat(remainderBy97("RO49AAAA1B31007593840000")).isOne();
  }

  /** As ISO 13616 describes it: the first four to the end, letters to numbers. */
  public static int remainderBy97(String iban) {
    String digits =
        (iban.substring(4) + iban.substring(0, 4))
            .chars()
            .mapToObj(letter -> Integer.toString(Character.digit(letter, 36)))
            .collect(Collectors.joining());
    return new BigInteger(digits).mod(BigInteger.valueOf(97)).intValue();
  }
}
