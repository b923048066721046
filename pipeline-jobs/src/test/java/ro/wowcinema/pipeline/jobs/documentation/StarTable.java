package ro.wowcinema.pipeline.jobs.documentation;

import java.util.List;
import java.util.Optional;

/**
 * A table or view of the schema {@code warehouse}, as the database's catalogue has it.
 *
 * @param comment what it is, and its grain
 * @param partitionedBy {@code RANGE (session_start)}
 */
record StarTable(
    String name,
    boolean isView,
    String comment,
    Optional<String> partitionedBy,
    List<StarColumn> columns) {
  boolean isFact() {
    return name.startsWith("fact_");
  }

  boolean isBridge() {
    return name.startsWith("bridge_");
  }

  boolean isDimension() {
    return name.startsWith("dim_");
  }

  boolean has(String column) {
    return columns.stream().anyMatch(candidate -> candidate.name().equals(column));
  }

  /** The first column of its primary key. */
  String key() {
    return columns.stream().filter(StarColumn::isPrimaryKey).findFirst().orElseThrow().name();
  }
}
