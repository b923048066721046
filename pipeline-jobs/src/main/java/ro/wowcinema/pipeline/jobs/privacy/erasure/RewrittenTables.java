package ro.wowcinema.pipeline.jobs.privacy.erasure;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.jobs.privacy.PersonalTables;
import ro.wowcinema.warehouse.ops.Routines;

/**
 * Rewrites the tables with personal texts after an erasure: a deleted row stays in its table's file
 * until its bytes are overwritten, also after VACUUM.
 */
final class RewrittenTables {
  static final List<PersonalTables.PersonalTable> WITH_TEXTS =
      List.of(
          new PersonalTables.PersonalTable("pii", "user_identity_change"),
          new PersonalTables.PersonalTable("staging", "users"),
          new PersonalTables.PersonalTable("staging", "sessions"),
          new PersonalTables.PersonalTable("ops", "quarantine"),
          new PersonalTables.PersonalTable("ops", "field_warning"),
          new PersonalTables.PersonalTable("ops", "task_log"),
          new PersonalTables.PersonalTable("ops", "task_attempt"),
          new PersonalTables.PersonalTable("ops", "check_result"),
          new PersonalTables.PersonalTable("ops", "alert"),
          new PersonalTables.PersonalTable("ops", "alert_delivery"),
          new PersonalTables.PersonalTable("ops", "operator_action"));

  /** Larger tables are left to the operator: a table cannot be read while it is rewritten. */
  private static final long MOST_BYTES = 512L << 20;

  private RewrittenTables() {}

  /**
   * Rewrites the tables, each in a transaction of its own.
   *
   * @return a warning that lists the tables that were not rewritten, if any
   */
  static List<String> rewrite(DSLContext dsl) {
    List<String> left = new ArrayList<>();
    for (PersonalTables.PersonalTable table : WITH_TEXTS) {
      if (!isRewritten(dsl, table)) {
        left.add(table.path());
      }
    }
    return left.isEmpty()
        ? List.of()
        : List.of(
            "deleted rows are still in the files of tables that are large or in use; as their owner, run: VACUUM (FULL, ANALYZE) %s"
                .formatted(String.join(", ", left)));
  }

  private static boolean isRewritten(DSLContext dsl, PersonalTables.PersonalTable table) {
    long bytes =
        dsl.fetchSingle("select pg_table_size({0}::regclass)", DSL.val(table.path()))
            .get(0, Long.class);
    if (bytes > MOST_BYTES) {
      return false;
    }
    try {
      dsl.transaction(
          transaction -> {
            transaction.dsl().execute("set local lock_timeout = '2s'");
            Routines.rewriteTable(transaction, table.schema(), table.name());
          });
      return true;
    } catch (DataAccessException e) {
      // In use: the warning lists it, and the next erasure tries again.
      return false;
    }
  }
}
