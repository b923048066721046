package ro.wowcinema.pipeline.core.load.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.load.contract.FieldType;
import ro.wowcinema.pipeline.core.load.contract.FieldTypes;
import ro.wowcinema.pipeline.core.load.contract.FieldVerdict;

/** What each type takes and what it refuses. */
final class FieldTypesTest extends LoaderTest {
  @Test
  void text() {
    accepts(FieldTypes.text(), "a", " ", "'; DROP TABLE users; --");
    accepts(FieldTypes.text(3), "abc", "🎬🎬🎬", "ăîș");
    refuses(FieldTypes.text(3), "abcd", "🎬🎬🎬🎬");
  }

  @Test
  void id() {
    accepts(FieldTypes.id("tt"), "tt1", "tt0111161", "tt123456789012345678");
    refuses(FieldTypes.id("tt"), "tt1234567890123456789");
    refuses(FieldTypes.id("tt"), "tt", "nm1", "TT1", "t1", "tt1 ", " tt1", "tt1a", "tt-1", "tt١");
  }

  @Test
  void ids() {
    accepts(FieldTypes.ids("nm"), "nm1", "nm1,nm2,nm3", "nm123456789012345678,nm1");
    refuses(FieldTypes.ids("nm"), "nm1,nm1234567890123456789", "nm1234567890123456789,nm1");
    refuses(FieldTypes.ids("nm"), ",", "nm1,", ",nm1", "nm1,,nm2", "nm1, nm2", "nm1;nm2", "tt1");
  }

  @Test
  void integer() {
    accepts(FieldTypes.integer(-1, 1), "-1", "0", "1", "-0", "001");
    refuses(FieldTypes.integer(-1, 1), "2", "-2", "-", "+1", "1e0", " 1", "1 ", "x", "--1");
  }

  @Test
  void integerWithZeroFractionAsDataFramesWriteIt() {
    FieldType any = FieldTypes.integer(-20, 20);

    rewrites(any, "20.0", "20");
    rewrites(any, "20.000", "20");
    rewrites(any, "-20.0", "-20");
    rewrites(any, "-0.0", "0");
    rewrites(any, "007.0", "7");
    accepts(any, "20", "10", "0", "00");
    refuses(
        any, "20.1", "20.01", "20.10", "20.", ".0", "0.", "-.0", "1.0.0", "1,0", "21.0", "-21.0");
    refuses(any, "1.0e0", "1.٠");
  }

  @Test
  void endThatNeverComes() {
    assertThat(check(FieldTypes.endDate(), "9999-12-31")).isEqualTo(FieldVerdict.ABSENT);
    accepts(FieldTypes.endDate(), "2026-11-22", "9998-12-31");
    refuses(FieldTypes.endDate(), "9999-12-30", "9999-12-31T00:00:00Z", "infinity", "2026-02-30");
  }

  @Test
  void integerOfEverySizeThatDatabaseHolds() {
    FieldType any = FieldTypes.integer(Long.MIN_VALUE, Long.MAX_VALUE);

    accepts(any, "9223372036854775807", "-9223372036854775808", "999999999999999999");
    refuses(
        any,
        "9223372036854775808",
        "-9223372036854775809",
        "9999999999999999999",
        "-9999999999999999999",
        "10000000000000000000");
    assertCastsTo("bigint", "9223372036854775807", "-9223372036854775808", "-0", "001");
  }

  @Test
  void decimal() {
    FieldType rating = FieldTypes.decimal("0", "10", 1);

    accepts(rating, "0", "10", "9.5", "9.50", "007.5", "-0.0");
    refuses(
        rating, "10.1", "-0.1", "9.55", ".5", "5.", "1e1", "+1", "1,5", "NaN", "5.5.5", "-", "x");
    assertCastsTo("numeric", "9.50", "007.5", "-0.0");
  }

  @Test
  void bool() {
    String[] values = {"true", "FALSE", "t", "F", "Yes", "no", "1", "0"};

    accepts(FieldTypes.bool(), values);
    refuses(FieldTypes.bool(), "y", "on", "2", "da", " true", "truefalse");
    assertCastsTo("boolean", values);
  }

  @Test
  void currencyCode() {
    accepts(FieldTypes.currencyCode(), "USD", "RON");
    refuses(FieldTypes.currencyCode(), "usd", "US", "USDX", "U5D", "€", "ÜSD");
  }

  @Test
  void date() {
    String[] values = {"2026-11-22", "2024-02-29", "1000-01-01", "9998-12-31"};

    accepts(FieldTypes.date(), values);
    refuses(
        FieldTypes.date(),
        "2026-02-29",
        "2026-13-01",
        "2026-11-31",
        "2026-1-01",
        "26-11-22",
        "22.11.2026",
        "2026/11/22",
        "0999-12-31",
        "9999-01-01",
        "-999-12-31",
        "2026-11-22T00:00",
        "yesterday!");
    assertCastsTo("date", values);
  }

  private static void rewrites(FieldType type, String value, String canonical) {
    assertThat(check(type, value)).isEqualTo(new FieldVerdict.Canonical(canonical));
  }

  private static void accepts(FieldType type, String... values) {
    assertThat(values).allMatch(value -> check(type, value) == FieldVerdict.VALID);
  }

  private static void refuses(FieldType type, String... values) {
    assertThat(values).allMatch(value -> check(type, value) == FieldVerdict.MALFORMED);
  }

  /** What the type takes, its later cast takes as well. */
  private static void assertCastsTo(String sqlType, String... values) {
    for (String value : values) {
      assertThat(warehouse.dsl().fetchValue("SELECT ?::text::" + sqlType, value)).isNotNull();
    }
  }

  /** Asked within a larger array, as readers do, so that looking beyond the value would show. */
  private static FieldVerdict check(FieldType type, String value) {
    byte[] bytes = ("7" + value + "7").getBytes(UTF_8);
    return type.check(bytes, 1, bytes.length - 1);
  }
}
