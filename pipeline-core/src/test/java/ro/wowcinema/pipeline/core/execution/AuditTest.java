package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_GENRE;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.execution.ScriptedJobs.A;
import ro.wowcinema.pipeline.core.execution.attempt.AuditedJob;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Checks;

/** Write, audit, commit: what a job wrote is committed once its checks have passed. */
final class AuditTest extends DagRunnerTest {
  private static final Checks NO_WESTERNS =
      Checks.of(DIM_GENRE).noRowWhere("no westerns", DIM_GENRE.GENRE_NAME.eq("Western"));

  @BeforeEach
  @AfterEach
  void forgetGenres() {
    warehouse.dsl().deleteFrom(DIM_GENRE).where(DIM_GENRE.GENRE_KEY.ne(-1L)).execute();
  }

  @Test
  void dataThatFailsCheckIsRolledBackAndFindingsStay() throws InterruptedException {
    jobWrites("Western", NO_WESTERNS.list());

    RunSummary summary = engine.run(ONE_TASK);

    assertThat(summary.isSuccess()).isFalse();
    assertThat(genres()).isEqualTo("Unknown");
    assertThat(engine.message())
        .isEqualTo(
            "quality checks failed, nothing was changed: warehouse.dim_genre no westerns: 1 of 2 rows (ops.check_result)");
    assertThat(findings())
        .isEqualTo(
            "1 warehouse.dim_genre no westerns custom failed 2 1 [{\"genre_key\": 1, \"genre_name\": \"Western\"}]");
  }

  @Test
  void failedCheckIsNotTriedAgain() throws InterruptedException {
    jobWrites("Western", NO_WESTERNS.list());

    engine.run(ONE_TASK);

    assertThat(engine.attempts()).isEqualTo("a 1 failed");
    assertThat(engine.retries).isEmpty();
  }

  @Test
  void dataThatPassesIsCommittedWithItsFindings() throws InterruptedException {
    jobWrites("Drama", NO_WESTERNS.list());

    engine.run(ONE_TASK);

    assertThat(genres()).isEqualTo("Drama Unknown");
    assertThat(findings()).isEqualTo("1 warehouse.dim_genre no westerns custom passed 2 0 -");
    assertThat(warehouse.dsl().fetchValue("SELECT xmin::text FROM ops.check_result"))
        .isEqualTo(
            warehouse
                .dsl()
                .fetchValue("SELECT xmin::text FROM warehouse.dim_genre WHERE genre_key = 1"));
  }

  @Test
  void warningIsCommittedAndReported() throws InterruptedException {
    jobWrites(
        "Western",
        Checks.of(DIM_GENRE)
            .noRowWhere("no westerns", DIM_GENRE.GENRE_NAME.eq("Western"))
            .warning()
            .list());

    Logger logger = (Logger) LoggerFactory.getLogger(AuditedJob.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);

    RunSummary summary = engine.run(ONE_TASK);

    logger.detachAppender(log);
    assertThat(log.list)
        .extracting(ILoggingEvent::getLevel, ILoggingEvent::getFormattedMessage)
        .containsExactly(tuple(Level.WARN, "warehouse.dim_genre no westerns: 1 of 2 rows"));
    assertThat(log.list.get(0).getMDCPropertyMap()).containsEntry("task", "a");
    assertThat(summary.isSuccess()).isTrue();
    assertThat(genres()).isEqualTo("Unknown Western");
    assertThat(engine.message()).isEqualTo("warehouse.dim_genre no westerns: 1 of 2 rows");
    assertThat(engine.logs())
        .isEqualTo("a 1 1 warning: warehouse.dim_genre no westerns: 1 of 2 rows");
    assertThat(findings()).contains("warned 2 1");
  }

  @Test
  void findingsOfEveryRunAreKept() throws InterruptedException {
    jobWrites("Western", NO_WESTERNS.list());
    engine.run(ONE_TASK);
    jobWrites("Drama", NO_WESTERNS.list());
    engine.run(ONE_TASK);

    assertThat(findings())
        .contains("1 warehouse.dim_genre no westerns custom failed")
        .contains("2 warehouse.dim_genre no westerns custom passed");
  }

  @Test
  void jobThatHadNothingToDoIsNotChecked() throws InterruptedException {
    jobs.on(A.class, context -> JobResult.skipped("nothing new"))
        .guarding(
            A.class,
            Checks.of(DIM_GENRE).noRowWhere("nothing", DIM_GENRE.GENRE_KEY.eq(-1L)).list());

    RunSummary summary = engine.run(ONE_TASK);

    assertThat(summary.isSuccess()).isTrue();
    assertThat(findings()).isEmpty();
  }

  @Test
  void checkThatCannotBeComputedFailsTheTask() throws InterruptedException {
    jobWrites(
        "Drama", Checks.of(DIM_GENRE).noRowWhere("elsewhere", DAG_RUN.DAG.eq("warehouse")).list());

    engine.run(ONE_TASK);

    assertThat(engine.attempts()).isEqualTo("a 1 failed");
    assertThat(genres()).isEqualTo("Unknown");
  }

  private void jobWrites(String genre, List<Check> checks) {
    jobs.on(
            A.class,
            context -> {
              context
                  .dsl()
                  .insertInto(DIM_GENRE, DIM_GENRE.GENRE_KEY, DIM_GENRE.GENRE_NAME)
                  .values(1L, genre)
                  .execute();
              return JobResult.of(0, 1);
            })
        .guarding(A.class, checks);
  }

  private static String genres() {
    return warehouse
        .dsl()
        .select(DIM_GENRE.GENRE_NAME)
        .from(DIM_GENRE)
        .orderBy(DIM_GENRE.GENRE_NAME)
        .fetch(row -> row.value1())
        .stream()
        .collect(Collectors.joining(" "));
  }

  private static String findings() {
    return warehouse
        .dsl()
        .fetch(
            """
            SELECT concat_ws(' ', attempt, target, check_name, kind, outcome, checked_rows, offending_rows,
              coalesce(samples::text, '-'))
            FROM ops.check_result ORDER BY check_result_id
            """)
        .getValues(0, String.class)
        .stream()
        .collect(Collectors.joining(", "));
  }
}
