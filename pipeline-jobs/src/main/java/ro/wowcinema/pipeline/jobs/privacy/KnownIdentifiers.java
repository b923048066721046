package ro.wowcinema.pipeline.jobs.privacy;

import static ro.wowcinema.warehouse.cleansed.Tables.SESSION_RECORD;
import static ro.wowcinema.warehouse.pii.Tables.USER_IDENTITY_CHANGE;

import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** What the warehouse knows users by, beside their number, as keyed hashes. */
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
    return dsl.selectDistinct(SESSION_RECORD.LOG_ID)
        .from(SESSION_RECORD)
        .where(SESSION_RECORD.USER_ID.in(userIds))
        .fetchSize(FETCH)
        .fetchStream()
        .map(row -> hashes.log(row.value1()));
  }

  private Stream<Hash> identities(Collection<Long> userIds) {
    return dsl
        .selectDistinct(
            USER_IDENTITY_CHANGE.EMAIL,
            USER_IDENTITY_CHANGE.IBAN,
            USER_IDENTITY_CHANGE.FIRST_NAME,
            USER_IDENTITY_CHANGE.LAST_NAME)
        .from(USER_IDENTITY_CHANGE)
        .where(USER_IDENTITY_CHANGE.USER_ID.in(userIds))
        .fetch()
        .stream()
        .flatMap(
            row ->
                Stream.of(
                    row.value1() == null ? null : hashes.email(row.value1()),
                    row.value2() == null ? null : hashes.iban(plain(row.value2())),
                    row.value3() == null || row.value4() == null
                        ? null
                        : hashes.name(row.value3(), row.value4())))
        .filter(Objects::nonNull);
  }

  private String plain(String iban) {
    return Seal.isSealed(iban) ? seal.unseal(iban) : iban;
  }
}
