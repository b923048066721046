package ro.wowcinema.pipeline.scheduler.cli.result;

import java.io.IOException;
import java.util.List;

/** Writes the rows of one query: first {@link #begin}, then each row, last {@link #end}. */
public interface ResultWriter {
  void begin(List<ResultColumn> columns) throws IOException;

  /** Values in the order of the columns, as {@link ResultColumn#read} gives them. */
  void row(List<Object> values) throws IOException;

  void end() throws IOException;
}
