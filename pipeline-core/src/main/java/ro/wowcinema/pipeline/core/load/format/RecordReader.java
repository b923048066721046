package ro.wowcinema.pipeline.core.load.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;

/** Reads a file record by record in constant memory. */
public interface RecordReader {
  /** A reader of the specified format. */
  static RecordReader of(FileSpec spec, LandingFile file, InputStream in) throws IOException {
    LineReader lines = new LineReader(file, in);
    return switch (spec.format()) {
      case IMDB_TSV -> new ImdbTsvReader(spec, file.path(), lines);
      case CSV -> new CsvReader(spec, file.path(), lines);
      case JSON_LINES -> new JsonLinesReader(spec, file.path(), lines);
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

  /** The field that every line begins with; -1 where lines need not begin with one. */
  default int firstField() {
    return -1;
  }

  /** The positions of columns that the contract does not know: {@code column 3}. */
  List<String> unknown();

  /** The header, where the format has one. */
  default Optional<Header> header() {
    return Optional.empty();
  }
}
