package ro.wowcinema.pipeline.jobs.semantic.model;

import java.util.List;
import java.util.Optional;

/**
 * A table or view that analysts may read.
 *
 * @param comment what it is, and its grain
 */
public record ModelTable(
    String schema, String name, boolean isView, String comment, List<ModelColumn> columns) {
  /** Whether people read it: the star, the reports, and the date that these speak of. */
  public boolean isForPeople() {
    return isInStar() || isReport() || name.equals("as_of") || (isView && name.startsWith("user_"));
  }

  /** Whether {@code mart.definition} says what its columns mean. */
  public boolean isReport() {
    return !isInStar() && isView && name.matches("(report_|kpi_).*|kpi");
  }

  public boolean isInStar() {
    return schema.equals("warehouse");
  }

  public boolean isBridge() {
    return name.startsWith("bridge_");
  }

  public Optional<ModelColumn> column(String column) {
    return columns.stream().filter(candidate -> candidate.name().equals(column)).findFirst();
  }
}
