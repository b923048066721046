package ro.wowcinema.pipeline.core.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;

/** Reads a file record by record in constant memory. */
interface RecordReader {
  /** Of the format that a file is said to have. */
  static RecordReader of(FileSpec spec, Path path, InputStream in) throws IOException {
    LineReader lines = new LineReader(path, in);
    return switch (spec.format()) {
      case IMDB_TSV -> new ImdbTsvReader(spec, path, lines);
      case CSV -> new CsvReader(spec, path, lines);
      case JSON_LINES -> new JsonLinesReader(spec, lines);
    };
  }

  /**
   * Reads the next record.
   *
   * @return false at the end of the file
   * @throws BadFileException where the file cannot be read on
   */
  boolean next(RawRecord into) throws IOException;

  /** The current record as it stands in the file, without its last line break. */
  String rawText();

  /** Whether the current record's last line ends with a line break. */
  boolean isTerminated();

  /** The field that every line begins with; -1 where lines need not begin with one. */
  default int firstField() {
    return -1;
  }

  /** Columns of the file that nobody asked for. */
  Set<String> unknownColumns();
}
