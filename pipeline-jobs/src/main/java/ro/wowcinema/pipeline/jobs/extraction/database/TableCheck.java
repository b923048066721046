package ro.wowcinema.pipeline.jobs.extraction.database;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks a table of the source against the documentation. */
final class TableCheck {
  private final String qualifiedName;
  private final String schema;
  private final SourceTable table;

  TableCheck(String schema, SourceTable table) {
    this.schema = schema;
    this.table = table;
    this.qualifiedName = schema + "." + table.name();
  }

  /**
   * Does nothing where the table can be extracted.
   *
   * @throws ExtractionException where it cannot
   */
  void check(List<TableColumn> present) {
    if (present.isEmpty()) {
      throw new ExtractionException(
          "The platform's database has no table %s; create it (docs/platform-extraction.md has the columns), or name another schema by platform.schema"
              .formatted(qualifiedName));
    }
    table.columns().forEach(column -> check(column, present));
  }

  private void check(SourceColumn column, List<TableColumn> present) {
    TableColumn found =
        present.stream()
            .filter(candidate -> candidate.name().equals(column.name()))
            .findFirst()
            .orElseThrow(() -> missing(column));
    Set<String> types = column.kind().types();
    if (!types.isEmpty() && !types.contains(found.type())) {
      throw new ExtractionException(
          "Column %s of the platform's %s is %s, and must be %s"
              .formatted(
                  column.name(),
                  qualifiedName,
                  found.type(),
                  String.join(" or ", new TreeSet<>(types))));
    }
    if (!found.isReadable()) {
      throw new ExtractionException(
          "The platform.user may not read column %s of %s: GRANT USAGE ON SCHEMA %s and SELECT ON %s"
              .formatted(column.name(), qualifiedName, schema, qualifiedName));
    }
  }

  private ExtractionException missing(SourceColumn column) {
    return new ExtractionException(
        "The platform's %s has no column %s; add it, or provide a view of that name (docs/platform-extraction.md lists the columns)"
            .formatted(qualifiedName, column.name()));
  }
}
