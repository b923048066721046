package ro.wowcinema.pipeline.jobs.privacy.retention;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static ro.wowcinema.warehouse.cleansed.Tables.USER_CHANGE;
import static ro.wowcinema.warehouse.mart.Tables.CONSENTING_USER;
import static ro.wowcinema.warehouse.ops.Tables.FIELD_WARNING;
import static ro.wowcinema.warehouse.ops.Tables.QUARANTINE;
import static ro.wowcinema.warehouse.ops.Tables.SOURCE_FILE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.PersonalTables;
import ro.wowcinema.pipeline.jobs.privacy.PrivacyAudit;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyException;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;
import ro.wowcinema.pipeline.jobs.privacy.erasure.ArchivedDeliveries;
import ro.wowcinema.pipeline.jobs.privacy.erasure.Erasure;
import ro.wowcinema.pipeline.jobs.privacy.erasure.ErasureSteps;
import ro.wowcinema.pipeline.jobs.privacy.erasure.TextTraces;
import ro.wowcinema.pipeline.jobs.source.Sources;

/**
 * Deletes expired personal data: users that the platform deleted, the text of refused records,
 * delivered files; and personalised data of users without consent. Ages are counted back from a
 * date.
 */
public final class PrivacyRetention {
  static final String EXPIRED = "[expired]";

  private final RetentionPeriods periods;
  private final DeliveryFolders folders;
  private final ErasureSteps steps;

  /**
   * Applies the periods.
   *
   * @param home folder with the log files
   */
  public PrivacyRetention(
      RetentionPeriods periods, PrivacyVault vault, LandingZone landing, Path home) {
    this.periods = requireNonNull(periods, "periods is null");
    this.folders = new DeliveryFolders(landing);
    this.steps = new ErasureSteps(vault, new ArchivedDeliveries(landing), home);
  }

  /** Whether maintenance applies retention every day. */
  boolean isDaily() {
    return periods.isDaily();
  }

  /** Counts what {@link #rows} and {@link #deliveries} would affect, without changing it. */
  public Counts preview(DSLContext dsl, LocalDate date) throws IOException {
    Counts counts = new Counts();
    counts.add("users deleted long ago", deletedUsers(dsl, date).size());
    for (Table<?> findings : List.of(QUARANTINE, FIELD_WARNING)) {
      counts.add(
          "raw lines of ops." + findings.getName(),
          dsl.fetchCount(findings, isOld(findings, date)));
    }
    for (PersonalTables.PersonalTable personal : personalised(dsl)) {
      Table<?> rows = table(personal.qualified());
      counts.add(personal.path() + " without consent", dsl.fetchCount(rows, doesNotAgree(rows)));
    }
    counts.add("deliveries in the landing zone", folders.before(oldest(date)).size());
    return counts;
  }

  /**
   * Applies retention to the database, within the given transaction. {@link #files} and {@link
   * #deliveries} follow after the commit: a kill before it changes nothing; after it, they remain
   * pending.
   *
   * @throws PrivacyException if users have to be erased and a run is active
   */
  public Counts rows(DSLContext dsl, LocalDate date, Instant at, Request request) {
    Counts counts = new Counts();
    List<Long> users = deletedUsers(dsl, date);
    if (!users.isEmpty()) {
      steps.rows(dsl, users, request, at, counts);
      counts.add("users deleted long ago", users.size());
    }
    for (Table<?> findings : List.of(QUARANTINE, FIELD_WARNING)) {
      counts.add("raw lines of ops." + findings.getName(), expire(dsl, findings, date));
    }
    for (PersonalTables.PersonalTable personal : personalised(dsl)) {
      Table<?> rows = table(personal.qualified());
      counts.add(
          personal.path() + " without consent",
          dsl.deleteFrom(rows).where(doesNotAgree(rows)).execute());
    }
    if (!counts.isEmpty()) {
      new PrivacyAudit(dsl)
          .record(at, request, "retention", Optional.empty(), "done in the database", counts);
    }
    return counts;
  }

