package ro.wowcinema.pipeline.jobs.privacy.erasure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * Finds transactions that still see rows deleted by an erasure because their snapshot is older, and
 * whatever else prevents the server from removing deleted rows.
 *
 * @param transaction the transaction id of the erasure
 */
record OlderSnapshots(String transaction) {
  /** Snapshots older than the current transaction. */
  static OlderSnapshots than(DSLContext dsl) {
    return new OlderSnapshots((String) dsl.fetchValue("select pg_current_xact_id()::text"));
  }

  /** A warning for each; to be called after the erasure's transaction is committed. */
  List<String> warnings(DSLContext dsl) {
    // The login may see more sessions than the role that it has set.
    dsl.execute("set local role none");
    List<String> sessions = sessions(dsl);
    List<String> warnings = new ArrayList<>();
    if (!sessions.isEmpty()) {
      warnings.add(
          "%d older transactions still see the erased rows; end them by SELECT pg_terminate_backend(pid), then repeat the erasure to remove the rows from the server's files:"
              .formatted(sessions.size()));
      warnings.addAll(sessions);
    }
    return Stream.of(warnings, prepared(dsl), slots(dsl), hidden(dsl))
        .flatMap(List::stream)
        .toList();
  }

  private List<String> sessions(DSLContext dsl) {
    return dsl.fetch(
            """
            select pid, usename, state, date_trunc('second', clock_timestamp() - xact_start)::text as age
            from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
              and backend_type = 'client backend'
              and age(backend_xmin) >= age({0}::xid8::xid)
            order by xact_start
            """,
            DSL.val(transaction))
        .map(
            row ->
                "  pid %s of %s, %s, open for %s"
                    .formatted(
                        text(row, "pid"),
                        text(row, "usename"),
                        text(row, "state"),
                        text(row, "age")));
  }

  private static List<String> prepared(DSLContext dsl) {
    return dsl.fetch(
            "select gid, owner from pg_prepared_xacts where database = current_database() order by prepared")
        .map(
            row ->
                "the prepared transaction %s of %s keeps deleted rows in the server's files; COMMIT PREPARED or ROLLBACK PREPARED ends it"
                    .formatted(text(row, "gid"), text(row, "owner")));
  }

  private List<String> slots(DSLContext dsl) {
    return dsl.fetch(
            "select slot_name, active from pg_replication_slots where age(xmin) >= age({0}::xid8::xid) or not active order by 1",
            DSL.val(transaction))
        .map(
            row ->
                "the replication slot %s keeps deleted rows or write-ahead log (active: %s); drop an unused slot by pg_drop_replication_slot"
                    .formatted(text(row, "slot_name"), text(row, "active")));
  }

  private static List<String> hidden(DSLContext dsl) {
    int hidden =
        dsl.fetchSingle(
                "select count(*)::int from pg_stat_activity where datname = current_database() and query = '<insufficient privilege>'")
            .get(0, Integer.class);
    return hidden == 0
        ? List.of()
        : List.of(
            "%d sessions of other users cannot be inspected and may still see the erased rows; GRANT pg_read_all_stats to the pipeline's login to inspect them"
                .formatted(hidden));
  }

  private static String text(Record row, String column) {
    return String.valueOf(row.get(column));
  }
}
