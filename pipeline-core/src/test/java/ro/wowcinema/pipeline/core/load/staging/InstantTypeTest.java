package ro.wowcinema.pipeline.core.load.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.core.load.contract.Column.optional;
import static ro.wowcinema.pipeline.core.load.contract.Column.required;
import static ro.wowcinema.warehouse.staging.Tables.SESSIONS;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.load.contract.FieldType;
import ro.wowcinema.pipeline.core.load.contract.FieldTypes;
import ro.wowcinema.pipeline.core.load.contract.FieldVerdict;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Presence;
import ro.wowcinema.pipeline.core.load.contract.Reason;
import ro.wowcinema.pipeline.core.load.contract.RecordRule;

final class InstantTypeTest extends LoaderTest {
  private static final String SUMMER_HOUR = "2026-10-25T00:30:00.000000000Z";

  private static final FileSpec LOGS =
      new FileSpec(
          "platform",
          "sessions.jsonl",
          Presence.REQUIRED,
          FileFormat.JSON_LINES,
          SESSIONS,
          SESSIONS.LINE_NUMBER,
          List.of(
              required("log_id", SESSIONS.LOG_ID, FieldTypes.text(50)),
              required("session_start", SESSIONS.SESSION_START, FieldTypes.instant(BUCHAREST)),
              optional("session_end", SESSIONS.SESSION_END, FieldTypes.instant(BUCHAREST)),
              required("emitted_at", SESSIONS.EMITTED_AT, FieldTypes.instant(BUCHAREST))),
          List.of(
              new RecordRule(
                  Reason.END_BEFORE_START,
                  "session_end is before session_start",
                  record -> isInOrder(record, "session_start", "session_end")),
              RecordRule.choosing(
                  record ->
                      isInOrder(record, "session_start", "emitted_at")
                          && isInOrder(record, "session_end", "emitted_at"))));

