package ro.wowcinema.pipeline.core.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InstantTypeTest extends LoaderTest {
  private final FieldType type = FieldTypes.instant(BUCHAREST);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T18:03:11Z",
        "2026-11-22t18:03:11z",
        "2026-11-22T18:03Z",
        "2026-11-22T18:03:11.5Z",
        "2026-11-22T18:03:11.123456Z",
        "2026-11-22T18:03:11+02:00",
        "2026-11-22T18:03:11+02",
        "2026-11-22T18:03:11-03:30",
        "2026-11-22T18:03:11+02:30:15",
        "2026-11-22T18:03:11.Z",
        "2026-11-22T18:03:11-00:00",
        "2026-11-22T18:03:11+15:00",
        "1900-01-01T00:00:00Z",
        "9998-12-31T23:59:59Z"
      })
  void whatIsAcceptedIsTheSameInstantInTheDatabase(String text) {
    assertThat(check(text)).isEqualTo(Verdict.VALID);

    OffsetDateTime inDatabase =
        warehouse.dsl().fetchSingle("SELECT ?::timestamptz", text).get(0, OffsetDateTime.class);
    assertThat(inDatabase.toInstant()).isEqualTo(OffsetDateTime.parse(text).toInstant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22",
        "2026-11-22T",
        "2026-11-22T18Z",
        "2026-11-22 18:03:11Z",
        "2026-02-29T18:03:11Z",
        "2026-13-01T18:03:11Z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T25:03:11Z",
        "2026-11-22T23:59:60Z",
        "2026-11-22T18:03:11Z ",
        "2026-11-22T18:03:11ZZ",
        "2026-11-22T18:03:11+15:01",
        "2026-11-22T18:03:11+02:00[Europe/Bucharest]",
        "2026-11-22T18:03:11 Europe/Bucharest",
        "1899-12-31T23:59:59Z",
        "9999-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "-2026-01-01T00:00:00Z",
        "1732298591",
        "now",
        "infinity",
        "２０２６-11-22T18:03:11Z"
      })
  void whatIsNoInstantIsMalformed(String text) {
    assertThat(check(text)).isEqualTo(Verdict.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({
    // Summer and winter.
    "2026-07-01T12:00:00, 2026-07-01T09:00:00Z",
    "2026-12-01T12:00:00, 2026-12-01T10:00:00Z",
    // 29 March 2026: 03:00 becomes 04:00; what is read there is moved on by the skipped hour.
    "2026-03-29T02:59:59, 2026-03-29T00:59:59Z",
    "2026-03-29T03:00:00, 2026-03-29T01:00:00Z",
    "2026-03-29T03:30:00, 2026-03-29T01:30:00Z",
    "2026-03-29T04:00:00, 2026-03-29T01:00:00Z",
    "2026-03-29T04:30:00, 2026-03-29T01:30:00Z",
    // 25 October 2026: 04:00 becomes 03:00; what is there twice is the first of the two.
    "2026-10-25T02:59:59, 2026-10-24T23:59:59Z",
    "2026-10-25T03:00:00, 2026-10-25T00:00:00Z",
    "2026-10-25T03:59:59, 2026-10-25T00:59:59Z",
    "2026-10-25T04:00:00, 2026-10-25T02:00:00Z"
  })
  void withoutOffsetItIsReadInZone(String text, Instant instant) {
    assertThat(check(text))
        .isEqualTo(new Verdict.Assumed(instant.toString(), Reason.MISSING_OFFSET));
  }

  @Test
  void whatIsAssumedIsWhatIsStaged() throws IOException, SQLException {
    load(CATALOG_CSV, "title_id,available_from", "tt1,2026-03-29T03:30:00", "tt2,2026-10-25T03:30");

    assertThat(staged(CATALOG_CSV))
        .containsExactly("2|tt1|2026-03-29T01:30:00Z", "3|tt2|2026-10-25T00:30:00Z");
    assertThat(rows("SELECT line_number, detail FROM ops.field_warning"))
        .containsExactly(
            "2|available_from is '2026-03-29T03:30:00', read as 2026-03-29T01:30:00Z",
            "3|available_from is '2026-10-25T03:30', read as 2026-10-25T00:30:00Z");
    assertThat(accounts()).containsExactly("2|2|0|2");
  }

  @Test
  void rulesSeeWhatIsAssumed() throws IOException, SQLException {
    // 21:00 in Bucharest is 18:00 UTC, which is not before the start.
    load(
        SESSIONS_JSONL,
        "{\"log_id\":\"a\",\"session_start\":\"2026-07-01T18:00:00Z\","
            + "\"session_end\":\"2026-07-01T21:00:00\"}");

    assertThat(staged(SESSIONS_JSONL)).hasSize(1);
  }

  private Verdict check(String text) {
    byte[] bytes = ("<" + text + ">").getBytes(UTF_8);
    return type.check(bytes, 1, bytes.length - 1);
  }
}
