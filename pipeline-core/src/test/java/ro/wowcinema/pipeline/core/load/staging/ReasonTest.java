package ro.wowcinema.pipeline.core.load.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.core.load.contract.Column.required;
import static ro.wowcinema.pipeline.core.load.contract.Column.validIfPresent;
import static ro.wowcinema.warehouse.staging.Tables.PLANS;

import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ro.wowcinema.pipeline.core.load.contract.FieldTypes;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Presence;
import ro.wowcinema.pipeline.core.load.contract.Reason;

/** Every reason, with a record that gives it and one that is only just right. */
final class ReasonTest extends LoaderTest {
  private static final String TSV = "tconst\tparentTconst\tseasonNumber\tepisodeNumber";
  private static final String CSV = "plan_id,plan_name,currency_code";
  private static final String START = "\"session_start\":\"2026-10-24T18:00:00Z\"";
  private static final String NOW = "{\"log_id\":\"a\"," + START;

  /** Money is never guessed. */
  private static final FileSpec DISCOUNTS =
      new FileSpec(
          "platform",
          "plans.csv",
          Presence.OPTIONAL,
          FileFormat.CSV,
          PLANS,
          PLANS.LINE_NUMBER,
          List.of(
              required("plan_id", PLANS.PLAN_ID, FieldTypes.integer(1, 999)),
              validIfPresent(
                  "discount_percent", PLANS.DISCOUNT_PERCENT, FieldTypes.decimal("0", "100", 10))),
          List.of());

  private static final Set<Reason> GIVEN = EnumSet.noneOf(Reason.class);
  private static final Set<Reason> NOT_GIVEN = EnumSet.noneOf(Reason.class);

  @AfterAll
  static void everyReasonWasGivenAndNotGiven() {
    assertThat(GIVEN).containsExactlyInAnyOrder(Reason.values());
    assertThat(NOT_GIVEN).containsExactlyInAnyOrder(Reason.values());
  }

  static List<Arguments> rejections() {
    return List.of(
        rejection(
            Reason.WRONG_FIELD_COUNT, null, EPISODES, TSV, "tt1\t\\N\t\\N\t\\N", "tt1\t\\N\t\\N"),
        rejection(Reason.WRONG_FIELD_COUNT, null, PLANS_CSV, CSV, "1,a,", "1,a"),
        rejection(Reason.MALFORMED_CSV, null, PLANS_CSV, CSV, "1,\"a\",USD", "1,\"a\"b,USD"),
        rejection(Reason.INVALID_JSON, null, SESSIONS_JSONL, NOW + "}", NOW + "}", NOW),
        rejection(Reason.NUL_CHARACTER, "plan_name", PLANS_CSV, CSV, "1,a,USD", "1,a\0,USD"),
        rejection(Reason.MISSING_REQUIRED_FIELD, "tconst", EPISODES, TSV, "tt1\t\t\t", "\\N\t\t\t"),
        rejection(Reason.MISSING_REQUIRED_FIELD, "plan_name", PLANS_CSV, CSV, "1,a,", "1,,USD"),
        rejection(
            Reason.MISSING_REQUIRED_FIELD,
            "log_id",
            SESSIONS_JSONL,
            NOW + "}",
            NOW + "}",
            "{" + START + "}"),
        rejection(
            Reason.MALFORMED_REQUIRED_FIELD, "tconst", EPISODES, TSV, "tt1\t\t\t", "nm1\t\t\t"),
        rejection(Reason.MALFORMED_REQUIRED_FIELD, "plan_id", PLANS_CSV, CSV, "999,a,", "1000,a,"),
        rejection(
            Reason.MALFORMED_FIELD,
            "discount_percent",
            DISCOUNTS,
            "plan_id,discount_percent",
            "1,100",
            "1,101"),
        rejection(
            Reason.MALFORMED_FIELD,
            "discount_percent",
            DISCOUNTS,
            "plan_id,discount_percent",
            "1,",
            "1,15%"),
        rejection(
            Reason.ILL_FORMED_TEXT,
            "log_id",
            SESSIONS_JSONL,
            NOW + "}",
            "{\"log_id\":\"\\ud83c\\udfac\"," + START + "}",
            "{\"log_id\":\"\\ud83c\"," + START + "}"),
        rejection(
            Reason.IMPLAUSIBLE_INSTANT,
            "session_start",
            SESSIONS_JSONL,
            NOW + "}",
            "{\"log_id\":\"a\",\"session_start\":\"1999-12-31T22:00:00Z\"}",
            "{\"log_id\":\"a\",\"session_start\":\"1999-12-31T21:59:59Z\"}"),
        rejection(
            Reason.IMPLAUSIBLE_INSTANT,
            "session_end",
            SESSIONS_JSONL,
            NOW + "}",
            NOW + ",\"session_end\":\"2026-10-26T22:00:00Z\"}",
            NOW + ",\"session_end\":\"2026-10-26T22:00:01Z\"}"),
        rejection(
            Reason.END_BEFORE_START,
            null,
            SESSIONS_JSONL,
            NOW + "}",
            NOW + ",\"session_end\":\"2026-10-24T18:00:00Z\"}",
            NOW + ",\"session_end\":\"2026-10-24T17:59:59Z\"}"));
  }

