package ro.wowcinema.pipeline.jobs.privacy.rotation;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.db.TableLocks;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.PrivacyAudit;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Encryption;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyException;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyKey;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;
import ro.wowcinema.pipeline.jobs.privacy.erasure.ErasureSteps;

/**
 * Replaces the encryption key, in three steps: adds a new key to the file; in one transaction,
 * encrypts every text again and makes the new key the encryption key; when a search finds no text
 * of the old key, removes the old key from the file. After a crash at any moment every text is
 * readable, because the file has both keys until the last step, and the same call completes the
 * rotation.
 */
public final class KeyRotation {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The second pass finds nothing, unless texts of the old key are still being written. */
  private static final int MOST_PASSES = 3;

  /** Rows of these schemas are written outside of loads too: a heartbeat must not wait. */
  private static final Set<String> NEVER_LOCKED = Set.of("ops", "quartz");

  private final Database database;
  private final PrivacyVault vault;
  private final Clock clock;

  public KeyRotation(Database database, PrivacyVault vault, Clock clock) {
    this.database = requireNonNull(database, "database is null");
    this.vault = requireNonNull(vault, "vault is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Rotates the key, or completes an interrupted rotation.
   *
   * @param progress receives a message for each step and table
   * @return number of rows of each table that were encrypted again
   * @throws PrivacyException if a run is loading, or the key file belongs to another database
   */
  public Counts rotate(Request request, Consumer<String> progress) {
    vault.key(database.dsl());
    PrivacyKey added =
        database.transaction(
            dsl -> {
              refuseRuns(dsl, "nothing was changed");
              return vault.addEncryptionKey(dsl);
            });
    progress.accept(
        "%s has the new encryption key %s, and still the old one"
            .formatted(vault.path(), added.encryptionKey()));
    Counts counts = new Counts();
    database.transaction(
        dsl -> {
          reencryptAll(dsl, request, counts, progress);
          return null;
        });
    progress.accept("Everything is encrypted with the new key");
    removeOldKey(request, counts, progress);
    return counts;
  }

  private void reencryptAll(
      DSLContext dsl, Request request, Counts counts, Consumer<String> progress) {
    List<TextTable> tables = lock(dsl, "the old key stays in use");
    reencrypt(dsl, tables, vault.encryptWithNewestKey(dsl), counts, progress);
    audit(dsl, request, "encrypted again; the old key is still in the file", counts);
  }

  private void removeOldKey(Request request, Counts counts, Consumer<String> progress) {
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      // Only a pass without changes may remove the key: a failed commit undoes changes.
      if (database.transaction(dsl -> isOldKeyRemoved(dsl, request, counts, progress))) {
        progress.accept(
            "Removed the old key from %s; back up that file now".formatted(vault.path()));
        return;
      }
    }
    throw new PrivacyException(
        "Texts encrypted with the old key are still being written; it stays in %s. Stop the processes that write them, then repeat the rotation"
            .formatted(vault.path()));
  }

  private boolean isOldKeyRemoved(
      DSLContext dsl, Request request, Counts counts, Consumer<String> progress) {
    List<TextTable> tables = lock(dsl, "both keys stay in " + vault.path());
    if (reencrypt(dsl, tables, vault.key(dsl), counts, progress) > 0) {
      return false;
    }
    audit(dsl, request, "done", counts);
    vault.removeOldEncryptionKeys(dsl);
    return true;
  }

  private static long reencrypt(
      DSLContext dsl,
      List<TextTable> tables,
      PrivacyKey key,
      Counts counts,
      Consumer<String> progress) {
    Encryption encryption = new Encryption(key);
    long all = 0;
    progress.accept("Searching %d tables for encrypted texts".formatted(tables.size()));
    for (TextTable table : tables) {
      long rows = table.replace(dsl, encryption::reencryptWithin);
      if (rows > 0) {
        counts.add(table.path(), rows);
        progress.accept("%s: encrypted %d rows again".formatted(table.path(), rows));
      }
      all += rows;
    }
    return all;
  }

  /** Loads wait until the transaction ends, and then get the new key. */
  private List<TextTable> lock(DSLContext dsl, String otherwise) {
    List<TextTable> tables = TextTable.all(dsl);
    TableLocks.take(
        dsl,
        "The key rotation",
        tables.stream()
            .filter(table -> !NEVER_LOCKED.contains(table.schema()))
            .map(TextTable::path)
            .toList(),
        "share row exclusive",
        PATIENCE);
    refuseRuns(dsl, otherwise);
    return tables;
  }

  /** A run may hold texts of the old key that it has not written yet. */
  private void refuseRuns(DSLContext dsl, String otherwise) {
    ErasureSteps.runningLoad(dsl, clock.instant())
        .ifPresent(
            run -> {
              throw new PrivacyException(
                  "%s; %s. Wait until it ends, or cancel it, then repeat the rotation"
                      .formatted(run, otherwise));
            });
  }

  private void audit(DSLContext dsl, Request request, String outcome, Counts counts) {
    new PrivacyAudit(dsl)
        .record(clock.instant(), request, "rotate", Optional.empty(), outcome, counts);
  }
}
