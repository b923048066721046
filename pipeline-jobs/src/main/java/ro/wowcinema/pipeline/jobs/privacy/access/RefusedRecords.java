package ro.wowcinema.pipeline.jobs.privacy.access;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static ro.wowcinema.warehouse.pii.Tables.USER_IDENTITY_CHANGE;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Encryption;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hash;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hashes;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyKey;
import ro.wowcinema.pipeline.jobs.privacy.registry.KnownIdentifiers;
import ro.wowcinema.pipeline.jobs.privacy.registry.RecordIdentifiers;
import ro.wowcinema.pipeline.jobs.privacy.registry.RefusedRecord;

/** Refused records of a user, and those with warnings. */
final class RefusedRecords {
  private static final int FETCH = 50;

  /** Receives one record. */
  interface Receiver {
    void take(Record row) throws IOException;
  }

  private final DSLContext dsl;
  private final PrivacyKey key;

  RefusedRecords(DSLContext dsl, PrivacyKey key) {
    this.dsl = dsl;
    this.key = key;
  }

  long of(long userId, Receiver receiver) throws IOException {
    Hashes hashes = new Hashes(key);
    RecordIdentifiers identifiers = new RecordIdentifiers(hashes, new Encryption(key));
    Set<Hash> own = new HashSet<>(Set.of(hashes.user(userId)));
    new KnownIdentifiers(dsl, key).forEach(List.of(userId), own::add);
    long count = 0;
    for (String findings : List.of("quarantine", "field_warning")) {
      count += of(findings, userId, identifiers, own, receiver);
    }
    return count;
  }

  private long of(
      String findings, long userId, RecordIdentifiers identifiers, Set<Hash> own, Receiver receiver)
      throws IOException {
    long count = 0;
    try (Cursor<Record> rows =
        dsl.resultQuery(
                """
                select f.logical_date, f.file_name, t.line_number, t.reason_code, t.column_name, t.detail, t.raw_line, t.person
                from {0} as t join ops.source_file as f using (source_file_id)
                where f.source = 'platform' and f.file_name in ('users.csv', 'sessions.jsonl')
                order by f.source_file_id, t.line_number
                """,
                table(name("ops", findings)))
            .fetchSize(FETCH)
            .fetchLazy()) {
      for (Record row : rows) {
        if (isOf(userId, row, identifiers, own)) {
          receiver.take(row);
          count++;
        }
      }
    }
    return count;
  }

  private boolean isOf(long userId, Record row, RecordIdentifiers identifiers, Set<Hash> own) {
    RefusedRecord record = RefusedRecord.of(row);
    Predicate<String> isUsers = number -> number.equals(String.valueOf(userId));
    return record.isCertain()
        ? record.person().filter(isUsers).isPresent()
        : identifiers
            .of(record)
            .isOf(isUsers, own::contains, email -> isOfAnotherUser(email, userId));
  }

  private boolean isOfAnotherUser(String email, long userId) {
    return dsl.fetchExists(
        USER_IDENTITY_CHANGE,
        USER_IDENTITY_CHANGE.EMAIL_PSEUDONYM.eq(new Hashes(key).pseudonym(email)),
        USER_IDENTITY_CHANGE.USER_ID.ne(userId));
  }
}
