package ro.wowcinema.pipeline.jobs.privacy.registry;

import java.sql.Connection;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.load.staging.PersonalDataProtection;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Encryption;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hashes;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyKey;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;

/**
 * Protects personal data in loaded records: encrypts IBANs, replaces e-mail addresses by
 * pseudonyms, and omits records of erased users. Replay, redelivery and rebuild use it too.
 */
public final class RecordProtection implements PersonalDataProtection {
  private final ErasedUserRegistry erased;
  private final Encryption encryption;
  private final Hashes hashes;

  private RecordProtection(ErasedUserRegistry erased, PrivacyKey key) {
    this.erased = erased;
    this.encryption = new Encryption(key);
    this.hashes = new Hashes(key);
  }

  /** Uses the key of a vault. */
  public static PersonalDataProtection.Source of(PrivacyVault vault) {
    return connection -> {
      DSLContext dsl = dsl(connection);
      PrivacyKey key = vault.key(dsl);
      return new RecordProtection(ErasedUserRegistry.read(dsl, key), key);
    };
  }

  private static DSLContext dsl(Connection connection) {
    return DSL.using(connection, SQLDialect.POSTGRES);
  }

  @Override
  public boolean isErased(String person) {
    return erased.isErased(person);
  }

  @Override
  public String encrypt(String value) {
    return encryption.encrypt(value);
  }

  @Override
  public String pseudonym(String value) {
    return hashes.pseudonym(value);
  }

  @Override
  public String encryptInRaw(String text) {
    return encryption.encryptInRaw(text);
  }

  @Override
  public String encryptInValue(String value) {
    return encryption.encryptInValue(value);
  }

  @Override
  public String encryptKey(String key) {
    return encryption.encryptKey(key);
  }

  @Override
  public long forget(Connection connection, long sourceFileId) {
    return erased.isEmpty()
        ? 0
        : new UnreadableRecords(dsl(connection), erased).forget(sourceFileId);
  }
}
