package ro.wowcinema.pipeline.core.load.contract;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Table;

/**
 * What a delivered file must look like and where its rows are loaded.
 *
 * @param source who delivers it: the folder below the landing zone
 * @param fileName name without {@code .gz}
 * @param presence whether a delivery must have it
 * @param format how its lines are read
 * @param staging table that holds the file while it is loaded
 * @param lineNumber column of that table for the record's first line
 * @param columns in the order they are written
 * @param rules what must hold between them
 * @param personal which columns have personal data; empty where none has
 */
public record FileSpec(
    String source,
    String fileName,
    Presence presence,
    FileFormat format,
    Table<?> staging,
    Field<Long> lineNumber,
    List<Column> columns,
    List<RecordRule> rules,
    Optional<PersonalColumns> personal) {

  /** A file without personal data. */
  public FileSpec(
      String source,
      String fileName,
      Presence presence,
      FileFormat format,
      Table<?> staging,
      Field<Long> lineNumber,
      List<Column> columns,
      List<RecordRule> rules) {
    this(source, fileName, presence, format, staging, lineNumber, columns, rules, Optional.empty());
  }

  public FileSpec {
    requireNonNull(source, "source is null");
    requireNonNull(fileName, "fileName is null");
    requireNonNull(presence, "presence is null");
    requireNonNull(format, "format is null");
    requireNonNull(staging, "staging is null");
    requireNonNull(lineNumber, "lineNumber is null");
    columns = List.copyOf(columns);
    rules = List.copyOf(rules);
    requireNonNull(personal, "personal is null");
  }

  /** The same file, with personal data in some columns. */
  public FileSpec with(PersonalColumns columnsOfPeople) {
    return new FileSpec(
        source,
        fileName,
        presence,
        format,
        staging,
        lineNumber,
        columns,
        rules,
        Optional.of(columnsOfPeople));
  }

  /** The same file, with more rules. */
  public FileSpec with(RecordRule... more) {
    List<RecordRule> all = new ArrayList<>(rules);
    all.addAll(List.of(more));
    return new FileSpec(
        source, fileName, presence, format, staging, lineNumber, columns, all, personal);
  }

  /** The file as it must be in a delivery of this date. */
  public FileSpec on(LocalDate logicalDate) {
    return new FileSpec(
        source,
        fileName,
        presence,
        format,
        staging,
        lineNumber,
        columns.stream().map(column -> column.on(logicalDate)).toList(),
        rules,
        personal);
  }

  public int indexOf(String columnName) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(columnName)) {
        return i;
      }
    }
    return -1;
  }
}
