package ro.wowcinema.pipeline.core.load.contract;

/** How a delivered file's lines are read. */
public enum FileFormat {
  /**
   * As IMDb publishes: tabs, a header, {@code \N} for null; quotes and backslashes are plain
   * characters.
   */
  IMDB_TSV,
  /** RFC 4180 with a header. */
  CSV,
  /** One JSON object a line. */
  JSON_LINES
}
