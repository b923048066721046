package ro.wowcinema.pipeline.jobs.testing;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows written down in a text block, cells between bars:
 *
 * <pre>
 *   user_id | plan_id
 *   7       | 1
 * </pre>
 *
 * A line that starts with an exclamation mark is taken literally.
 */
public final class LiteralTable {
  private static final String LITERALLY = "!";

  private final List<String> lines;

  private LiteralTable(List<String> lines) {
    this.lines = lines;
  }

  static LiteralTable of(String text) {
    return new LiteralTable(
        requireNonNull(text, "text is null").lines().filter(line -> !line.isBlank()).toList());
  }

  /** Rows as {@link LoadFixture#rows} answers them. */
  public static List<String> rows(String text) {
    return of(text).lines.stream()
        .map(line -> cells(line).stream().collect(Collectors.joining(" | ")))
        .toList();
  }

  List<String> header() {
    return cells(lines.get(0));
  }

  /** Lines below the header. */
  List<String> body() {
    return lines.subList(1, lines.size());
  }

  static boolean isLiteral(String line) {
    return line.startsWith(LITERALLY);
  }

  static String literal(String line) {
    return line.substring(LITERALLY.length());
  }

  static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
  }
}
