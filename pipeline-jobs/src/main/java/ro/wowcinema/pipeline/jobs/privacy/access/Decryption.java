package ro.wowcinema.pipeline.jobs.privacy.access;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.PrivacyAudit;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Encryption;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;

/** Decrypts values on request; the request is audited before the first value is decrypted. */
public final class Decryption {
  private final Encryption encryption;

  public Decryption(DSLContext dsl, PrivacyVault vault, Request request, Instant at) {
    this.encryption = new Encryption(vault.key(dsl));
    new PrivacyAudit(dsl).record(at, request, "decrypt", Optional.empty(), "done", new Counts());
  }

  /** The text with all encrypted values decrypted. */
  public String decrypted(String text) {
    return encryption.decryptWithin(text);
  }
}
