package ro.wowcinema.pipeline.scheduler.cli;

import java.util.List;
import java.util.stream.Stream;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.ConfigKeys;
import ro.wowcinema.pipeline.core.execution.RunnerSettings;
import ro.wowcinema.pipeline.core.execution.TaskLimits;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.core.load.format.SourceLimits;
import ro.wowcinema.pipeline.jobs.download.DownloadSettings;
import ro.wowcinema.pipeline.jobs.extraction.ExtractionSettings;
import ro.wowcinema.pipeline.jobs.maintenance.RetentionSettings;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;
import ro.wowcinema.pipeline.jobs.privacy.retention.RetentionPeriods;
import ro.wowcinema.pipeline.jobs.source.JobSettings;
import ro.wowcinema.pipeline.scheduler.alert.AlertChannels;
import ro.wowcinema.pipeline.scheduler.alert.EmailEnvelope;
import ro.wowcinema.pipeline.scheduler.alert.MailServer;
import ro.wowcinema.pipeline.scheduler.cli.terminal.LogSetup;
import ro.wowcinema.pipeline.scheduler.daemon.Daemon;
import ro.wowcinema.pipeline.scheduler.daemon.JmxConfig;
import ro.wowcinema.pipeline.scheduler.lineage.LineageEvents;
import ro.wowcinema.pipeline.scheduler.metrics.StatusServer;
import ro.wowcinema.pipeline.scheduler.wiring.AnalystAccess;
import ro.wowcinema.pipeline.scheduler.wiring.DagRunners;
import ro.wowcinema.pipeline.scheduler.wiring.Dags;
import ro.wowcinema.pipeline.scheduler.wiring.KnownDag;
import ro.wowcinema.pipeline.scheduler.wiring.Logins;

/**
 * Every configuration key. Each is a constant of the class that it configures, so that only a class
 * that had none before is a change here.
 */
public final class KnownKeys {
  /** In the order of the documentation. */
  static final List<Subject> SUBJECTS =
      List.of(
          Subject.of("Folders", Config.class, LandingZone.class),
          Subject.of("Database", Logins.class, AnalystAccess.class),
          Subject.of("Loads and reports", SourceLimits.class, JobSettings.class),
          Subject.of("Downloads from IMDb", DownloadSettings.class),
          Subject.of("Extraction from the platform's database", ExtractionSettings.class),
          Subject.of(
              "Tasks and the daemon",
              RunnerSettings.class,
              DagRunners.class,
              TaskLimits.class,
              Daemon.class),
          Subject.of("Schedules", KnownDag.class)
              .and(Dags.ALL.stream().flatMap(dag -> dag.keys().stream()).toList()),
          Subject.of("JMX", JmxConfig.class),
          Subject.of(
              "Retention and personal data",
              RetentionSettings.class,
              RetentionPeriods.class,
              PrivacyVault.class),
          Subject.of("Logs", LogSetup.class),
          Subject.of("Alerts", AlertChannels.class, EmailEnvelope.class, MailServer.class),
          Subject.of("Metrics and health", StatusServer.class),
          Subject.of("Lineage", LineageEvents.class));

  public static final ConfigKeys ALL =
      new ConfigKeys(SUBJECTS.stream().flatMap(subject -> subject.keys().stream()).toList());

  private KnownKeys() {}

  /** Keys that belong together. */
  record Subject(String title, List<ConfigKey<?>> keys) {
    private static Subject of(String title, Class<?>... owners) {
      return new Subject(
          title,
          Stream.of(owners).flatMap(owner -> ConfigKeys.declaredIn(owner).stream()).toList());
    }

    private Subject and(List<ConfigKey<?>> more) {
      return new Subject(title, Stream.concat(keys.stream(), more.stream()).toList());
    }
  }
}
