package ro.wowcinema.pipeline.jobs.semantic.powerbi;

import static ro.wowcinema.pipeline.jobs.semantic.format.TextFormats.json;
import static ro.wowcinema.pipeline.jobs.semantic.format.TextFormats.map;
import static ro.wowcinema.pipeline.jobs.semantic.powerbi.TmdlText.name;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import ro.wowcinema.pipeline.jobs.documentation.DimensionReference;
import ro.wowcinema.pipeline.jobs.semantic.format.StableId;
import ro.wowcinema.pipeline.jobs.semantic.model.Figure;
import ro.wowcinema.pipeline.jobs.semantic.model.ModelTable;
import ro.wowcinema.pipeline.jobs.semantic.model.SemanticModel;
import ro.wowcinema.pipeline.jobs.semantic.model.StarMeasure;

/** The semantic model of the Power BI project, in TMDL. */
final class PowerBiModel {
  static final String FOLDER = "WowCinema.SemanticModel";

  private static final String ROMANIAN = "ro-RO";

  private final SemanticModel model;

  PowerBiModel(SemanticModel model) {
    this.model = model;
  }

  /** Content by path below {@link #FOLDER}. */
  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(".platform", PowerBiProject.platform("SemanticModel"));
    files.put(
        "definition.pbism",
        json(
            map(
                "$schema",
                PowerBiProject.SCHEMAS
                    + "item/semanticModel/definitionProperties/1.0.0/schema.json",
                "version",
                "4.2",
                "settings",
                map())));
    files.put("definition/database.tmdl", "database\n\tcompatibilityLevel: 1600\n");
    files.put("definition/model.tmdl", modelFile());
    files.put("definition/expressions.tmdl", parameters());
    files.put("definition/relationships.tmdl", relationships());
    files.put("definition/cultures/" + ROMANIAN + ".tmdl", romanian());
    PowerBiTable writer = new PowerBiTable(model);
    for (ModelTable table : model.tablesForPeople()) {
      files.put("definition/tables/" + table.name() + ".tmdl", writer.text(table));
    }
    return files;
  }

  private String modelFile() {
    TmdlText text = new TmdlText();
    text.object(
        "model Model",
        () -> {
          text.property("culture", "en-US");
          text.property("defaultPowerBIDataSourceVersion", "powerBI_V3");
          text.property("sourceQueryCulture", "en-US");
          text.object(
              "dataAccessOptions",
              () -> text.line("legacyRedirects").line("returnErrorValuesAsNull"));
        });
    // dim_date is the calendar: no hidden one for each date column.
    text.object("annotation __PBI_TimeIntelligenceEnabled = 0", () -> {});
    text.object("ref cultureInfo " + ROMANIAN, () -> {});
    model.tablesForPeople().forEach(table -> text.line("ref table " + name(table.name())));
    return text.toString();
  }

  private static String parameters() {
    TmdlText text = new TmdlText();
    parameter(
        text, "Server", "db.example.com", "Host of the PostgreSQL server, with :port if not 5432");
    parameter(text, "Database", "warehouse", "Database of the warehouse");
    return text.toString();
  }

  private static void parameter(TmdlText text, String name, String value, String description) {
    text.described(
        description,
        "expression %s = \"%s\" meta [IsParameterQuery=true, Type=\"Text\", IsParameterQueryRequired=true]"
            .formatted(name, value),
        () -> {
          text.property("lineageTag", StableId.of("parameter", name));
          text.object("annotation PBI_ResultType = Text", () -> {});
        });
  }

  private String relationships() {
    TmdlText text = new TmdlText();
    model.references().forEach(reference -> relationship(text, reference));
    return text.toString();
  }

  private void relationship(TmdlText text, DimensionReference reference) {
    text.object(
        "relationship " + StableId.of("relationship", reference.table(), reference.column()),
        () -> {
          if (!SemanticModel.isActive(reference)) {
            text.property("isActive", "false");
          }
          if (model.filtersBothWays(reference)) {
            text.property("crossFilteringBehavior", "bothDirections");
          }
          text.property("fromColumn", reference.table() + "." + reference.column());
          text.property("toColumn", reference.dimension() + "." + reference.key());
        });
  }

  private String romanian() {
    TmdlText text = new TmdlText();
    text.object(
        "cultureInfo " + ROMANIAN,
        () ->
            text.object(
                "translations",
                () ->
                    text.object(
                        "model Model",
                        () -> model.tablesForPeople().forEach(table -> romanian(text, table)))));
    return text.toString();
  }

  private void romanian(TmdlText text, ModelTable table) {
    Stream<Runnable> measures =
        StarMeasure.ALL.stream()
            .filter(measure -> measure.table().equals(table.name()))
            .map(measure -> model.figures().get(measure.figure()))
            .map(figure -> () -> translation(text, "measure " + name(figure.nameEn()), figure));
    Stream<Runnable> columns =
        table.columns().stream()
            .flatMap(
                column ->
                    model
                        .figure(table, column)
                        .map(
                            figure ->
                                (Runnable)
                                    () -> translation(text, "column " + column.name(), figure))
                        .stream());
    Runnable[] all = Stream.concat(measures, columns).toArray(Runnable[]::new);
    if (all.length > 0) {
      text.object("table " + name(table.name()), () -> Stream.of(all).forEach(Runnable::run));
    }
  }

  private static void translation(TmdlText text, String head, Figure figure) {
    text.object(
        head,
        () -> text.property("caption", figure.nameRo()).property("description", figure.textRo()));
  }
}
