package ro.wowcinema.pipeline.jobs.source;

import static ro.wowcinema.pipeline.core.load.contract.Column.optional;
import static ro.wowcinema.pipeline.core.load.contract.Column.required;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.decimal;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.id;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.instant;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.integer;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.text;
import static ro.wowcinema.pipeline.jobs.source.Sources.BUCHAREST;
import static ro.wowcinema.pipeline.jobs.source.Sources.PLATFORM;
import static ro.wowcinema.warehouse.staging.Tables.SESSIONS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.PersonalColumns;
import ro.wowcinema.pipeline.core.load.contract.Presence;
import ro.wowcinema.pipeline.core.load.contract.Reason;
import ro.wowcinema.pipeline.core.load.contract.RecordRule;

/** States of viewing sessions' logs. */
public final class SessionsFile {
  private static final RecordRule SESSION_ENDS_AFTER_ITS_START =
      new RecordRule(
          Reason.END_BEFORE_START,
          "session_end is before session_start",
          record -> isInOrder(record, "session_start", "session_end"));

  private static final RecordRule LOG_IS_EMITTED_LAST =
      RecordRule.choosing(
          record ->
              isInOrder(record, "session_start", "emitted_at")
                  && isInOrder(record, "session_end", "emitted_at"));

  public static final FileSpec SPEC =
      new FileSpec(
              PLATFORM,
              "sessions.jsonl",
              Presence.REQUIRED,
              FileFormat.JSON_LINES,
              SESSIONS,
              SESSIONS.LINE_NUMBER,
              List.of(
                  required("log_id", SESSIONS.LOG_ID, text(50)),
                  required("user_id", SESSIONS.USER_ID, integer(1, Long.MAX_VALUE)),
                  required("title_id", SESSIONS.TITLE_ID, id("tt")),
                  required("session_start", SESSIONS.SESSION_START, instant(BUCHAREST)),
                  optional("session_end", SESSIONS.SESSION_END, instant(BUCHAREST)),
                  optional("rating", SESSIONS.RATING, decimal("0", "10", 10)),
                  optional("reaction", SESSIONS.REACTION, integer(-1, 1)),
                  optional("region_code", SESSIONS.REGION_CODE, integer(1, 42)),
                  required("emitted_at", SESSIONS.EMITTED_AT, instant(BUCHAREST))),
              List.of(SESSION_ENDS_AFTER_ITS_START, LOG_IS_EMITTED_LAST))
          .with(new PersonalColumns("user_id", List.of(), List.of(), List.of("log_id"), Map.of()));

  private SessionsFile() {}

  /**
   * The file, whose sessions last so long at most.
   *
   * @param longest {@code sessions.longest}
   */
  public static FileSpec within(Duration longest) {
    return SPEC.with(
        new RecordRule(
            Reason.IMPLAUSIBLE_INSTANT,
            "the session is longer than sessions.longest (%s)".formatted(longest),
            record -> isWithin(record, longest)));
  }

  private static boolean isInOrder(Function<String, String> record, String first, String second) {
    String before = record.apply(first);
    String after = record.apply(second);
    return before == null || after == null || !Instant.parse(after).isBefore(Instant.parse(before));
  }

  private static boolean isWithin(Function<String, String> record, Duration longest) {
    String end = record.apply("session_end");
    return end == null
        || !Instant.parse(end).isAfter(Instant.parse(record.apply("session_start")).plus(longest));
  }
}
