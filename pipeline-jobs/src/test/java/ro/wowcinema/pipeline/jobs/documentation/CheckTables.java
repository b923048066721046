package ro.wowcinema.pipeline.jobs.documentation;

import static ro.wowcinema.pipeline.jobs.documentation.MarkdownTable.code;

import java.util.Locale;
import java.util.Map;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.CheckKind;
import ro.wowcinema.pipeline.core.quality.CheckScope;
import ro.wowcinema.pipeline.core.quality.Deviation;
import ro.wowcinema.pipeline.core.quality.Limit;
import ro.wowcinema.pipeline.core.quality.Limits;

/** The kinds of checks, and every check that a job declares. */
final class CheckTables {
  private CheckTables() {}

  static String kinds() {
    MarkdownTable table = new MarkdownTable("kind", "asks that", "declared by");
    for (CheckKind kind : CheckKind.values()) {
      table.row(code(kind.code()), question(kind), code(declaration(kind)));
    }
    return table.toString();
  }

  static String checks(DagJobs jobs) {
    MarkdownTable table = new MarkdownTable("task", "target", "check", "kind", "rows", "limit");
    for (Map.Entry<String, Job> task : jobs.byTask().entrySet()) {
      for (Check check : task.getValue().checks()) {
        table.row(
            code(task.getKey()),
            code(check.targetName()),
            check.name(),
            code(check.kind().code()),
            check.scope().equals(CheckScope.ALL_ROWS) ? "all" : "touched",
            check
                .deviation()
                .map(deviation -> limits(check.limits(), deviation))
                .orElseGet(() -> limits(check.limits())));
      }
    }
    return table.toString();
  }

  private static String question(CheckKind kind) {
    return switch (kind) {
      case NOT_NULL -> "a column is filled";
      case UNIQUE -> "no two rows agree on some columns";
      case ACCEPTED_VALUES -> "a column holds one of a few values, or nothing";
      case RANGE -> "a column lies between two values, both included, or holds nothing";
      case RELATIONSHIP -> "what a column points to exists, or it holds nothing";
      case TIMELINE ->
          "versions of each member start in 1900, end in 9999, and meet without overlap or gap";
      case ROW_COUNT -> "the number of rows is in line with that of earlier dates";
      case FRESHNESS -> "the newest row is not older than on earlier dates, in hours";
      case CUSTOM -> "no row meets a condition, or a query finds nothing";
    };
  }

  private static String declaration(CheckKind kind) {
    return switch (kind) {
      case NOT_NULL -> "notNull(column)";
      case UNIQUE -> "unique(columns…)";
      case ACCEPTED_VALUES -> "acceptedValues(column, values)";
      case RANGE -> "range(column, least, most)";
      case RELATIONSHIP -> "relationship(column, referenced)";
      case TIMELINE -> "timelines(dimension)";
      case ROW_COUNT -> "rowCount(deviation)";
      case FRESHNESS -> "freshness(column, deviation)";
      case CUSTOM -> "noRowWhere(name, condition)";
    };
  }

  private static String limits(Limits limits) {
    String error = limits.error().map(limit -> "fails above " + shown(limit)).orElse("");
    String warn = limits.warn().map(limit -> "warns above " + shown(limit)).orElse("");
    return error.isEmpty() || warn.isEmpty() ? error + warn : warn + ", " + error;
  }

  private static String limits(Limits limits, Deviation deviation) {
    return "%s where more than %.4g times%s the median of %d to %d dates"
        .formatted(
            limits.error().isPresent() ? "fails" : "warns",
            deviation.factor(),
            deviation.isLowFine() ? "" : ", or less than that part of,",
            deviation.fewestDates(),
            deviation.mostDates())
        .replaceAll("\\.0+ times", " times");
  }

  private static String shown(Limit limit) {
    if (limit instanceof Limit.Share share) {
      return percent(share.most()) + " of the rows";
    }
    long most = ((Limit.Rows) limit).most();
    return most + (most == 1 ? " row" : " rows");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.4g %%", share * 100).replaceAll("\\.?0+ ", " ");
  }
}
