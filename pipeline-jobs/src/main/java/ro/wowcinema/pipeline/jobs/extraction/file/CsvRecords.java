package ro.wowcinema.pipeline.jobs.extraction.file;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import ro.wowcinema.pipeline.jobs.extraction.database.SourceColumn;

/** RFC 4180 with a header. */
final class CsvRecords implements RecordFormat {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final CSVPrinter printer;

  CsvRecords(List<SourceColumn> columns, Writer out) throws IOException {
    this.printer = new CSVPrinter(out, FORMAT);
    printer.printRecord(columns.stream().map(SourceColumn::deliveredAs).toList());
  }

  @Override
  public void write(List<String> values) throws IOException {
    printer.printRecord(values);
  }

  @Override
  public void close() throws IOException {
    printer.flush();
  }
}
