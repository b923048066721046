package ro.wowcinema.pipeline.scheduler.metrics;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.schedule.Schedule;
import ro.wowcinema.pipeline.scheduler.metrics.LedgerReading.DagReading;

/**
 * How the DAGs stand by the ledger. A thread of its own reads the ledger every few seconds; a
 * scrape shows what was read last and never waits for the database. What is older than a minute is
 * shown as unknown.
 */
public final class LedgerGauges implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerGauges.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration STALE_AFTER = Duration.ofMinutes(1);

  private final DSLContext dsl;
  private final Clock clock;
  private final Metrics metrics;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "ledger-gauges");
            made.setDaemon(true);
            return made;
          });
  private volatile Optional<LedgerReading> latest = Optional.empty();

  public LedgerGauges(DSLContext dsl, Clock clock, Metrics metrics) {
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.metrics = requireNonNull(metrics, "metrics is null");
  }

  /** Registers the gauges, of the ledger and of each schedule's DAG. */
  public void register(List<Schedule> schedules) {
    metrics.gauge(
        "pipeline_ledger_read_timestamp_seconds",
        "When this node last read the ledger, which the gauges of DAGs come from",
        Map.of(),
        () -> latest.map(reading -> reading.readAt().getEpochSecond()).orElse(null));
    ledgerGauge(
        "pipeline_cluster_members",
        "Nodes of the scheduler that check in",
        LedgerReading::clusterMembers);
    ledgerGauge(
        "pipeline_alerts_undelivered",
        "Messages about alerts that wait for a channel to take them",
        LedgerReading::undeliveredAlerts);
    schedules.forEach(this::register);
  }

  private void register(Schedule schedule) {
    dagGauge(
        schedule,
        "pipeline_dag_paused",
        "1 where no date of the DAG becomes due",
        dag -> Optional.of(dag.isPaused() ? 1 : 0));
    dagGauge(
        schedule,
        "pipeline_last_success_timestamp_seconds",
        "When a run of the DAG last succeeded",
        dag -> dag.lastSuccessAt().map(Instant::getEpochSecond));
    dagGauge(
        schedule,
        "pipeline_newest_loaded_date_timestamp_seconds",
        "The newest logical date that succeeded, as its 00:00 UTC",
        dag -> dag.newestLoaded().map(LedgerGauges::startOf));
    dagGauge(
        schedule,
        "pipeline_next_due_timestamp_seconds",
        "When the next date of the DAG becomes due",
        dag -> Optional.of(due(schedule, dag.nextDate())));
    dagGauge(
        schedule,
        "pipeline_next_deadline_timestamp_seconds",
        "Deadline of the next date's run",
        dag -> Optional.of(deadline(schedule, dag.nextDate())));
    dagGauge(
        schedule,
        "pipeline_oldest_unfinished_due_timestamp_seconds",
        "When the oldest unfinished run of the daemons was due",
        dag -> dag.oldestUnfinished().map(date -> due(schedule, date)));
    dagGauge(
        schedule,
        "pipeline_oldest_unfinished_deadline_timestamp_seconds",
        "Deadline of the oldest unfinished run of the daemons",
        dag -> dag.oldestUnfinished().map(date -> deadline(schedule, date)));
    dagGauge(
        schedule,
        "pipeline_failed_runs",
        "Dates that failed and have not been requested again",
        dag -> Optional.of(dag.failedRuns()));
    dagGauge(
        schedule,
        "pipeline_newest_loaded_date_read_records",
        "Records in the files of the newest loaded date",
        dag -> Optional.of(dag.readRecords()));
    dagGauge(
        schedule,
        "pipeline_newest_loaded_date_rejected_records",
        "Records that were rejected of the files of the newest loaded date",
        dag -> Optional.of(dag.rejectedRecords()));
    dagGauge(
        schedule,
        "pipeline_newest_loaded_date_check_warnings",
        "Quality checks that warned in the newest loaded date",
        dag -> Optional.of(dag.checkWarnings()));
  }

  /** Reads the ledger from now on. */
  public LedgerGauges start() {
    var unused =
        thread.scheduleWithFixedDelay(this::read, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  /** Reads it once; where that fails, what was read before stays until it is too old. */
  void read() {
    try {
      latest = Optional.of(LedgerReading.read(dsl, clock.instant()));
    } catch (RuntimeException e) {
      LOG.debug("The ledger cannot be read; retrying at the next look", e);
    }
  }

  private void ledgerGauge(String name, String description, Function<LedgerReading, Number> value) {
    metrics.gauge(name, description, Map.of(), () -> fresh().map(value).orElse(null));
  }

  private void dagGauge(
      Schedule schedule,
      String name,
      String description,
      Function<DagReading, Optional<? extends Number>> value) {
    metrics.gauge(
        name,
        description,
        Map.of("dag", schedule.dag()),
        () ->
            fresh()
                .map(reading -> reading.dags().get(schedule.dag()))
                .<Number>flatMap(value)
                .orElse(null));
  }

  private Optional<LedgerReading> fresh() {
    return latest.filter(reading -> clock.instant().isBefore(reading.readAt().plus(STALE_AFTER)));
  }

  private static long startOf(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  private static long due(Schedule schedule, LocalDate date) {
    return schedule.dueAt(date).getEpochSecond();
  }

  private static long deadline(Schedule schedule, LocalDate date) {
    return schedule.dueAt(date).plus(schedule.deadline()).getEpochSecond();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
