package ro.wowcinema.pipeline.scheduler.cli.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.files.PrivateFolder;

/**
 * Sends the log to a file below {@code PIPELINE_HOME}, which is known only once the configuration
 * is read.
 */
public final class LogSetup {
  public static final ConfigKey<LogFormat> FORMAT =
      ConfigKey.oneOf(
          "logs.format",
          LogFormat.PLAIN,
          "how log lines are written; `json`: one JSON object per line");

  private static final String FILE = "FILE";
  private static final String STANDARD_ERROR = "STDERR";

  private LogSetup() {}

  /** For a command: everything into {@code pipeline.log}, to which several commands may add. */
  static void writeBelow(Path home, LogFormat format) {
    writeBelow(context(), home, format);
  }

  static void writeBelow(LoggerContext context, Path home, LogFormat format) {
    if (root(context).getAppender(FILE) == null) {
      createPrivately(home);
      start(context, FILE, new FileAppender<>(), home.resolve("pipeline.log"), format);
    }
  }

  /**
   * For the daemon, after {@link #writeBelow}: into {@code daemon.log}, which is rolled before it
   * grows large, and to standard error, for the system that runs the daemon.
   */
  public static void ofDaemon(Path home, LogFormat format) {
    ofDaemon(context(), home, format);
  }

  static void ofDaemon(LoggerContext context, Path home, LogFormat format) {
    createPrivately(home);
    Path file = home.resolve("daemon.log");
    RollingFileAppender<ILoggingEvent> rolling = new RollingFileAppender<>();
    RollingLogFiles.roll(context, rolling, file);
    start(context, FILE, rolling, file, format);
    start(context, STANDARD_ERROR, standardError(context), format);
  }

  private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    ThresholdFilter filter = new ThresholdFilter();
    filter.setLevel(Level.INFO.toString());
    filter.start();
    appender.addFilter(filter);
    return appender;
  }

  private static void start(
      LoggerContext context,
      String name,
      FileAppender<ILoggingEvent> appender,
      Path file,
      LogFormat format) {
    appender.setFile(file.toString());
    start(context, name, appender, format);
  }

  /** Replaces the appender of that name, if there is one. */
  private static void start(
      LoggerContext context,
      String name,
      OutputStreamAppender<ILoggingEvent> appender,
      LogFormat format) {
    stop(context, name);
    appender.setName(name);
    appender.setContext(context);
    appender.setEncoder(LogLines.encoder(context, format));
    appender.start();
    root(context).addAppender(appender);
  }

  private static void stop(LoggerContext context, String name) {
    Appender<ILoggingEvent> appender = root(context).getAppender(name);
    if (appender != null) {
      root(context).detachAppender(appender);
      appender.stop();
    }
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  private static ch.qos.logback.classic.Logger root(LoggerContext context) {
    return context.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  /** Before the appender would create it, readable by all users. */
  private static void createPrivately(Path home) {
    try {
      PrivateFolder.create(home);
    } catch (IOException e) {
      throw new ConfigException("Cannot make the folder %s (home): %s".formatted(home, e));
    }
  }
}
