package ro.wowcinema.pipeline.scheduler.cli.terminal;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;

/** Keeps a log that never ends within bounds: a new file each day and whenever one is large. */
final class RollingLogFiles {
  private static final FileSize LARGE = new FileSize(50 * FileSize.MB_COEFFICIENT);
  private static final FileSize ALL_TOGETHER = new FileSize(FileSize.GB_COEFFICIENT);
  private static final int DAYS = 30;

  private RollingLogFiles() {}

  /** Old files stand beside the current one, packed. */
  static void roll(LoggerContext context, RollingFileAppender<ILoggingEvent> appender, Path file) {
    roll(context, appender, file, LARGE, ALL_TOGETHER);
  }

  static void roll(
      LoggerContext context,
      RollingFileAppender<ILoggingEvent> appender,
      Path file,
      FileSize large,
      FileSize allTogether) {
    SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
    appender.setContext(context);
    policy.setContext(context);
    policy.setParent(appender);
    policy.setFileNamePattern(file + ".%d{yyyy-MM-dd,UTC}.%i.gz");
    policy.setMaxFileSize(large);
    policy.setTotalSizeCap(allTogether);
    policy.setMaxHistory(DAYS);
    appender.setFile(file.toString());
    policy.start();
    appender.setRollingPolicy(policy);
  }
}
