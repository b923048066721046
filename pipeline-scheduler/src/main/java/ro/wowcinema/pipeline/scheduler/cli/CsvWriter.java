package ro.wowcinema.pipeline.scheduler.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** RFC 4180, with line feeds; null is an empty field. */
final class CsvWriter implements ResultWriter {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final PrintStream out;
  private CSVPrinter printer;

  CsvWriter(PrintStream out) {
    this.out = out;
  }

  @Override
  public void begin(List<ResultColumn> columns) throws IOException {
    printer = new CSVPrinter(out, FORMAT);
    printer.printRecord(columns.stream().map(ResultColumn::name).toList());
  }

  @Override
  public void row(List<Object> values) throws IOException {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value == null ? null : ResultColumn.text(value)));
    printer.printRecord(texts);
  }

  @Override
  public void end() throws IOException {
    printer.flush();
  }
}