  static List<Arguments> oddities() {
    return List.of(
        warning(
            Reason.INVALID_OPTIONAL_FIELD,
            "seasonNumber",
            EPISODES,
            TSV,
            "tt1\t\t99\t",
            "tt1\t\t100\t"),
        warning(
            Reason.INVALID_OPTIONAL_FIELD, "currency_code", PLANS_CSV, CSV, "1,a,USD", "1,a,usd"),
        warning(
            Reason.INVALID_OPTIONAL_FIELD,
            "rating",
            SESSIONS_JSONL,
            NOW + "}",
            NOW + ",\"rating\":10}",
            NOW + ",\"rating\":11}"),
        warning(
            Reason.NUL_CHARACTER, "parentTconst", EPISODES, TSV, "tt1\t\t1\tx", "tt1\t\0\t1\tx"),
        warning(
            Reason.ILL_FORMED_TEXT,
            "rating",
            SESSIONS_JSONL,
            NOW + "}",
            NOW + ",\"rating\":10}",
            NOW + ",\"rating\":\"\\udfac\"}"),
        warning(
            Reason.MISSING_OFFSET,
            "session_end",
            SESSIONS_JSONL,
            NOW + "}",
            NOW + ",\"session_end\":\"2026-10-24T23:00:00Z\"}",
            NOW + ",\"session_end\":\"2026-10-24T23:00:00\"}"));
  }

  @ParameterizedTest
  @MethodSource("rejections")
  void recordIsRefusedAndKeptAsItStands(
      Reason reason, String column, FileSpec spec, String first, String right, String wrong)
      throws IOException, SQLException {
    load(spec, first, right, wrong);

    assertThat(quarantine())
        .containsExactly(
            "3|%s|%s|%s".formatted(reason.code(), column, wrong.replace('\0', '\uFFFD')));
    assertThat(staged(spec)).anyMatch(row -> row.startsWith("2|"));
    assertThat(staged(spec)).noneMatch(row -> row.startsWith("3|"));
    assertThat(warnings()).isEmpty();
    GIVEN.add(reason);
    NOT_GIVEN.add(reason);
  }

  @ParameterizedTest
  @MethodSource("oddities")
  void recordIsLoadedWithAWarning(
      Reason reason, String column, FileSpec spec, String first, String right, String odd)
      throws IOException, SQLException {
    load(spec, first, right, odd);

    assertThat(warnings())
        .containsExactly(
            "3|%s|%s|%s".formatted(reason.code(), column, odd.replace('\0', '\uFFFD')));
    assertThat(staged(spec)).anyMatch(row -> row.startsWith("2|"));
    assertThat(staged(spec)).anyMatch(row -> row.startsWith("3|"));
    assertThat(quarantine()).isEmpty();
    GIVEN.add(reason);
    NOT_GIVEN.add(reason);
  }

