package ro.wowcinema.pipeline.scheduler.cli.terminal;

import java.util.List;

/** Lines at the bottom of a terminal that are drawn over and over, below lines that stay. */
public final class ProgressLines {
  private static final String UP = "\u001B[%dA";
  private static final String CLEAR_TO_END = "\r\u001B[J";

  private final Terminal terminal;
  private int drawn;

  public ProgressLines(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Replaces what was drawn. */
  public synchronized void draw(String title, List<String> lines) {
    StringBuilder text = new StringBuilder(erase());
    text.append(title).append('\n');
    lines.forEach(line -> text.append(cut(line)).append('\n'));
    terminal.err().print(text);
    terminal.err().flush();
    drawn = lines.size() + 1;
  }

  /** Adds a line that stays. */
  public synchronized void say(String line) {
    terminal.err().print(erase());
    drawn = 0;
    terminal.say(line);
  }

  public synchronized void clear() {
    terminal.err().print(erase());
    terminal.err().flush();
    drawn = 0;
  }

  private String erase() {
    return drawn == 0 ? "" : UP.formatted(drawn) + CLEAR_TO_END;
  }

  private String cut(String line) {
    int width = terminal.columns().orElse(Integer.MAX_VALUE) - 1;
    return line.length() <= width ? line : line.substring(0, width);
  }
}
