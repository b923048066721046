package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.execution.DagRunner;
import ro.wowcinema.pipeline.core.schedule.Deadlines;
import ro.wowcinema.pipeline.core.schedule.RunQueue;
import ro.wowcinema.pipeline.core.schedule.Schedule;
import ro.wowcinema.pipeline.core.schedule.ScheduleTicker;
import ro.wowcinema.pipeline.core.schedule.TickResult;

/**
 * Brings the ledger up to date: expires leases of dead processes, requests runs that are due, finds
 * those that are late, and has ready runs executed. It does not matter which node ticks, how often,
 * or how late.
 */
final class Ticker {
  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

  private final DSLContext dsl;
  private final DagRunner runner;
  private final RunQueue queue;
  private final List<Schedule> schedules;
  private final RunLauncher launcher;
  private final Clock clock;

  Ticker(
      DSLContext dsl,
      DagRunner runner,
      RunQueue queue,
      List<Schedule> schedules,
      RunLauncher launcher,
      Clock clock) {
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.runner = requireNonNull(runner, "runner is null");
    this.queue = requireNonNull(queue, "queue is null");
    this.schedules = List.copyOf(schedules);
    this.launcher = requireNonNull(launcher, "launcher is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  void tick() {
    runner
        .expireLeases()
        .forEach(
            run -> LOG.warn("{}: lease expired without a heartbeat; the run will be resumed", run));
    for (Schedule schedule : schedules) {
      tick(schedule, clock.instant());
    }
  }

  private void tick(Schedule schedule, Instant now) {
    TickResult ticked = new ScheduleTicker(dsl).tick(schedule, now);
    if (!ticked.requested().isEmpty()) {
      LOG.info("{}: due: {}", schedule.dag(), ticked.requested());
    }
    if (!ticked.skipped().isEmpty()) {
      LOG.warn(
          "{}: skipped by catch-up {}: {}",
          schedule.dag(),
          schedule.catchUp().word(),
          ticked.skipped());
    }
    new Deadlines(dsl)
        .check(schedule, now)
        .forEach(date -> LOG.warn("{} {} is late", schedule.dag(), date));
    if (queue.next(schedule.dag()).isPresent()) {
      launcher.launch(schedule.dag());
    }
  }
}
