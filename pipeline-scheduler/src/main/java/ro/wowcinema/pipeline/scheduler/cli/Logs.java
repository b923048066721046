package ro.wowcinema.pipeline.scheduler.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.config.PrivateFolder;

/**
 * Sends the log to a file below {@code PIPELINE_HOME}, which is known only once the configuration
 * is read.
 */
final class Logs {
  private static final String NAME = "FILE";
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level [%X{run:-} %X{task:-}] %logger{20} %msg%n";

  private Logs() {}

  static void writeBelow(Path home) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    if (root.getAppender(NAME) == null) {
      createPrivately(home);
      root.addAppender(appender(context, home.resolve("pipeline.log")));
    }
  }

  /** Before the appender would make it, readable by everybody. */
  private static void createPrivately(Path home) {
    try {
      PrivateFolder.create(home);
    } catch (IOException e) {
      throw new ConfigException("Cannot make the folder %s (home): %s".formatted(home, e));
    }
  }

  private static FileAppender<ILoggingEvent> appender(LoggerContext context, Path file) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setName(NAME);
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
