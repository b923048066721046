package ro.wowcinema.pipeline.jobs.privacy;

import static ro.wowcinema.warehouse.pii.Tables.PRIVACY_ACTION;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hash;

/** Records actions on personal data in the audit; identifies nobody. */
public final class PrivacyAudit {
  private final DSLContext dsl;

  public PrivacyAudit(DSLContext dsl) {
    this.dsl = dsl;
  }

  public void record(
      Instant at,
      Request request,
      String action,
      Optional<Hash> subject,
      String outcome,
      Counts counts) {
    dsl.insertInto(PRIVACY_ACTION)
        .set(PRIVACY_ACTION.ACTED_AT, at)
        .set(PRIVACY_ACTION.REQUESTED_BY, request.requestedBy())
        .set(PRIVACY_ACTION.ACTION, action)
        .set(PRIVACY_ACTION.SUBJECT_HASH, subject.map(Hash::toBytes).orElse(null))
        .set(PRIVACY_ACTION.REASON, request.reason().orElse(null))
        .set(PRIVACY_ACTION.OUTCOME, outcome)
        .set(PRIVACY_ACTION.COUNTS, JSONB.valueOf(counts.toJson()))
        .execute();
  }
}
