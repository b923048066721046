package ro.wowcinema.pipeline.scheduler.cli.result;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * RFC 4180, with line feeds; null is an empty field. For spreadsheets, text that they would take
 * for a formula has an apostrophe before it, as <a
 * href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP</a> has it: titles come from
 * outside, and a formula can send away what stands beside it. Numbers stay as they are.
 */
public final class CsvWriter implements ResultWriter {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  /** The characters that begin a formula. */
  private static final String FORMULA = "=+-@\t\r";

  private final PrintStream out;
  private final boolean isForSpreadsheets;
  private CSVPrinter printer;

  private CsvWriter(PrintStream out, boolean isForSpreadsheets) {
    this.out = out;
    this.isForSpreadsheets = isForSpreadsheets;
  }

  /** Every value as it is. */
  public static CsvWriter exact(PrintStream out) {
    return new CsvWriter(out, false);
  }

  /** Safe to open in a spreadsheet. */
  public static CsvWriter forSpreadsheets(PrintStream out) {
    return new CsvWriter(out, true);
  }

  @Override
  public void begin(List<ResultColumn> columns) throws IOException {
    printer = new CSVPrinter(out, FORMAT);
    printer.printRecord(columns.stream().map(ResultColumn::name).toList());
  }

  @Override
  public void row(List<Object> values) throws IOException {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value == null ? null : text(value)));
    printer.printRecord(texts);
  }

  private String text(Object value) {
    String text = ResultColumn.text(value);
    boolean isFormula =
        value instanceof String && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return isForSpreadsheets && isFormula ? "'" + text : text;
  }

  @Override
  public void end() throws IOException {
    printer.flush();
  }
}
