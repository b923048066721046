package ro.wowcinema.pipeline.scheduler.cli.terminal;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.util.List;
import net.logstash.logback.encoder.LogstashEncoder;

/** Writes log lines; either format has the run and the task that a line belongs to. */
final class LogLines {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level [%X{run:-} %X{task:-}] %logger{20} %msg%n%ex";

  private LogLines() {}

  /** One that is started, for one appender. */
  static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
    Encoder<ILoggingEvent> encoder = format == LogFormat.JSON ? json() : plain(context);
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> plain(LoggerContext context) {
    PrintableLayout layout = new PrintableLayout();
    layout.setContext(context);
    layout.setPattern(PATTERN);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setLayout(layout);
    return encoder;
  }

  /** JSON escapes line feeds and other control characters by itself. */
  private static LogstashEncoder json() {
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setTimeZone("UTC");
    encoder.setIncludeMdcKeyNames(List.of("run", "task"));
    return encoder;
  }
}
