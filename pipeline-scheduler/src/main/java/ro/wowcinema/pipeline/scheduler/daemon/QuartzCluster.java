package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;
import static org.quartz.JobBuilder.newJob;
import static org.quartz.SimpleScheduleBuilder.repeatSecondlyForever;
import static org.quartz.TriggerBuilder.newTrigger;

import com.google.inject.Injector;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import javax.sql.DataSource;
import org.quartz.CronScheduleBuilder;
import org.quartz.Job;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.DBConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.schedule.Schedule;

/**
 * This node's part of the Quartz cluster, whose job store is the warehouse's schema {@code quartz}.
 * Quartz only fires: the ledger records what to do.
 */
final class QuartzCluster implements RunLauncher {
  private static final Logger LOG = LoggerFactory.getLogger(QuartzCluster.class);
  private static final String NAME = "wowcinema";
  private static final int TICK_SECONDS = 5;
  private static final int CHECK_IN_MILLIS = 3_000;
  private static final JobKey RUN = new JobKey("run", NAME);

  private final Scheduler scheduler;

  private QuartzCluster(Scheduler scheduler) {
    this.scheduler = requireNonNull(scheduler, "scheduler is null");
  }

  /**
   * Joins the cluster; nothing is fired before {@link #start}.
   *
   * @param node this node's name, unique in the cluster
   * @param threads jobs at a time
   */
  static QuartzCluster join(String node, int threads, DataSource dataSource)
      throws SchedulerException {
    DBConnectionManager.getInstance()
        .addConnectionProvider(node, new QuartzConnections(dataSource));
    return new QuartzCluster(new StdSchedulerFactory(properties(node, threads)).getScheduler());
  }

  private static Properties properties(String node, int threads) {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", NAME);
    properties.setProperty("org.quartz.scheduler.instanceId", node);
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
    properties.setProperty("org.quartz.threadPool.threadCount", Integer.toString(threads));
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    properties.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
    properties.setProperty(
        "org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
    properties.setProperty("org.quartz.jobStore.useProperties", "true");
    properties.setProperty("org.quartz.jobStore.tablePrefix", "quartz.qrtz_");
    properties.setProperty("org.quartz.jobStore.dataSource", node);
    properties.setProperty("org.quartz.jobStore.isClustered", "true");
    properties.setProperty(
        "org.quartz.jobStore.clusterCheckinInterval", Integer.toString(CHECK_IN_MILLIS));
    return properties;
  }

  /** Starts to fire: ticks every few seconds and when a schedule's time comes, and alerts. */
  void start(Injector jobs, Iterable<Schedule> schedules) throws SchedulerException {
    scheduler.setJobFactory(
        (fired, quartz) -> jobs.getInstance(fired.getJobDetail().getJobClass()));
    scheduler.addJob(
        newJob(QuartzJobs.Run.class).withIdentity(RUN).storeDurably().requestRecovery().build(),
        true);
    Set<Trigger> ticks = new HashSet<>(Set.of(everyFewSeconds("tick")));
    schedules.forEach(schedule -> ticks.add(whenDue(schedule)));
    scheduler.scheduleJob(job("tick", QuartzJobs.Tick.class), ticks, true);
    scheduler.scheduleJob(
        job("alerts", QuartzJobs.Deliver.class), Set.of(everyFewSeconds("alerts")), true);
    scheduler.start();
  }

  /** Fires nothing more; fired jobs continue. */
  void pause() throws SchedulerException {
    scheduler.standby();
  }

  /** Leaves the cluster once what was fired has ended. */
  void leave() throws SchedulerException {
    scheduler.shutdown(true);
  }

  boolean isFiring() {
    try {
      return scheduler.isStarted() && !scheduler.isInStandbyMode() && !scheduler.isShutdown();
    } catch (SchedulerException e) {
      return false;
    }
  }

  @Override
  public void launch(String dag) {
    try {
      scheduler.scheduleJob(
          newTrigger()
              .withIdentity(UUID.randomUUID().toString(), dag)
              .forJob(RUN)
              .usingJobData(QuartzJobs.DAG, dag)
              .startNow()
              .build());
    } catch (SchedulerException e) {
      LOG.warn("Runs of {} start with a later tick: {}", dag, e.getMessage());
    }
  }

  private static JobDetail job(String name, Class<? extends Job> type) {
    return newJob(type).withIdentity(name, NAME).build();
  }

  private static Trigger everyFewSeconds(String name) {
    return newTrigger()
        .withIdentity(name, NAME)
        .startNow()
        .withSchedule(
            repeatSecondlyForever(TICK_SECONDS)
                .withMisfireHandlingInstructionNextWithRemainingCount())
        .build();
  }

  /** For punctuality only: on days without that time of day, the next tick does it. */
  private static Trigger whenDue(Schedule schedule) {
    return newTrigger()
        .withIdentity("due " + schedule.dag(), NAME)
        .withSchedule(
            CronScheduleBuilder.dailyAtHourAndMinute(
                    schedule.time().getHour(), schedule.time().getMinute())
                .inTimeZone(TimeZone.getTimeZone(schedule.zone()))
                .withMisfireHandlingInstructionDoNothing())
        .build();
  }
}
