package ro.wowcinema.pipeline.jobs.reference;

import java.util.List;
import java.util.Locale;

/** The files that the reports depend on, and the columns of each that matter to them. */
enum DeliveredFile {
  PLANS("platform", "plans.csv", "plan_id plan_name monthly_price currency_code discount_percent"),
  USERS(
      "platform",
      "users.csv",
      "user_id plan_id subscription_start_date subscription_end_date updated_at is_deleted"
          + " region_code birth_date"),
  CATALOG("platform", "catalog.csv", "title_id"),
  SESSIONS(
      "platform",
      "sessions.jsonl",
      "log_id user_id title_id session_start session_end rating reaction emitted_at"
          + " region_code"),
  TITLES("imdb", "title.basics.tsv", "tconst titleType primaryTitle runtimeMinutes genres"),
  RATINGS("imdb", "title.ratings.tsv", "tconst averageRating numVotes");

  private final String source;
  private final String fileName;
  private final String columns;

  DeliveredFile(String source, String fileName, String columns) {
    this.source = source;
    this.fileName = fileName;
    this.columns = columns;
  }

  String source() {
    return source;
  }

  String fileName() {
    return fileName;
  }

  List<String> columns() {
    return List.of(columns.split(" "));
  }

  /** Where its records go, as text; the table's columns are in {@code raw.sql}. */
  String rawTable() {
    return "reference.raw_" + name().toLowerCase(Locale.ROOT);
  }
}
