package ro.wowcinema.pipeline.core.load.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Reason;

/**
 * RFC 4180 with a header; blank lines are skipped.
 *
 * <p>A quoted field may span lines, so one quote that never closes could swallow the rest of the
 * file. Where a record that spans lines is malformed, only its first line is refused and reading
 * continues at its second.
 */
final class CsvReader implements RecordReader {
  /** Longest record, in lines, that is believed to be one. */
  private static final int MOST_LINES = 100;

  private static final CSVFormat FORMAT = CSVFormat.RFC4180;

  private record Line(String text, long number) {}

  private final LineReader lines;
  private final Header header;
  private final FieldBuffer fields;
  private final Deque<Line> lookahead = new ArrayDeque<>();
  private final List<Line> current = new ArrayList<>();

  CsvReader(FileSpec spec, Path path, LineReader lines) throws IOException {
    this.lines = lines;
    this.fields = new FieldBuffer(spec.columns().size());
    this.header = readHeader(spec, path);
  }

  private Header readHeader(FileSpec spec, Path path) throws IOException {
    Line line = read();
    if (line == null) {
      throw new BadFileException(path, 0, "the file is empty; it must have at least a header");
    }
    if (line.text().chars().filter(c -> c == ',').count() >= Header.MOST_COLUMNS) {
      throw Header.tooWide(path, line.number());
    }
    List<String> names = split(line.text());
    if (names == null) {
      throw new BadFileException(
          path,
          line.number(),
          "the header is not CSV (RFC 4180)"
              + FileDiagnosis.ofFirstLine(spec, line.text()).map(looks -> "; " + looks).orElse(""));
    }
    return Header.of(spec, path, line.number(), line.text(), names);
  }

  @Override
  public boolean next(RawRecord into) throws IOException {
    current.clear();
    Line first = read();
    if (first == null) {
      return false;
    }
    current.add(first);
    List<String> values = readRecord();
    fields.clear();
    if (values == null) {
      into.begin(new byte[0], first.number());
      into.fail(Reason.MALFORMED_CSV, "a quoted field is not closed as RFC 4180 says");
    } else if (values.size() != header.width()) {
      into.begin(new byte[0], first.number());
      into.fail(
          Reason.WRONG_FIELD_COUNT,
          "%d fields where the header has %d".formatted(values.size(), header.width()));
    } else {
      give(values, into, first.number());
    }
    if (into.isBroken()) {
      giveBackAllButFirst();
    }
    return true;
  }

  private void give(List<String> values, RawRecord into, long lineNumber) {
    for (int place = 0; place < values.size(); place++) {
      int field = header.fieldAt().get(place);
      if (field >= 0) {
        fields.put(field, values.get(place));
      }
    }
    fields.giveTo(into, lineNumber);
  }

  /**
   * Fields of the record that begins with the current line, reading on as its quotes ask; null if
   * malformed.
   */
  private List<String> readRecord() throws IOException {
    CsvQuotes quotes = new CsvQuotes();
    quotes.scan(current.get(0).text());
    while (quotes.isOpen() && current.size() < MOST_LINES) {
      Line line = read();
      if (line == null) {
        break;
      }
      current.add(line);
      quotes.scan(line.text());
    }
    return quotes.isOpen() || quotes.isMalformed() ? null : split(rawText());
  }

  private void giveBackAllButFirst() {
    for (int i = current.size() - 1; i > 0; i--) {
      lookahead.addFirst(current.remove(i));
    }
  }

  private Line read() throws IOException {
    Line line = readAny();
    // Within a record, a blank line is part of a quoted field.
    while (line != null && current.isEmpty() && line.text().isBlank()) {
      line = readAny();
    }
    return line;
  }

  private Line readAny() throws IOException {
    if (!lookahead.isEmpty()) {
      return lookahead.poll();
    }
    return lines.next() ? new Line(lines.text(), lines.lineNumber()) : null;
  }

  private static List<String> split(String text) {
    String record = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    try (CSVParser parser = CSVParser.parse(record, FORMAT)) {
      List<CSVRecord> records = parser.getRecords();
      return records.size() == 1 ? records.get(0).toList() : null;
    } catch (IOException | UncheckedIOException e) {
      return null;
    }
  }

  @Override
  public String rawText() {
    return String.join("\n", current.stream().map(Line::text).toList());
  }

  @Override
  public int firstField() {
    return header.fieldAt().get(0);
  }

  @Override
  public List<String> unknown() {
    return header.unknown().each("column %d");
  }

  @Override
  public Optional<Header> header() {
    return Optional.of(header);
  }
}