  private final FieldType type = FieldTypes.instant(BUCHAREST);

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T18:03:11Z, 2026-11-22T18:03:11.000000000Z",
    "2026-11-22t18:03:11z, 2026-11-22T18:03:11.000000000Z",
    "2026-11-22 18:03:11Z, 2026-11-22T18:03:11.000000000Z",
    "2026-11-22T18:03Z, 2026-11-22T18:03:00.000000000Z",
    "2026-11-22T18:03+02, 2026-11-22T16:03:00.000000000Z",
    "2026-11-22T18:03:11.5Z, 2026-11-22T18:03:11.500000000Z",
    "2026-11-22T18:03:11.123456Z, 2026-11-22T18:03:11.123456000Z",
    "2026-11-22T18:03:11.000000999Z, 2026-11-22T18:03:11.000000999Z",
    "2026-11-22T18:03:11+02:00, 2026-11-22T16:03:11.000000000Z",
    "2026-11-22T18:03:11+0200, 2026-11-22T16:03:11.000000000Z",
    "2026-11-22 18:03:11+02, 2026-11-22T16:03:11.000000000Z",
    "2026-11-22T18:03:11-03:30, 2026-11-22T21:33:11.000000000Z",
    "2026-11-22T18:03:11-0330, 2026-11-22T21:33:11.000000000Z",
    "2026-11-22T18:03:11+02:30:15, 2026-11-22T15:32:56.000000000Z",
    "2026-11-22T18:03:11+023015, 2026-11-22T15:32:56.000000000Z",
    "2026-11-22T18:03:11-00:00, 2026-11-22T18:03:11.000000000Z",
    "2026-11-22T18:03:11+15:00, 2026-11-22T03:03:11.000000000Z",
    "2027-01-01T00:30:00+02:00, 2026-12-31T22:30:00.000000000Z",
    "1999-12-31T22:00:00Z, 1999-12-31T22:00:00.000000000Z",
    "2000-01-01T00:00:00+02:00, 1999-12-31T22:00:00.000000000Z"
  })
  void everyFormIsStagedInOne(String text, String staged) {
    assertThat(check(text)).isEqualTo(new FieldVerdict.Canonical(staged));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22",
        "2026-11-22T",
        "2026-11-22T18Z",
        "2026-11-22  18:03:11Z",
        "2026-11-22T 18:03:11Z",
        "2026-11-22_18:03:11Z",
        "2026/11-22T18:03:11Z",
        "2026-11/22T18:03:11Z",
        "2026-11-22T18.03:11Z",
        "2026-11-22T18:03:11 Z",
        "2026-11-22T18:03:11 +02:00",
        "2026-02-29T18:03:11Z",
        "2026-13-01T18:03:11Z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T25:03:11Z",
        "2026-11-22T23:59:60Z",
        "2026-11-22T23:60:00Z",
        "2026-11-22T18:03:11,5Z",
        "2026-11-22T18:03.5Z",
        "2026-11-22T18:03:11.Z",
        "2026-11-22T18:03:11.+02:00",
        "2026-11-22T18:03:11.1234567890Z",
        " 2026-11-22T18:03:11Z",
        "2026-11-22T18:03:11Z ",
        "2026-11-22T18:03:11ZZ",
        "2026-11-22T18:03:11+2",
        "2026-11-22T18:03:11+020",
        "2026-11-22T18:03:11+02:",
        "2026-11-22T18:03:11+02:0",
        "2026-11-22T18:03:11+02:60",
        "2026-11-22T18:03:11+0260",
        "2026-11-22T18:03:11+02:00:60",
        "2026-11-22T18:03:11+02:0015",
        "2026-11-22T18:03:11+0200:15",
        "2026-11-22T18:03:11+02:00+0200",
        "2026-11-22T18:03:11*02:00",
        "2026-11-22T18:03:11+15:01",
        "2026-11-22T18:03:11+19:00",
        "2026-11-22T18:03:11+02:00[Europe/Bucharest]",
        "2026-11-22T18:03:11 Europe/Bucharest",
        "+10000-01-01T00:00:00Z",
        "-2026-01-01T00:00:00Z",
        "1732298591",
        "now",
        "infinity",
        "２０２６-11-22T18:03:11Z"
      })
  void whatIsNoInstantIsMalformed(String text) {
    assertThat(check(text)).isEqualTo(FieldVerdict.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({
    // The first instant of 2000 and the last of the day after the delivery's, in Bucharest.
    "1999-12-31T21:59:59.999999999Z, false",
    "1999-12-31T22:00:00Z, true",
    "1999-12-31T23:59:59, false",
    "2000-01-01T00:00:00, true",
    "2026-10-26T22:00:00Z, true",
    "2026-10-26T22:00:00.000000001Z, false",
    "2026-10-27T00:00:00, true",
    "2026-10-27T00:00:01, false",
    "1970-01-01T00:00:00Z, false",
    "0001-01-01T00:00:00Z, false",
    "9999-12-31T23:59:59Z, false"
  })
  void instantIsPlausibleFrom2000ToDayAfterDelivery(String text, boolean isPlausible) {
    FieldVerdict verdict = check(type.on(DAY), text);

    if (isPlausible) {
      assertThat(verdict).isNotIn(FieldVerdict.IMPLAUSIBLE, FieldVerdict.MALFORMED);
    } else {
      assertThat(verdict).isEqualTo(FieldVerdict.IMPLAUSIBLE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // Summer and winter.
    "2026-07-01T12:00:00, 2026-07-01T09:00:00.000000000Z",
    "2026-12-01T12:00:00, 2026-12-01T10:00:00.000000000Z",
    // 29 March 2026: 03:00 becomes 04:00; what is read there is moved on by the skipped hour.
    "2026-03-29T02:59:59, 2026-03-29T00:59:59.000000000Z",
    "2026-03-29T03:00:00, 2026-03-29T01:00:00.000000000Z",
    "2026-03-29T03:30:00, 2026-03-29T01:30:00.000000000Z",
    "2026-03-29T04:00:00, 2026-03-29T01:00:00.000000000Z",
    "2026-03-29T04:30:00, 2026-03-29T01:30:00.000000000Z",
    // 25 October 2026: 04:00 becomes 03:00.
    "2026-10-25T02:59:59, 2026-10-24T23:59:59.000000000Z",
    "2026-10-25T04:00:00, 2026-10-25T02:00:00.000000000Z"
  })
  void withoutOffsetItIsReadInZone(String text, String instant) {
    assertThat(check(text))
        .isEqualTo(new FieldVerdict.Assumed(instant, Optional.empty(), Reason.MISSING_OFFSET));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-25T03:00:00, 2026-10-25T00:00:00.000000000Z, 2026-10-25T01:00:00.000000000Z",
    "2026-10-25T03:59:59, 2026-10-25T00:59:59.000000000Z, 2026-10-25T01:59:59.000000000Z"
  })
  void inTheDoubledHourItHasTwoReadings(String text, String first, String second) {
    assertThat(check(text))
        .isEqualTo(new FieldVerdict.Assumed(first, Optional.of(second), Reason.MISSING_OFFSET));
  }

  @Test
  void whatIsAssumedIsWhatIsStaged() throws IOException, SQLException {
    load(CATALOG_CSV, "title_id,available_from", "tt1,2026-03-29T03:30:00", "tt2,2026-10-25T03:30");

    assertThat(staged(CATALOG_CSV))
        .containsExactly("2|tt1|2026-03-29T01:30:00.000000000Z", "3|tt2|" + SUMMER_HOUR);
    assertThat(rows("SELECT line_number, detail FROM ops.field_warning"))
        .containsExactly(
            "2|available_from is '2026-03-29T03:30:00', read as 2026-03-29T01:30:00Z",
            "3|available_from is '2026-10-25T03:30', read as 2026-10-25T00:30:00Z");
    assertThat(accounts()).containsExactly("2|2|0|2");
  }

  @Test
  void rulesSeeWhatIsAssumed() throws IOException, SQLException {
    // 21:00 in Bucharest is 18:00 UTC, which is not before the start.
    load(LOGS, session("a", "2026-07-01T18:00:00Z", "2026-07-01T21:00:00", "2026-07-02T00:00:00Z"));

    assertThat(staged(LOGS)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    // The end is earlier on the clock than the start: only the second reading is after it.
    "03:50, 03:10, 05:00, 2026-10-25T00:50Z, 2026-10-25T01:10Z, 2026-10-25T03:00Z",
    // Both readings are consistent: the first.
    "03:10, 03:50, 05:00, 2026-10-25T00:10Z, 2026-10-25T00:50Z, 2026-10-25T03:00Z",
    // A record emitted at 03:11 has an end before that.
    "03:50, 03:10, 03:11, 2026-10-25T00:50Z, 2026-10-25T01:10Z, 2026-10-25T01:11Z",
    // An open session that was emitted after it began.
    "03:50, , 03:11, 2026-10-25T00:50Z, , 2026-10-25T01:11Z",
    // An end that has an offset: the start may be either, the end may not.
    "03:30, 03:40+02:00, 05:00, 2026-10-25T00:30Z, 2026-10-25T01:40Z, 2026-10-25T03:00Z",
    // Emitted before it began, with either reading: there is nothing to choose by, and it is not
    // refused.
    "03:30, 03:40, 02:00, 2026-10-25T00:30Z, 2026-10-25T00:40Z, 2026-10-24T23:00Z",
    // The same, where only one reading is not refused.
    "03:40, 03:30, 02:00, 2026-10-25T00:40Z, 2026-10-25T01:30Z, 2026-10-24T23:00Z"
  })
  void ofTwoReadingsTheOneThatMakesTheRecordConsistent(
      String start, String end, String emitted, String startAt, String endAt, String emittedAt)
      throws IOException, SQLException {
    load(LOGS, session("a", onDay(start), onDay(end), onDay(emitted)));

    assertThat(staged(LOGS))
        .containsExactly(
            "1|a|%s|%s|%s".formatted(staged(startAt), staged(endAt), staged(emittedAt)));
    assertThat(accounts().get(0)).startsWith("1|1|0|");
  }

  @Test
  void noReadingMakesThatRecordConsistent() throws IOException, SQLException {
    allowRejects(1);

    load(LOGS, session("a", "2026-10-25T03:50:00", "2026-10-25T02:10:00", "2026-10-25T05:00:00Z"));

    assertThat(quarantine()).singleElement().asString().contains("|end_before_start|");
  }

  private static String onDay(String time) {
    return time == null ? null : "2026-10-25T" + time;
  }

  private static String staged(String instant) {
    return instant == null ? "null" : instant.replace("Z", ":00.000000000Z");
  }

  private static String session(String log, String start, String end, String emitted) {
    return "{\"log_id\":\"%s\",\"session_start\":\"%s\",%s\"emitted_at\":\"%s\"}"
        .formatted(log, start, end == null ? "" : "\"session_end\":\"" + end + "\",", emitted);
  }

  private FieldVerdict check(String text) {
    return check(type, text);
  }

  private static FieldVerdict check(FieldType type, String text) {
    byte[] bytes = ("<" + text + ">").getBytes(UTF_8);
    return type.check(bytes, 1, bytes.length - 1);
  }
}
