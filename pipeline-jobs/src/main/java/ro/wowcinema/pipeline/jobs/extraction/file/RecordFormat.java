package ro.wowcinema.pipeline.jobs.extraction.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import ro.wowcinema.pipeline.jobs.extraction.database.SourceTable;

/** Writes records as a delivered file has them; closing it writes what is buffered and no more. */
public interface RecordFormat extends Closeable {
  /** A record, its values in the columns' order; null for null. */
  void write(List<String> values) throws IOException;

  /** The format of a table's file; leaves the writer open. */
  static RecordFormat of(SourceTable table, Writer out) throws IOException {
    return table.isJson()
        ? new JsonLines(table.columns(), out)
        : new CsvRecords(table.columns(), out);
  }
}
