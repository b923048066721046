package ro.wowcinema.pipeline.scheduler.cli.result;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import ro.wowcinema.pipeline.core.operations.PrintableText;

/**
 * Aligned columns, numbers to the right. Widths come from the first rows, which wait until they are
 * known; the rest streams, so that a large result needs no large memory. Control characters are
 * shown, never written.
 */
public final class TableWriter implements ResultWriter {
  private static final int ROWS_TO_MEASURE = 1000;

  private final PrintStream out;
  private final List<List<String>> waiting = new ArrayList<>();
  private List<ResultColumn> columns = List.of();
  private int[] widths;
  private long rows;

  public TableWriter(PrintStream out) {
    this.out = out;
  }

  @Override
  public void begin(List<ResultColumn> all) {
    columns =
        all.stream()
            .map(column -> new ResultColumn(PrintableText.line(column.name()), column.type()))
            .toList();
  }

  @Override
  public void row(List<Object> values) {
    List<String> texts = new ArrayList<>();
    values.forEach(
        value -> texts.add(value == null ? "" : PrintableText.line(ResultColumn.text(value))));
    rows++;
    if (widths != null) {
      print(texts);
      return;
    }
    waiting.add(texts);
    if (waiting.size() == ROWS_TO_MEASURE) {
      printWaiting();
    }
  }

  @Override
  public void end() {
    if (widths == null) {
      printWaiting();
    }
    out.println("(" + ReadableText.rows(rows) + ")");
  }

  private void printWaiting() {
    widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int place = i;
      widths[i] =
          waiting.stream()
              .mapToInt(row -> width(row.get(place)))
              .reduce(width(columns.get(i).name()), Math::max);
    }
    print(columns.stream().map(ResultColumn::name).toList());
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      rule.append(i == 0 ? "" : "  ").append("-".repeat(widths[i]));
    }
    out.println(rule);
    waiting.forEach(this::print);
    waiting.clear();
  }

  private void print(List<String> texts) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      String padding = " ".repeat(Math.max(0, widths[i] - width(text)));
      line.append(i == 0 ? "" : "  ");
      line.append(columns.get(i).isNumber() ? padding + text : text + padding);
    }
    out.println(line.toString().stripTrailing());
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
