package ro.wowcinema.pipeline.jobs.extraction.database;

import static ro.wowcinema.pipeline.jobs.extraction.database.SourceColumn.date;
import static ro.wowcinema.pipeline.jobs.extraction.database.SourceColumn.flag;
import static ro.wowcinema.pipeline.jobs.extraction.database.SourceColumn.instant;
import static ro.wowcinema.pipeline.jobs.extraction.database.SourceColumn.number;
import static ro.wowcinema.pipeline.jobs.extraction.database.SourceColumn.text;

import java.util.List;
import ro.wowcinema.pipeline.jobs.extraction.database.SourceTable.Content;
import ro.wowcinema.pipeline.jobs.source.CatalogFile;
import ro.wowcinema.pipeline.jobs.source.PlansFile;
import ro.wowcinema.pipeline.jobs.source.SessionsFile;
import ro.wowcinema.pipeline.jobs.source.UsersFile;

/** The operational schema that is read; {@code docs/platform-extraction.md} has its DDL. */
public final class PlatformTables {
  static final SourceTable PLANS =
      new SourceTable(
          "plans",
          PlansFile.SPEC,
          Content.SNAPSHOT,
          List.of(
              number("plan_id"),
              text("plan_name"),
              number("monthly_price"),
              text("currency_code"),
              number("discount_percent")));

  static final SourceTable CATALOG =
      new SourceTable(
          "catalog",
          CatalogFile.SPEC,
          Content.OPTIONAL_SNAPSHOT,
          List.of(text("title_id"), date("available_from"), date("available_until")));

  static final SourceTable USERS =
      new SourceTable(
          "users",
          UsersFile.SPEC,
          Content.CHANGES,
          List.of(
              number("user_id"),
              text("first_name"),
              text("last_name"),
              text("email"),
              date("birth_date"),
              text("iban"),
              number("region_code"),
              number("plan_id"),
              date("subscription_start_date"),
              date("subscription_end_date"),
              flag("consent_personalisation"),
              instant(SourceTable.CHANGED_AT),
              flag("is_deleted")));

  static final SourceTable SESSIONS =
      new SourceTable(
          "sessions",
          SessionsFile.SPEC,
          Content.CHANGES,
          List.of(
              text("log_id"),
              number("user_id"),
              text("title_id"),
              instant("session_start"),
              instant("session_end"),
              number("rating"),
              number("reaction"),
              number("region_code"),
              instant(SourceTable.CHANGED_AT).deliveredAs("emitted_at")));

  /** In the order in which they are written. */
  public static final List<SourceTable> ALL = List.of(PLANS, CATALOG, USERS, SESSIONS);

  private PlatformTables() {}
}
