package ro.wowcinema.pipeline.jobs.maintenance;

import static java.util.Objects.requireNonNull;

import org.jooq.Name;

/**
 * A table with missing or outdated statistics.
 *
 * @param name of the table
 * @param changes rows changed since its statistics were gathered, as far as the server counted
 * @param rows that it has, as far as the server counted
 */
record OutdatedTable(Name name, long changes, long rows) {
  OutdatedTable {
    requireNonNull(name, "name is null");
  }

  /** {@code warehouse.dim_user}. */
  String title() {
    return name.unquotedName().toString();
  }
}
