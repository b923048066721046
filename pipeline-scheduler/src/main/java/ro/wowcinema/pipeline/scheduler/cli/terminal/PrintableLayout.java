package ro.wowcinema.pipeline.scheduler.cli.terminal;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.MDCConverter;
import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ro.wowcinema.pipeline.core.operations.PrintableText;

/**
 * Lays out log lines so that no text in them can look like another line or reach a terminal as a
 * command: a message is one line, and the lines of a stack trace are indented.
 */
public final class PrintableLayout extends PatternLayout {
  /** Called by logback too, for logback.xml. */
  public PrintableLayout() {
    getInstanceConverterMap().put("msg", Message::new);
    getInstanceConverterMap().put("X", Context::new);
    getInstanceConverterMap().put("ex", StackTrace::new);
  }

  /** The message on one line. */
  private static final class Message extends MessageConverter {
    @Override
    public String convert(ILoggingEvent event) {
      return PrintableText.line(super.convert(event));
    }
  }

  /** The run or the task on one line. */
  private static final class Context extends MDCConverter {
    @Override
    public String convert(ILoggingEvent event) {
      return PrintableText.line(super.convert(event));
    }
  }

  /** Messages of exceptions quote others too. */
  private static final class StackTrace extends ThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
      return super.throwableProxyToString(thrown)
          .lines()
          .map(line -> "\t" + PrintableText.lines(line.strip()))
          .reduce("", (all, line) -> all + line + System.lineSeparator());
    }
  }
}
