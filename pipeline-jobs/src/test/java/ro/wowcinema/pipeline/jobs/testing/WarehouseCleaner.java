package ro.wowcinema.pipeline.jobs.testing;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;

/**
 * Takes out of a warehouse what runs put in, and leaves what the migrations did. Deletes: on tables
 * as small as tests have, they are some ten times faster than TRUNCATE or a new database.
 */
public final class WarehouseCleaner {
  private static final List<String> SEEDED_KEYS =
      List.of(
          "dim_plan where plan_key",
          "dim_user where user_key",
          "dim_title where title_key",
          "dim_genre where genre_key",
          "dim_person where person_key");

  private WarehouseCleaner() {}

  /** Tables that publishing the reports fills: all aggregates but the editions, and the date. */
  public static List<String> martTables(DSLContext dsl) {
    List<String> tables = new ArrayList<>(Checksums.tables(dsl, "aggregate"));
    tables.removeIf(table -> table.contains("edition"));
    tables.add("mart.as_of");
    return tables;
  }

  public static void wipe(DSLContext dsl) {
    StringBuilder statements = new StringBuilder();
    for (String table : Checksums.tables(dsl, "staging", "cleansed", "change_queue", "pii")) {
      delete(statements, table);
    }
    martTables(dsl).forEach(table -> delete(statements, table));
    for (String table :
        List.of(
            "warehouse.fact_watch_session",
            "warehouse.fact_subscription_month",
            "warehouse.fact_title_rating",
            "warehouse.bridge_title_director",
            "warehouse.bridge_title_genre",
            "aggregate.movie_popularity_edition",
            "aggregate.title_similarity_edition",
            "aggregate.user_recommendation_edition",
            "aggregate.user_viewing_profile_edition",
            "ops.check_result",
            "ops.task_log",
            "ops.task_attempt",
            "ops.task_run",
            "ops.quarantine",
            "ops.field_warning",
            "ops.source_file",
            "ops.download",
            "ops.watermark",
            "ops.dag_run")) {
      delete(statements, table);
    }
    for (String seeded : SEEDED_KEYS) {
      delete(statements, "warehouse." + seeded + " <> -1");
    }
    statements.append(
        "update aggregate.edition set current_edition = 0, next_edition = 0, made_on = null");
    dsl.execute(statements.toString());
  }

  private static void delete(StringBuilder statements, String from) {
    statements.append("delete from ").append(from).append(";\n");
  }
}
