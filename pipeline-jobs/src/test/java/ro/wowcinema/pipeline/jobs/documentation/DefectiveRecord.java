package ro.wowcinema.pipeline.jobs.documentation;

import java.util.List;
import ro.wowcinema.pipeline.core.load.contract.Reason;

/**
 * A record with a defect, in an otherwise good file.
 *
 * @param task the task that stages the file
 * @param file its source and name: {@code platform/plans.csv}
 * @param before what stands before the record: a header, a good record
 * @param end what follows the record
 */
record DefectiveRecord(
    Reason reason, String task, String file, String before, String record, String end) {
  private static final String PLANS =
      "plan_id,plan_name,monthly_price,currency_code,discount_percent\n1,Bronze,3.99,USD,15\n";
  private static final String USERS =
      "user_id,plan_id,subscription_start_date,updated_at,birth_date\n"
          + "7,1,2026-09-01,2026-09-01T08:00:00Z,1990-05-01\n";
  private static final String EPISODES =
      "tconst\tparentTconst\tseasonNumber\tepisodeNumber\ntt1\ttt9\t1\t1\n";
  private static final String SESSION =
      "{\"log_id\":\"b\",\"user_id\":7,\"title_id\":\"tt1\",\"emitted_at\":\"2026-09-28T21:00:00Z\",\"session_start\":\"2026-09-28T18:00:00Z\"";

  /** Each reason, by at least one record that gives it. */
  static List<DefectiveRecord> all() {
    return List.of(
        episode(Reason.WRONG_FIELD_COUNT, "tt2\ttt9\t1"),
        plan(Reason.MALFORMED_CSV, "2,\"Silver\"!,5.99,USD,30"),
        session(Reason.INVALID_JSON, "[\"b\",7,\"tt1\"]"),
        plan(Reason.NUL_CHARACTER, "2,Sil\0ver,5.99,USD,30"),
        user(Reason.NUL_CHARACTER, "8,1,2026-09-01,2026-09-01T08:00:00Z,\0"),
        plan(Reason.MISSING_REQUIRED_FIELD, "2,Silver,,USD,30"),
        plan(Reason.MALFORMED_REQUIRED_FIELD, "2,Silver,free,USD,30"),
        plan(Reason.MALFORMED_FIELD, "2,Silver,5.99,USD,30%"),
        session(Reason.ILL_FORMED_TEXT, SESSION + ",\"rating\":\"\\ud83c\"}"),
        session(Reason.ILL_FORMED_TEXT, SESSION.replace("\"b\"", "\"b\\ud83c\"") + "}"),
        session(Reason.IMPLAUSIBLE_INSTANT, SESSION + ",\"session_end\":\"2036-09-28T17:00:00Z\"}"),
        session(Reason.END_BEFORE_START, SESSION + ",\"session_end\":\"2026-09-28T17:00:00Z\"}"),
        session(Reason.INVALID_OPTIONAL_FIELD, SESSION + ",\"rating\":11}"),
        session(Reason.MISSING_OFFSET, SESSION + ",\"session_end\":\"2026-09-28T23:00:00\"}"),
        new DefectiveRecord(
            Reason.INEXACT_COLUMN_NAME,
            "stage_plans",
            "platform/plans.csv",
            "",
            "plan_id,plan_name,monthly_price, Currency_Code,discount_percent",
            "\n1,Bronze,3.99,USD,15\n"));
  }

  private static DefectiveRecord plan(Reason reason, String record) {
    return new DefectiveRecord(reason, "stage_plans", "platform/plans.csv", PLANS, record, "\n");
  }

  private static DefectiveRecord user(Reason reason, String record) {
    return new DefectiveRecord(reason, "stage_users", "platform/users.csv", USERS, record, "\n");
  }

  private static DefectiveRecord episode(Reason reason, String record) {
    return new DefectiveRecord(
        reason, "stage_title_episodes", "imdb/title.episode.tsv", EPISODES, record, "\n");
  }

  private static DefectiveRecord session(Reason reason, String record) {
    return new DefectiveRecord(
        reason,
        "stage_sessions",
        "platform/sessions.jsonl",
        SESSION.replace("\"b\"", "\"a\"") + "}\n",
        record,
        "\n");
  }
}
