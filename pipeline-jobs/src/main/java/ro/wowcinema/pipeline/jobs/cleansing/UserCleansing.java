package ro.wowcinema.pipeline.jobs.cleansing;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.extract;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.pipeline.jobs.cleansing.StagedInstant.cut;
import static ro.wowcinema.pipeline.jobs.cleansing.StagedInstant.nanoseconds;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_USER;
import static ro.wowcinema.warehouse.cleansed.Tables.USER_CHANGE;
import static ro.wowcinema.warehouse.pii.Tables.USER_IDENTITY_CHANGE;
import static ro.wowcinema.warehouse.staging.Tables.USERS;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.jobs.source.UsersFile;

/**
 * Users as they changed, without what identifies them. Comes after {@link UserIdentity}, because it
 * clears staging.
 */
public final class UserCleansing extends CleansingJob {
  private static final Field<Long> USER_ID = USERS.USER_ID.cast(USER_CHANGE.USER_ID);
  private static final Field<Instant> EFFECTIVE_AT =
      cut(USERS.UPDATED_AT, USER_CHANGE.EFFECTIVE_AT);
  private static final Field<Short> EFFECTIVE_NANOSECONDS =
      nanoseconds(USERS.UPDATED_AT, USER_CHANGE.EFFECTIVE_NANOSECONDS);

  @Inject
  UserCleansing(FileStaging staging) {
    super(staging, UsersFile.SPEC, List.of(USER_ID, EFFECTIVE_AT, EFFECTIVE_NANOSECONDS));
  }

  @Override
  public Lineage lineage() {
    return Lineage.reads(USERS, USER_IDENTITY_CHANGE).writes(USER_CHANGE).enqueues(CHANGED_USER);
  }

  @Override
  long cleanse(JobContext context) {
    DSLContext dsl = context.dsl();
    handOver(dsl, context.logicalDate());
    long written = withdraw(dsl, context.logicalDate());
    written += insert(dsl, context.logicalDate());
    handOver(dsl, context.logicalDate());
    return written;
  }

  /** Called before and after: users that the delivery no longer mentions are touched as well. */
  private static void handOver(DSLContext dsl, LocalDate logicalDate) {
    dsl.insertInto(CHANGED_USER, CHANGED_USER.USER_ID)
        .select(
            dsl.selectDistinct(USER_CHANGE.USER_ID)
                .from(USER_CHANGE)
                .where(USER_CHANGE.LOGICAL_DATE.eq(logicalDate)))
        .execute();
  }

  private static int withdraw(DSLContext dsl, LocalDate logicalDate) {
    return dsl.deleteFrom(USER_CHANGE).where(USER_CHANGE.LOGICAL_DATE.eq(logicalDate)).execute();
  }

  private static int insert(DSLContext dsl, LocalDate logicalDate) {
    return dsl.insertInto(USER_CHANGE)
        .columns(
            USER_CHANGE.USER_ID,
            USER_CHANGE.EFFECTIVE_AT,
            USER_CHANGE.EFFECTIVE_NANOSECONDS,
            USER_CHANGE.LOGICAL_DATE,
            USER_CHANGE.PLAN_ID,
            USER_CHANGE.REGION_CODE,
            USER_CHANGE.SUBSCRIPTION_START_DATE,
            USER_CHANGE.SUBSCRIPTION_END_DATE,
            USER_CHANGE.CONSENT_PERSONALISATION,
            USER_CHANGE.BIRTH_YEAR,
            USER_CHANGE.IS_DELETED)
        .select(
            dsl.select(
                    USER_ID,
                    EFFECTIVE_AT,
                    EFFECTIVE_NANOSECONDS,
                    val(logicalDate),
                    USERS.PLAN_ID.cast(USER_CHANGE.PLAN_ID),
                    USERS.REGION_CODE.cast(USER_CHANGE.REGION_CODE),
                    USERS.SUBSCRIPTION_START_DATE.cast(USER_CHANGE.SUBSCRIPTION_START_DATE),
                    USERS.SUBSCRIPTION_END_DATE.cast(USER_CHANGE.SUBSCRIPTION_END_DATE),
                    isTrue(USERS.CONSENT_PERSONALISATION),
                    extract(USERS.BIRTH_DATE.cast(USER_IDENTITY_CHANGE.BIRTH_DATE), DatePart.YEAR),
                    isTrue(USERS.IS_DELETED))
                .from(USERS))
        .execute();
  }

  /** What was not said is not so. */
  private static Field<Boolean> isTrue(Field<String> text) {
    return coalesce(text.cast(SQLDataType.BOOLEAN), inline(false));
  }
}
