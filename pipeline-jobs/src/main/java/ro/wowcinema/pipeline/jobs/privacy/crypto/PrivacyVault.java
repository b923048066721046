package ro.wowcinema.pipeline.jobs.privacy.crypto;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.pii.Tables.PRIVACY_KEY;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;

/**
 * Reads the privacy key whenever it is needed, or creates it for a database that never had one. The
 * file contains the keys, and the database records which key encrypts: so the rotation changes that
 * in the transaction that encrypts all texts again. A file without the database's keys is refused
 * before a text is encrypted that could not be decrypted again.
 */
public final class PrivacyVault {
  private static final Logger log = LoggerFactory.getLogger(PrivacyVault.class);

  static final ConfigKey<Optional<Path>> KEY_FILE =
      ConfigKey.path(
              "privacy.key-file",
              "",
              "key that IBANs are encrypted with; empty: `privacy.key` in the home, created when it"
                  + " is first needed")
          .optional();

  /** The keys that the database expects. */
  private record Expected(String fingerprint, String encryptionKey) {
    static Expected of(Record row) {
      return new Expected(row.get(PRIVACY_KEY.FINGERPRINT), row.get(PRIVACY_KEY.ENCRYPTION_KEY));
    }
  }

  private final KeyFile file;
  private final Clock clock;

  /**
   * A vault for a file, which need not exist yet.
   *
   * @param keyFile as {@link #KEY_FILE} names it
   */
  public PrivacyVault(Path keyFile, Clock clock) {
    this.file = new KeyFile(requireNonNull(keyFile, "keyFile is null"));
    this.clock = requireNonNull(clock, "clock is null");
  }

  public static PrivacyVault of(Config config, Clock clock) {
    return new PrivacyVault(
        config.get(KEY_FILE).orElseGet(() -> config.home().resolve("privacy.key")), clock);
  }

  /**
   * Returns the database's key. No rotation changes it before the transaction ends.
   *
   * @throws PrivacyKeyException if it is lost, belongs to another database, or is readable by
   *     others
   */
  public PrivacyKey key(DSLContext dsl) {
    Optional<Expected> expected =
        dsl.selectFrom(PRIVACY_KEY).forShare().fetchOptional(Expected::of);
    Optional<PrivacyKey> found = file.read();
    if (expected.isEmpty()) {
      return adopt(dsl, found.orElseGet(this::create));
    }
    return checked(found, expected.get()).encryptingWith(expected.get().encryptionKey());
  }

  /**
   * Begins a rotation: adds a key to the file, unless an interrupted rotation added one.
   *
   * @return all keys of the file; the new key encrypts
   */
  public PrivacyKey addEncryptionKey(DSLContext transaction) {
    PrivacyKey key = lockedKey(transaction);
    if (key.encryptionKeys().size() > 1) {
      return key;
    }
    PrivacyKey extended = key.withNewEncryptionKey();
    file.replace(extended);
    return extended;
  }

  /**
   * Makes the file's newest key the encryption key when the transaction commits. Until then other
   * transactions wait for the key.
   *
   * @return all keys of the file; the newest key encrypts
   */
  public PrivacyKey encryptWithNewestKey(DSLContext transaction) {
    PrivacyKey key = lockedKey(transaction);
    transaction.update(PRIVACY_KEY).set(PRIVACY_KEY.ENCRYPTION_KEY, key.encryptionKey()).execute();
    return key;
  }

  /** Completes a rotation: removes the keys that no longer encrypt from the file. */
  public void removeOldEncryptionKeys(DSLContext transaction) {
    lockedKey(transaction);
    file.replace(key(transaction).withoutOldEncryptionKeys());
  }

  public Path path() {
    return file.path();
  }

  /** The keys of the file; other transactions that need a key wait until this one ends. */
  private PrivacyKey lockedKey(DSLContext transaction) {
    Expected expected =
        transaction.selectFrom(PRIVACY_KEY).forNoKeyUpdate().fetchSingle(Expected::of);
    return checked(file.read(), expected);
  }

  private PrivacyKey checked(Optional<PrivacyKey> found, Expected expected) {
    PrivacyKey key = found.orElseThrow(() -> lost(expected.fingerprint()));
    if (!key.fingerprint().equals(expected.fingerprint())) {
      throw new PrivacyKeyException(
          "%s has the privacy key %s, but this database is encrypted with %s; restore the file that belongs to it (privacy.key-file, docs/privacy.md)"
              .formatted(file.path(), key.fingerprint(), expected.fingerprint()));
    }
    if (!key.encryptionKeys().contains(expected.encryptionKey())) {
      throw new PrivacyKeyException(
          "%s does not have the encryption key %s that this database is encrypted with, but %s; the key was rotated: copy the file of the machine that did it, or restore the file that is as old as the database (docs/privacy.md)"
              .formatted(
                  file.path(), expected.encryptionKey(), String.join(", ", key.encryptionKeys())));
    }
    return key;
  }

  private PrivacyKey create() {
    PrivacyKey key = file.create();
    log.warn(
        "created the privacy key {} in {}; back it up apart from the database: without it encrypted IBANs cannot be read, and erased users are not recognised",
        key.fingerprint(),
        file.path());
    return key;
  }

  private PrivacyKeyException lost(String fingerprint) {
    return new PrivacyKeyException(
        "The privacy key %s of this database is not in %s; restore that file from its backup or set privacy.key-file (docs/privacy.md says what a lost key means)"
            .formatted(fingerprint, file.path()));
  }

  /** If two processes do this at the same time, the first one wins, and the other must agree. */
  private PrivacyKey adopt(DSLContext dsl, PrivacyKey key) {
    dsl.insertInto(PRIVACY_KEY)
        .set(PRIVACY_KEY.FINGERPRINT, key.fingerprint())
        .set(PRIVACY_KEY.ENCRYPTION_KEY, key.encryptionKey())
        .set(PRIVACY_KEY.RECORDED_AT, clock.instant())
        .onConflictDoNothing()
        .execute();
    return key(dsl);
  }
}
