package ro.wowcinema.pipeline.scheduler.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Optional;
import ro.wowcinema.pipeline.core.operations.PrintableText;

/**
 * Standard error: messages and progress. Colours and moving lines only where it is a terminal.
 *
 * @param err the stream
 * @param columns width of the terminal; empty where it is not a terminal
 * @param hasColours whether to use colours
 */
public record Terminal(PrintStream err, Optional<Integer> columns, boolean hasColours) {
  private static final int LEAST_COLUMNS = 40;

  public Terminal {
    requireNonNull(err, "err is null");
    requireNonNull(columns, "columns is null");
  }

  /**
   * Java cannot determine whether standard error is a terminal: the launcher does, and passes its
   * width.
   */
  public static Terminal ofProcess() {
    Optional<Integer> columns =
        Optional.ofNullable(Integer.getInteger("pipeline.terminal.columns"))
            .map(width -> Math.max(width, LEAST_COLUMNS));
    boolean wantsColours =
        System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    return new Terminal(err, columns, columns.isPresent() && wantsColours);
  }

  public boolean isInteractive() {
    return columns.isPresent();
  }

  /** A line of this program's own words; what may quote others goes by the other method. */
  public void say(String line) {
    err.println(line);
  }

  /** The arguments may quote others' text; they have no colours. */
  public void say(String format, Object... arguments) {
    say(PrintableText.lines(String.format(java.util.Locale.ROOT, format, arguments)));
  }

  /** Prints an error, which may quote others' text. */
  public void complain(String message) {
    say(red("error: ") + PrintableText.lines(message));
  }

  public String red(String text) {
    return styled("31", text);
  }

  public String green(String text) {
    return styled("32", text);
  }

  public String yellow(String text) {
    return styled("33", text);
  }

  public String bold(String text) {
    return styled("1", text);
  }

  String dim(String text) {
    return styled("2", text);
  }

  private String styled(String code, String text) {
    return hasColours ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }
}
