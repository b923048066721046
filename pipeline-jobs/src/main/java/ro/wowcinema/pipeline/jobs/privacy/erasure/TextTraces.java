package ro.wowcinema.pipeline.jobs.privacy.erasure;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.registry.ErasedUserRegistry;
import ro.wowcinema.pipeline.jobs.privacy.registry.RecordIdentifiers;
import ro.wowcinema.pipeline.jobs.privacy.registry.RefusedRecord;

/**
 * Removes erased users from texts in the ledger. Of a record in quarantine only its place and
 * reason stay; from a message only the identifiers are removed.
 */
public final class TextTraces {
  public static final String ERASED = "[erased]";
  private static final int BATCH = 500;

  private record Text(String table, String column) {}

  private static final List<Text> MESSAGES =
      List.of(
          new Text("task_log", "message"),
          new Text("task_attempt", "message"),
          new Text("check_result", "detail"),
          new Text("alert", "message"),
          new Text("alert_delivery", "last_error"),
          new Text("operator_action", "arguments"),
          new Text("operator_action", "answer"));

  private final DSLContext dsl;
  private final ErasedUserRegistry erased;

  TextTraces(DSLContext dsl, ErasedUserRegistry erased) {
    this.dsl = dsl;
    this.erased = erased;
  }

  void scrub(Counts counts) {
    for (String findings : List.of("quarantine", "field_warning")) {
      counts.add("ops." + findings, records(findings));
    }
    for (Text text : MESSAGES) {
      counts.add("ops." + text.table() + "." + text.column(), messages(text));
    }
    counts.add("ops.check_result.samples", samples());
  }

  private long records(String findings) {
    long scrubbed = 0;
    String after = "(0,0)";
    Result<Record> batch;
    do {
      batch =
          dsl.fetch(
              """
              select t.ctid::text as place, f.file_name, left(t.raw_line, {4}) as raw_line, t.reason_code, t.person
              from {0} as t join ops.source_file as f using (source_file_id)
              where f.source = 'platform' and f.file_name in ('users.csv', 'sessions.jsonl')
                and t.raw_line <> {1} and t.ctid > {2}::tid
              order by t.ctid limit {3}
              """,
              table(name("ops", findings)),
              val(ERASED),
              val(after),
              val(BATCH),
              val(RecordIdentifiers.MOST_CHARACTERS));
      List<Boolean> areErased = erased.areErased(batch.map(RefusedRecord::of));
      for (int i = 0; i < batch.size(); i++) {
        if (areErased.get(i)) {
          scrubbed +=
              dsl.execute(
                  "update {0} set raw_line = {1}, detail = {1}, person = null where ctid = {2}::tid",
                  table(name("ops", findings)),
                  val(ERASED),
                  val(batch.get(i).get("place", String.class)));
        }
      }
      after = batch.isEmpty() ? after : batch.get(batch.size() - 1).get("place", String.class);
    } while (batch.size() == BATCH);
    return scrubbed;
  }

  private long messages(Text text) {
    long scrubbed = 0;
    String after = "(0,0)";
    Result<Record> batch;
    do {
      batch =
          dsl.fetch(
              "select ctid::text as place, {1}::text as message from {0} where ctid > {2}::tid and {1} is not null order by ctid limit {3}",
              table(name("ops", text.table())), field(name(text.column())), val(after), val(BATCH));
      List<String> before = batch.getValues("message", String.class);
      List<String> clean = erased.scrubbed(before, ERASED);
      for (int i = 0; i < batch.size(); i++) {
        if (!clean.get(i).equals(before.get(i))) {
          scrubbed += update(text, batch.get(i).get("place", String.class), clean.get(i));
        }
      }
      after = batch.isEmpty() ? after : batch.get(batch.size() - 1).get("place", String.class);
    } while (batch.size() == BATCH);
    return scrubbed;
  }

  private int update(Text text, String place, String clean) {
    return dsl.execute(
        "update {0} set {1} = {2} where ctid = {3}::tid",
        table(name("ops", text.table())), field(name(text.column())), val(clean), val(place));
  }

  /** Samples are rows of checked tables, as JSON; their columns identify the user. */
  private long samples() {
    Result<Record> rows =
        dsl.fetch(
            """
            select r.check_result_id, s.position::int - 1 as position, s.sample ->> 'user_id' as user_id,
              coalesce(s.sample ->> 'log_id', s.sample ->> 'session_id') as log_id
            from ops.check_result as r, jsonb_array_elements(
              case when jsonb_typeof(r.samples) = 'array' then r.samples else '[]' end
            ) with ordinality as s (sample, position)
            where jsonb_typeof(s.sample) = 'object'
              and jsonb_exists_any(s.sample, array['user_id', 'log_id', 'session_id'])
            """);
    long scrubbed = 0;
    for (Record row : rows) {
      Optional<String> userId = Optional.ofNullable(row.get("user_id", String.class));
      Optional<String> logId = Optional.ofNullable(row.get("log_id", String.class));
      if (erased.isErased(userId, logId)) {
        scrubbed +=
            dsl.execute(
                "update ops.check_result set samples = jsonb_set(samples, array[{0}::text], to_jsonb({1}::text)) where check_result_id = {2}",
                val(row.get("position", Integer.class)),
                val(ERASED),
                val(row.get("check_result_id", Long.class)));
      }
    }
    return scrubbed;
  }
}