  /**
   * Erases users from files who were erased in the database, also by an interrupted erasure. Locks
   * out concurrent file erasures until the transaction ends.
   *
   * @param transaction holds the lock, and need not be the one that writes
   * @param dsl records the new state of files in the ledger
   */
  public Erasure.Outcome files(DSLContext transaction, DSLContext dsl, Instant at, Request request)
      throws IOException {
    ErasureSteps.lockFiles(transaction);
    Counts counts = new Counts();
    if (!ErasureSteps.areFilesPending(dsl)) {
      return new Erasure.Outcome(counts, List.of(), List.of());
    }
    Erasure.Outcome outcome = steps.files(dsl, at, counts);
    new PrivacyAudit(dsl)
        .record(at, request, "erase", Optional.empty(), Erasure.outcomeOf(dsl, outcome), counts);
    return outcome;
  }

  /** Deletes old deliveries from the landing zone. */
  public Counts deliveries(DSLContext dsl, LocalDate date, Instant at, Request request)
      throws IOException {
    Counts counts = new Counts();
    counts.add("deliveries in the landing zone", folders.delete(oldest(date)));
    if (!counts.isEmpty()) {
      new PrivacyAudit(dsl).record(at, request, "retention", Optional.empty(), "done", counts);
    }
    return counts;
  }

  private LocalDate oldest(LocalDate date) {
    return date.minus(periods.deliveries());
  }

  /** By the last change of a user: a first version has no start. */
  private List<Long> deletedUsers(DSLContext dsl, LocalDate date) {
    return dsl.select(DIM_USER.USER_ID)
        .from(DIM_USER)
        .where(DIM_USER.IS_CURRENT)
        .and(DIM_USER.IS_DELETED)
        .and(DIM_USER.USER_ID.gt(0L))
        .and(
            notExists(
                selectOne()
                    .from(USER_CHANGE)
                    .where(USER_CHANGE.USER_ID.eq(DIM_USER.USER_ID))
                    .and(
                        USER_CHANGE.EFFECTIVE_AT.ge(
                            Sources.startOf(date.minus(periods.deletedUsers()))))))
        .orderBy(DIM_USER.USER_ID)
        .fetch(row -> row.value1());
  }

  private int expire(DSLContext dsl, Table<?> findings, LocalDate date) {
    return dsl.update(findings)
        .set(findings.field(QUARANTINE.RAW_LINE), EXPIRED)
        .set(findings.field(QUARANTINE.DETAIL), EXPIRED)
        .setNull(findings.field(QUARANTINE.PERSON))
        .where(isOld(findings, date))
        .execute();
  }

  private Condition isOld(Table<?> findings, LocalDate date) {
    return findings
        .field(QUARANTINE.RAW_LINE)
        .notIn(EXPIRED, TextTraces.ERASED)
        .and(
            findings
                .field(QUARANTINE.SOURCE_FILE_ID)
                .in(
                    select(SOURCE_FILE.SOURCE_FILE_ID)
                        .from(SOURCE_FILE)
                        .where(SOURCE_FILE.SOURCE.eq(Sources.PLATFORM))
                        .and(
                            SOURCE_FILE.FILE_NAME.in(
                                ArchivedDeliveries.SPECS.stream().map(FileSpec::fileName).toList()))
                        .and(
                            SOURCE_FILE.LOADED_AT.lt(
                                Sources.startOf(date.minus(periods.rawLines()))))));
  }

  private static List<PersonalTables.PersonalTable> personalised(DSLContext dsl) {
    return PersonalTables.withUser(dsl).stream()
        .filter(personal -> personal.treatment() == PersonalTables.Treatment.PERSONALISED)
        .toList();
  }

  private static Condition doesNotAgree(Table<?> rows) {
    Field<Long> userId = field(name(rows.getName(), "user_id"), Long.class);
    return notExists(selectOne().from(CONSENTING_USER).where(CONSENTING_USER.USER_ID.eq(userId)));
  }
}
