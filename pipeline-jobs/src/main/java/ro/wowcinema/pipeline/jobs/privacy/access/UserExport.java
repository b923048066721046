package ro.wowcinema.pipeline.jobs.privacy.access;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.PersonalTables;
import ro.wowcinema.pipeline.jobs.privacy.PrivacyAudit;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Encryption;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hashes;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyKey;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;

/**
 * Writes all data of a user in the warehouse as one JSON document: the rows of each table, by
 * column name, with IBANs decrypted.
 */
public final class UserExport {
  /** Version of the format; increases when a name changes its meaning. */
  private static final String FORMAT = "wowcinema-user-export/1";

  private static final int FETCH = 1000;

  /** Section names that stay when a table is renamed; other tables use their own name. */
  private static final Map<String, String> SECTIONS =
      Map.of(
          "pii.user_identity_change", "identities",
          "cleansed.user_change", "profile_changes",
          "cleansed.session_record", "session_records",
          "warehouse.dim_user", "profile_versions",
          "warehouse.fact_watch_session", "sessions",
          "warehouse.fact_subscription_month", "subscription_months");

  private final Database database;
  private final PrivacyVault vault;
  private final Clock clock;

  public UserExport(Database database, PrivacyVault vault, Clock clock) {
    this.database = requireNonNull(database, "database is null");
    this.vault = requireNonNull(vault, "vault is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Writes the document, also for an unknown user.
   *
   * @return how many rows of each section there are
   */
  public Counts write(long userId, OutputStream out, Request request) {
    return database.transaction(
        dsl -> {
          Counts counts = new Counts();
          PrivacyKey key = vault.key(dsl);
          try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            write(dsl, userId, key, json, counts);
          }
          new PrivacyAudit(dsl)
              .record(
                  clock.instant(),
                  request,
                  "export",
                  Optional.of(new Hashes(key).user(userId)),
                  "done",
                  counts);
          return counts;
        });
  }

  private void write(DSLContext dsl, long userId, PrivacyKey key, JsonGenerator json, Counts counts)
      throws IOException {
    Encryption encryption = new Encryption(key);
    json.writeStartObject();
    json.writeStringField("format", FORMAT);
    json.writeNumberField("user_id", userId);
    json.writeStringField("exported_at", clock.instant().toString());
    for (PersonalTables.PersonalTable personal : PersonalTables.withUser(dsl)) {
      if (isExported(personal)) {
        String section = SECTIONS.getOrDefault(personal.path(), personal.path());
        json.writeArrayFieldStart(section);
        counts.add(section, rows(dsl, personal, userId, encryption, json));
        json.writeEndArray();
      }
    }
    json.writeArrayFieldStart("refused_records");
    counts.add(
        "refused_records",
        new RefusedRecords(dsl, key).of(userId, row -> write(row, encryption, json)));
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Excludes queues, staging tables and copies of exported data. */
  private static boolean isExported(PersonalTables.PersonalTable personal) {
    return !personal.schema().equals("staging")
        && !personal.schema().equals("change_queue")
        && !personal.name().equals("watch_session");
  }

  private static long rows(
      DSLContext dsl,
      PersonalTables.PersonalTable personal,
      long userId,
      Encryption encryption,
      JsonGenerator json)
      throws IOException {
    long count = 0;
    try (Cursor<Record> rows =
        dsl.select()
            .from(table(personal.qualified()))
            .where(field(name("user_id"), Long.class).eq(userId))
            .orderBy(List.of(DSL.inline(1)))
            .fetchSize(FETCH)
            .fetchLazy()) {
      for (Record row : rows) {
        write(row, encryption, json);
        count++;
      }
    }
    return count;
  }

  private static void write(Record row, Encryption encryption, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    for (Field<?> column : row.fields()) {
      json.writeFieldName(column.getName());
      write(row.get(column), encryption, json);
    }
    json.writeEndObject();
  }

  private static void write(Object value, Encryption encryption, JsonGenerator json)
      throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof JSONB document) {
      json.writeRawValue(document.data());
    } else if (value instanceof OffsetDateTime instant) {
      json.writeString(instant.toInstant().toString());
    } else if (value instanceof Instant instant) {
      json.writeString(instant.toString());
    } else {
      json.writeString(encryption.decryptWithin(value.toString()));
    }
  }
}
