package ro.wowcinema.pipeline.core.load;

import java.io.IOException;
import java.util.Set;

/** Reads a file record by record in constant memory. */
interface RecordReader {
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

  /** Columns of the file that nobody asked for. */
  Set<String> unknownColumns();
}
