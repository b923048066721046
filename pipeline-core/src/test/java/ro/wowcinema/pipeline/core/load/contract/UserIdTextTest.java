package ro.wowcinema.pipeline.core.load.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UserIdTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "9001",
        "0009001",
        "+9001",
        "9001.0",
        "9001.",
        "9.001e3",
        "9.001E+3",
        "90010e-1",
        " 9001 ",
        "\"9001\"",
        "'9001'"
      })
  void numberIsTheSameInEveryNotation(String text) {
    assertThat(UserIdText.canonical(text)).contains("9001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "0",
        "-9001",
        "9001.5",
        "9001x",
        "9 001",
        "9001,0",
        "1e99",
        "9223372036854775808",
        "1e999999999",
        "NaN",
        "0x10"
      })
  void whatIsNoPositiveWholeNumberIsNobodys(String text) {
    assertThat(UserIdText.canonical(text)).isEmpty();
  }

  @Test
  void largestNumberIsOne() {
    assertThat(UserIdText.canonical("9223372036854775807")).contains("9223372036854775807");
  }
}