  @Test
  void columnNameInOtherLetterCaseOrWithBlanks() throws IOException, SQLException {
    load(PLANS_CSV, CSV, "1,a,");
    assertThat(warnings()).isEmpty();
    NOT_GIVEN.add(Reason.INEXACT_COLUMN_NAME);

    String header = "Plan_ID, plan_name\u00A0,currency_code";
    load(PLANS_CSV, header, "1,b,");

    assertThat(staged(PLANS_CSV)).containsExactly("2|1|b|null");
    assertThat(warnings())
        .containsExactly(
            "1|inexact_column_name|plan_id|" + header, "1|inexact_column_name|plan_name|" + header);
    assertThat(accounts()).contains("1|1|0|2");
    GIVEN.add(Reason.INEXACT_COLUMN_NAME);
  }

  /** A line may have 16 MiB, and each column would have it once. */
  @Test
  void longHeaderIsCut() throws IOException, SQLException {
    load(PLANS_CSV, "Plan_ID,plan_name,currency_code," + "x".repeat(100_000), "1,b,,");

    assertThat(warnings())
        .singleElement()
        .asString()
        .startsWith("1|inexact_column_name|plan_id|Plan_ID,plan_name,currency_code,xxx")
        .endsWith("xxx…")
        .hasSize("1|inexact_column_name|plan_id|…".length() + FileLoader.LONGEST_HEADER);
  }

  @Test
  void fieldThatIsNotTakenAsItStandsBecomesNull() throws IOException, SQLException {
    load(SESSIONS_JSONL, NOW + ",\"rating\":11}");

    assertThat(staged(SESSIONS_JSONL))
        .containsExactly("1|a|2026-10-24T18:00:00.000000000Z|null|null");
    assertThat(rows("SELECT detail, 0 FROM ops.field_warning")).containsExactly("rating is '11'|0");
  }

  @Test
  void refusedRecordIsNotWarnedOf() throws IOException, SQLException {
    load(SESSIONS_JSONL, NOW + "}", "{\"rating\":11," + START + "}");

    assertThat(quarantine()).hasSize(1);
    assertThat(warnings()).isEmpty();
  }

  @Test
  void severalFieldsOfARecordAreWarnedOfOneByOne() throws IOException, SQLException {
    load(SESSIONS_JSONL, NOW + ",\"rating\":11,\"session_end\":\"soon\"}");

    assertThat(warnings())
        .hasSize(2)
        .anyMatch(row -> row.startsWith("1|invalid_optional_field|rating|"))
        .anyMatch(row -> row.startsWith("1|invalid_optional_field|session_end|"));
    assertThat(accounts()).containsExactly("1|1|0|2");
  }

  @Test
  void refusedRecordIsKnownByItsKey() throws IOException, SQLException {
    load(DISCOUNTS, "plan_id,discount_percent", "7.0,15%", "x,1", "8,1,2", "9,1");

    assertThat(rows("SELECT line_number, record_key FROM ops.quarantine"))
        .containsExactly("2|7", "3|null", "4|null");
  }

  @Test
  void findingsBelongToTheirFile() throws IOException, SQLException {
    load(PLANS_CSV, CSV, "1,a,usd", "x,a,USD");

    assertThat(
            rows(
                """
                SELECT f.file_name, q.detail, w.detail
                FROM ops.source_file f
                JOIN ops.quarantine q USING (source_file_id)
                JOIN ops.field_warning w USING (source_file_id)
                """))
        .containsExactly("plans.csv|plan_id is 'x'|currency_code is 'usd'");
  }

  private static Arguments rejection(
      Reason reason, String column, FileSpec spec, String first, String right, String wrong) {
    return Arguments.of(reason, column, spec, first, right, wrong);
  }

  private static Arguments warning(
      Reason reason, String column, FileSpec spec, String first, String right, String odd) {
    return Arguments.of(reason, column, spec, first, right, odd);
  }
}
