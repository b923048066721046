package ro.wowcinema.pipeline.jobs.semantic.powerbi;

import static ro.wowcinema.pipeline.jobs.semantic.powerbi.TmdlText.name;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import ro.wowcinema.pipeline.jobs.semantic.format.StableId;
import ro.wowcinema.pipeline.jobs.semantic.model.Figure;
import ro.wowcinema.pipeline.jobs.semantic.model.ModelColumn;
import ro.wowcinema.pipeline.jobs.semantic.model.ModelTable;
import ro.wowcinema.pipeline.jobs.semantic.model.SemanticModel;
import ro.wowcinema.pipeline.jobs.semantic.model.StarMeasure;

/** A table of the Power BI model: measures, columns, and the query that fills it. */
final class PowerBiTable {
  private static final String CALENDAR = "dim_date";
  private static final String CALENDAR_KEY = "calendar_date";

  private static final Map<String, String> FORMATS =
      Map.of(
          "count", "#,0",
          "minutes", "#,0.00",
          "share", "0.00%",
          "ratio", "0.0000",
          "amount", "#,0.00",
          "rating", "0.00",
          "index", "0.00",
          "days", "#,0",
          "rank", "0");

  private final SemanticModel model;

  PowerBiTable(SemanticModel model) {
    this.model = model;
  }

  String text(ModelTable table) {
    TmdlText text = new TmdlText();
    text.described(
        table.comment(),
        "table " + name(table.name()),
        () -> {
          text.property("lineageTag", StableId.of("table", table.name()));
          if (isCalendar(table)) {
            text.property("dataCategory", "Time");
          }
          StarMeasure.ALL.stream()
              .filter(measure -> measure.table().equals(table.name()))
              .forEach(measure -> measure(text, measure));
          table.columns().forEach(column -> column(text, table, column));
          partition(text, table);
          text.object("annotation PBI_ResultType = Table", () -> {});
        });
    return text.toString();
  }

  private void measure(TmdlText text, StarMeasure measure) {
    Figure figure = model.figures().get(measure.figure());
    text.described(
        figure.description(),
        "measure %s = %s".formatted(name(figure.nameEn()), measure.dax()),
        () -> {
          text.property("formatString", FORMATS.get(figure.unit()));
          text.property("lineageTag", StableId.of("measure", measure.table(), measure.figure()));
        });
  }

  private void column(TmdlText text, ModelTable table, ModelColumn column) {
    Optional<Figure> figure = model.figure(table, column);
    text.described(
        figure.map(known -> column.comment() + ". " + known.textEn()).orElse(column.comment()),
        "column " + name(column.name()),
        () -> {
          text.property("dataType", dataType(column));
          if (isHidden(table, column)) {
            text.line("isHidden");
          }
          if (isCalendar(table) && column.name().equals(CALENDAR_KEY)) {
            text.line("isKey");
          }
          format(column, figure).ifPresent(format -> text.property("formatString", format));
          text.property("lineageTag", StableId.of("column", table.name(), column.name()));
          // Sums that mean something are measures; all others mislead, such as those of ratios.
          text.property("summarizeBy", "none");
          text.property("sourceColumn", column.name());
          sortedBy(table, column).ifPresent(by -> text.property("sortByColumn", by));
          text.object("annotation SummarizationSetBy = User", () -> {});
        });
  }

  private static void partition(TmdlText text, ModelTable table) {
    text.object(
        "partition %s = m".formatted(name(table.name())),
        () -> {
          text.property("mode", "import");
          text.line("source =");
          text.within(
              () ->
                  text.within(
                      () -> {
                        text.line("let");
                        text.within(() -> steps(table).forEach(text::line));
                        text.line("in");
                        text.within(() -> text.line(isCalendar(table) ? "Days" : "Data"));
                      }));
        });
  }

  /** A date table has no blank in its key: Unknown, the only row without a date, stays out. */
  private static List<String> steps(ModelTable table) {
    String source =
        "Source = PostgreSQL.Database(Server, Database, [CreateNavigationProperties = false]),";
    String data =
        "Data = Source{[Schema = \"%s\", Item = \"%s\"]}[Data]"
            .formatted(table.schema(), table.name());
    return isCalendar(table)
        ? List.of(source, data + ",", "Days = Table.SelectRows(Data, each [calendar_date] <> null)")
        : List.of(source, data);
  }

  private static boolean isCalendar(ModelTable table) {
    return table.name().equals(CALENDAR);
  }

  private boolean isHidden(ModelTable table, ModelColumn column) {
    return column.isDocument() || (table.isInStar() && isKey(table, column));
  }

  private boolean isKey(ModelTable table, ModelColumn column) {
    return column.name().endsWith("_key")
        || model.reference(table, column).isPresent()
        || model.references().stream()
            .anyMatch(
                reference ->
                    reference.dimension().equals(table.name())
                        && reference.key().equals(column.name()));
  }

  private static Optional<String> format(ModelColumn column, Optional<Figure> figure) {
    if (column.type().equals("date")) {
      return Optional.of("yyyy-MM-dd");
    }
    if (column.isTemporal()) {
      return Optional.of("yyyy-MM-dd HH:mm:ss");
    }
    return figure
        .map(known -> FORMATS.get(known.unit()))
        .or(() -> dataType(column).equals("int64") ? Optional.of("0") : Optional.empty());
  }

  static String dataType(ModelColumn column) {
    return switch (column.plainType()) {
      case "smallint", "integer", "bigint" -> "int64";
      case "numeric" -> "double";
      case "boolean" -> "boolean";
      case "date", "timestamp with time zone" -> "dateTime";
      case "text", "jsonb" -> "string";
      default -> throw new IllegalStateException("Say which type of Power BI is " + column.type());
    };
  }

  /** Names of months and weekdays in the order of the calendar. */
  private static Optional<String> sortedBy(ModelTable table, ModelColumn column) {
    return isCalendar(table) && column.name().matches("(month|weekday)_name_..")
        ? Optional.of(column.name().replaceFirst("_name_..", ""))
        : Optional.empty();
  }
}
