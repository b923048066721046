package ro.wowcinema.pipeline.scheduler.cli.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ro.wowcinema.pipeline.core.operations.PrintableText;

/** For a terminal: writes what another writer does, with {@link PrintableText} only. */
public final class PrintableWriter implements ResultWriter {
  private final ResultWriter writer;

  public PrintableWriter(ResultWriter writer) {
    this.writer = writer;
  }

  @Override
  public void begin(List<ResultColumn> columns) throws IOException {
    writer.begin(
        columns.stream()
            .map(column -> new ResultColumn(PrintableText.lines(column.name()), column.type()))
            .toList());
  }

  @Override
  public void row(List<Object> values) throws IOException {
    List<Object> visible = new ArrayList<>();
    values.forEach(
        value -> visible.add(value instanceof String text ? PrintableText.lines(text) : value));
    writer.row(visible);
  }

  @Override
  public void end() throws IOException {
    writer.end();
  }
}
