package ro.wowcinema.pipeline.jobs.privacy.crypto;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.pii.Tables.PRIVACY_KEY;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;

/**
 * Keeps the privacy key: reads it when it is first needed, or makes it for a database that never
 * had one. A database remembers whose key it is by, and another one is refused, before anything is
 * sealed that could not be opened again.
 */
public final class PrivacyVault {
  private static final Logger log = LoggerFactory.getLogger(PrivacyVault.class);

  static final ConfigKey<Optional<Path>> KEY_FILE =
      ConfigKey.path(
              "privacy.key-file",
              "",
              "key that IBANs are encrypted with; empty: `privacy.key` in the home, made when it is"
                  + " first needed")
          .optional();

  private final KeyFile file;
  private final Clock clock;

  /**
   * The key of a file, which need not be there yet.
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
   * The database's key.
   *
   * @throws PrivacyKeyException where it is lost, is another database's, or may be read by others
   */
  public PrivacyKey key(DSLContext dsl) {
    Optional<String> expected = dsl.selectFrom(PRIVACY_KEY).fetchOptional(PRIVACY_KEY.FINGERPRINT);
    Optional<PrivacyKey> found = file.read();
    if (expected.isEmpty()) {
      return adopt(dsl, found.orElseGet(this::create));
    }
    PrivacyKey key = found.orElseThrow(() -> lost(expected.get()));
    if (!key.fingerprint().equals(expected.get())) {
      throw new PrivacyKeyException(
          "%s has the privacy key %s, but this database is sealed by %s; put back the file that belongs to it (privacy.key-file, docs/privacy.md)"
              .formatted(file.path(), key.fingerprint(), expected.get()));
    }
    return key;
  }

  private PrivacyKey create() {
    PrivacyKey key = file.create();
    log.warn(
        "made the privacy key {} in {}; back it up apart from the database: without it sealed IBANs cannot be read, and erased users are not recognised",
        key.fingerprint(),
        file.path());
    return key;
  }

  private PrivacyKeyException lost(String fingerprint) {
    return new PrivacyKeyException(
        "The privacy key %s of this database is not in %s; restore that file from its backup or set privacy.key-file (docs/privacy.md says what a lost key means)"
            .formatted(fingerprint, file.path()));
  }

  /** Of two processes that do this at the same time the first decides, and the other must agree. */
  private PrivacyKey adopt(DSLContext dsl, PrivacyKey key) {
    dsl.insertInto(PRIVACY_KEY, PRIVACY_KEY.FINGERPRINT, PRIVACY_KEY.RECORDED_AT)
        .values(key.fingerprint(), clock.instant())
        .onConflictDoNothing()
        .execute();
    return key(dsl);
  }
}
