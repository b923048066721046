package ro.wowcinema.pipeline.jobs.privacy.access;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.PrivacyAudit;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Seal;

/** Makes sealed values readable for somebody, which is written down before the first is. */
public final class Unsealing {
  private final Seal seal;

  public Unsealing(DSLContext dsl, PrivacyVault vault, Request request, Instant at) {
    this.seal = new Seal(vault.key(dsl));
    new PrivacyAudit(dsl).record(at, request, "unseal", Optional.empty(), "done", new Counts());
  }

  /** The text with everything readable in it. */
  public String unsealed(String text) {
    return seal.unsealWithin(text);
  }
}
