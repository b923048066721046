package ro.wowcinema.pipeline.jobs.extraction.database;

import static java.util.Objects.requireNonNull;

import java.util.List;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;

/**
 * A table of the source and the file that it becomes.
 *
 * @param name in the source
 * @param file the file, as the warehouse expects it
 * @param content how much of the table each delivery has
 * @param columns its columns; the first is the key, by which records are ordered
 */
public record SourceTable(String name, FileSpec file, Content content, List<SourceColumn> columns) {
  /** How much of a table a delivery has. */
  enum Content {
    /** All of it. */
    SNAPSHOT,
    /** All of it, if the source has such a table at all. */
    OPTIONAL_SNAPSHOT,
    /** The rows whose {@code updated_at} is in the delivery's window. */
    CHANGES
  }

  /** When a row of a table of changes was changed last. */
  static final String CHANGED_AT = "updated_at";

  public SourceTable {
    requireNonNull(name, "name is null");
    requireNonNull(file, "file is null");
    requireNonNull(content, "content is null");
    columns = List.copyOf(columns);
  }

  public boolean isOptional() {
    return content == Content.OPTIONAL_SNAPSHOT;
  }

  public boolean isIncremental() {
    return content == Content.CHANGES;
  }

  SourceColumn key() {
    return columns.get(0);
  }

  public boolean isJson() {
    return file.format() == FileFormat.JSON_LINES;
  }
}
