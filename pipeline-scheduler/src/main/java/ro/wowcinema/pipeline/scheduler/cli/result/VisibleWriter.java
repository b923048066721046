package ro.wowcinema.pipeline.scheduler.cli.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ro.wowcinema.pipeline.core.operations.VisibleText;

/** For a terminal: writes what another writer does, with {@link VisibleText} only. */
public final class VisibleWriter implements ResultWriter {
  private final ResultWriter writer;

  public VisibleWriter(ResultWriter writer) {
    this.writer = writer;
  }

  @Override
  public void begin(List<ResultColumn> columns) throws IOException {
    writer.begin(
        columns.stream()
            .map(column -> new ResultColumn(VisibleText.lines(column.name()), column.type()))
            .toList());
  }

  @Override
  public void row(List<Object> values) throws IOException {
    List<Object> visible = new ArrayList<>();
    values.forEach(
        value -> visible.add(value instanceof String text ? VisibleText.lines(text) : value));
    writer.row(visible);
  }

  @Override
  public void end() throws IOException {
    writer.end();
  }
}
