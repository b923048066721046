package ro.wowcinema.pipeline.jobs.privacy;

import static ro.wowcinema.warehouse.cleansed.Tables.SESSION_RECORD;
import static ro.wowcinema.warehouse.pii.Tables.USER_IDENTITY_CHANGE;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import ro.wowcinema.warehouse.pii.tables.records.UserIdentityChangeRecord;

/**
 * What the warehouse knows users by, beside their number, as keyed hashes. What somebody else has
 * as well, such as the address that a family shares, identifies nobody and is left out.
 */
final class KnownIdentifiers {
  private static final int FETCH = 1000;

  private final DSLContext dsl;
  private final Hashes hashes;
  private final Seal seal;

  KnownIdentifiers(DSLContext dsl, PrivacyKey key) {
    this.dsl = dsl;
    this.hashes = new Hashes(key);
    this.seal = new Seal(key);
  }

  /** Hands them to the registry. */
  void register(Collection<Long> userIds, ErasedPeople registry, Instant at) {
    try (Stream<Hash> logs = logs(userIds)) {
      registry.addIdentifiers(logs, at);
    }
    registry.addIdentifiers(identities(userIds), at);
  }

  /** Each of them. */
  void forEach(Collection<Long> userIds, Consumer<Hash> consumer) {
    try (Stream<Hash> logs = logs(userIds)) {
      logs.forEach(consumer);
    }
    identities(userIds).forEach(consumer);
  }

  private Stream<Hash> logs(Collection<Long> userIds) {
    var another = SESSION_RECORD.as("another");
    return dsl.selectDistinct(SESSION_RECORD.LOG_ID)
        .from(SESSION_RECORD)
        .where(SESSION_RECORD.USER_ID.in(userIds))
        .and(
            DSL.notExists(
                DSL.selectOne()
                    .from(another)
                    .where(another.LOG_ID.eq(SESSION_RECORD.LOG_ID))
                    .and(another.USER_ID.notIn(userIds))))
        .fetchSize(FETCH)
        .fetchStream()
        .map(row -> hashes.log(row.value1()));
  }

  private Stream<Hash> identities(Collection<Long> userIds) {
    List<UserIdentityChangeRecord> rows =
        dsl.selectFrom(USER_IDENTITY_CHANGE)
            .where(USER_IDENTITY_CHANGE.USER_ID.in(userIds))
            .fetch();
    Set<String> emails = shared(userIds, rows, USER_IDENTITY_CHANGE.EMAIL);
    Set<String> ibans = shared(userIds, rows, USER_IDENTITY_CHANGE.IBAN);
    Set<String> names = sharedNames(userIds, rows);
    Set<Hash> all = new HashSet<>();
    for (UserIdentityChangeRecord row : rows) {
      if (row.getEmail() != null && !emails.contains(row.getEmail())) {
        all.add(hashes.email(plain(row.getEmail())));
      }
      if (row.getIban() != null && !ibans.contains(row.getIban())) {
        all.add(hashes.iban(plain(row.getIban())));
      }
      if (row.getFirstName() != null
          && row.getLastName() != null
          && !names.contains(name(row.getFirstName(), row.getLastName()))) {
        name(row, all);
      }
    }
    return all.stream();
  }

  private void name(UserIdentityChangeRecord row, Set<Hash> all) {
    String first = plain(row.getFirstName());
    String last = plain(row.getLastName());
    all.add(hashes.name(first, last));
    List<String> words = NameWords.ofPerson(first, last);
    if (!words.isEmpty()) {
      all.add(hashes.name(words));
    }
    Stream.of(first, last)
        .flatMap(text -> Ibans.in(text).stream())
        .forEach(account -> all.add(hashes.iban(account.account())));
  }

  /** Values that somebody else has as well. */
  private Set<String> shared(
      Collection<Long> userIds,
      List<UserIdentityChangeRecord> rows,
      TableField<UserIdentityChangeRecord, String> column) {
    return dsl.selectDistinct(column)
        .from(USER_IDENTITY_CHANGE)
        .where(column.eq(DSL.any(distinct(rows, column))))
        .and(isAnothers(userIds))
        .fetchSet(column);
  }

  private Set<String> sharedNames(Collection<Long> userIds, List<UserIdentityChangeRecord> rows) {
    Field<String> name =
        DSL.lower(
            DSL.concat(
                USER_IDENTITY_CHANGE.FIRST_NAME, DSL.inline(" "), USER_IDENTITY_CHANGE.LAST_NAME));
    String[] names =
        rows.stream()
            .filter(row -> row.getFirstName() != null && row.getLastName() != null)
            .map(row -> name(row.getFirstName(), row.getLastName()))
            .distinct()
            .toArray(String[]::new);
    return dsl.selectDistinct(name)
        .from(USER_IDENTITY_CHANGE)
        .where(name.eq(DSL.any(names)))
        .and(isAnothers(userIds))
        .fetchSet(name);
  }

  private static String name(String first, String last) {
    return (first + " " + last).toLowerCase(Locale.ROOT);
  }

  private static String[] distinct(
      List<UserIdentityChangeRecord> rows, TableField<UserIdentityChangeRecord, String> column) {
    return rows.stream()
        .map(row -> row.get(column))
        .filter(value -> value != null)
        .distinct()
        .toArray(String[]::new);
  }

  private static Condition isAnothers(Collection<Long> userIds) {
    return USER_IDENTITY_CHANGE.USER_ID.notIn(userIds);
  }

  private String plain(String text) {
    return seal.unsealWithin(text);
  }
}
