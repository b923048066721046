package ro.wowcinema.pipeline.jobs.documentation;

import static java.util.stream.Collectors.joining;
import static ro.wowcinema.pipeline.jobs.documentation.MarkdownTable.code;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import ro.wowcinema.pipeline.core.scd.Scd2Dimension;

/** A chapter about each table: its grain, its kind, its columns, and what is special about it. */
final class StarReference {
  private static final Map<String, String> FACT_KINDS =
      Map.of(
          "fact_watch_session", "accumulating snapshot: a row is completed when its session ends",
          "fact_subscription_month", "periodic snapshot: a row for each month",
          "fact_title_rating", "events: a row for each change");

  private final Star star;
  private final DagJobs jobs;
  private final References references;

  StarReference(Star star, DagJobs jobs, References references) {
    this.star = star;
    this.jobs = jobs;
    this.references = references;
  }

  String text() {
    return star.tables().stream().map(this::chapter).collect(joining("\n\n"));
  }

  /** How a dimension declares its versions; none where it has no versions. */
  static Optional<Scd2Dimension> versions(DagJobs jobs, StarTable table) {
    return jobs.checks().stream()
        .flatMap(check -> check.dimension().stream())
        .filter(dimension -> dimension.table().getName().equals(table.name()))
        .findFirst();
  }

  private String chapter(StarTable table) {
    return String.join(
        "\n\n", "### " + table.name(), table.comment() + ".", facts(table), columns(table));
  }

  private String facts(StarTable table) {
    StringBuilder facts = new StringBuilder("- Kind: " + kind(table));
    jobs.writerOf("warehouse." + table.name())
        .ifPresent(task -> facts.append("\n- Written by: task ").append(code(task)));
    versions(jobs, table)
        .ifPresent(
            dimension ->
                facts
                    .append("\n- Natural key: ")
                    .append(names(List.of(dimension.naturalKey())))
                    .append("\n- Tracked (a change makes a version): ")
                    .append(names(dimension.tracked()))
                    .append("\n- Overwritten (one value on all versions): ")
                    .append(names(dimension.overwritten())));
    if (table.isDimension()) {
      facts
          .append("\n- Unknown member: ")
          .append(code("%s = %d".formatted(table.key(), star.unknownMember(table))));
    }
    if (table.has("is_inferred")) {
      facts.append("\n- Inferred members: yes, ").append(code("is_inferred"));
    }
    table
        .partitionedBy()
        .ifPresent(
            by ->
                facts
                    .append("\n- Partitioned by: ")
                    .append(code(by))
                    .append(", a partition a month"));
    return facts.toString();
  }

  private String kind(StarTable table) {
    if (table.isView()) {
      return "view";
    }
    if (table.isFact()) {
      return Optional.ofNullable(FACT_KINDS.get(table.name()))
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "Say in FACT_KINDS what kind of fact " + table.name() + " is"));
    }
    if (table.isBridge()) {
      return "bridge: several rows for one row of `dim_title`";
    }
    if (versions(jobs, table).isPresent()) {
      return "SCD2 dimension: a row for each version";
    }
    return jobs.writerOf("warehouse." + table.name()).isPresent()
        ? "dimension without versions: changes overwrite"
        : "fixed dimension: its rows come with the migrations";
  }

  private String columns(StarTable table) {
    MarkdownTable rows = new MarkdownTable("column", "type", "key", "null", "meaning");
    for (StarColumn column : table.columns()) {
      rows.row(
          code(column.name()),
          column.type(),
          key(table, column),
          column.isNullable() && !table.isView() ? "yes" : "",
          column.comment().replace("|", "\\|"));
    }
    return rows.toString();
  }

  private String key(StarTable table, StarColumn column) {
    Optional<String> to =
        references
            .of(table, column)
            .map(reference -> "→ [%1$s](#%1$s)".formatted(reference.dimension()));
    return column.isPrimaryKey() ? ("PK " + to.orElse("")).strip() : to.orElse("");
  }

  private static String names(List<Field<?>> columns) {
    return columns.stream().map(column -> code(column.getName())).collect(joining(", "));
  }
}
