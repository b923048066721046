package ro.wowcinema.pipeline.jobs.cleansing;

import static org.jooq.impl.DSL.val;
import static ro.wowcinema.pipeline.jobs.cleansing.StagedInstant.cut;
import static ro.wowcinema.pipeline.jobs.cleansing.StagedInstant.nanoseconds;
import static ro.wowcinema.warehouse.pii.Tables.USER_IDENTITY_CHANGE;
import static ro.wowcinema.warehouse.staging.Tables.USERS;

import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jooq.Field;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.jobs.source.UsersFile;

/** Takes what identifies a person out of the staged users, into {@code pii} and nowhere else. */
public final class UserIdentity implements Job {
  private final FileStaging staging;

  @Inject
  UserIdentity(FileStaging staging) {
    this.staging = staging;
  }

  @Override
  public Lineage lineage() {
    return Lineage.reads(USERS).writes(USER_IDENTITY_CHANGE);
  }

  @Override
  public JobResult run(JobContext context) throws IOException, SQLException {
    if (staging.ensureStaged(UsersFile.SPEC, context).isEmpty()) {
      return JobResult.skipped("nothing new");
    }
    DSLContext dsl = context.dsl();
    long written = withdraw(dsl, context.logicalDate());
    written += insert(dsl, context.logicalDate());
    return JobResult.of(dsl.fetchCount(USERS), written);
  }

  private static int withdraw(DSLContext dsl, LocalDate logicalDate) {
    return dsl.deleteFrom(USER_IDENTITY_CHANGE)
        .where(USER_IDENTITY_CHANGE.LOGICAL_DATE.eq(logicalDate))
        .execute();
  }

  /** Of lines that say something of the same user and instant, the last counts. */
  private static int insert(DSLContext dsl, LocalDate logicalDate) {
    Field<Long> userId = USERS.USER_ID.cast(USER_IDENTITY_CHANGE.USER_ID);
    Field<Instant> updatedAt = cut(USERS.UPDATED_AT, USER_IDENTITY_CHANGE.EFFECTIVE_AT);
    Field<Short> nanoseconds =
        nanoseconds(USERS.UPDATED_AT, USER_IDENTITY_CHANGE.EFFECTIVE_NANOSECONDS);
    return dsl.insertInto(USER_IDENTITY_CHANGE)
        .columns(
            USER_IDENTITY_CHANGE.USER_ID,
            USER_IDENTITY_CHANGE.EFFECTIVE_AT,
            USER_IDENTITY_CHANGE.EFFECTIVE_NANOSECONDS,
            USER_IDENTITY_CHANGE.LOGICAL_DATE,
            USER_IDENTITY_CHANGE.FIRST_NAME,
            USER_IDENTITY_CHANGE.LAST_NAME,
            USER_IDENTITY_CHANGE.EMAIL,
            USER_IDENTITY_CHANGE.BIRTH_DATE,
            USER_IDENTITY_CHANGE.IBAN,
            USER_IDENTITY_CHANGE.EMAIL_PSEUDONYM)
        .select(
            dsl.select(
                    userId,
                    updatedAt,
                    nanoseconds,
                    val(logicalDate),
                    USERS.FIRST_NAME,
                    USERS.LAST_NAME,
                    USERS.EMAIL,
                    USERS.BIRTH_DATE.cast(USER_IDENTITY_CHANGE.BIRTH_DATE),
                    USERS.IBAN,
                    USERS.EMAIL_PSEUDONYM)
                .distinctOn(userId, updatedAt, nanoseconds)
                .from(USERS)
                .orderBy(userId, updatedAt, nanoseconds, USERS.LINE_NUMBER.desc()))
        .execute();
  }
}
