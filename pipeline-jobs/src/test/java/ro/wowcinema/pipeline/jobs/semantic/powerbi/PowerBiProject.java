package ro.wowcinema.pipeline.jobs.semantic.powerbi;

import static ro.wowcinema.pipeline.jobs.semantic.format.TextFormats.json;
import static ro.wowcinema.pipeline.jobs.semantic.format.TextFormats.map;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ro.wowcinema.pipeline.jobs.semantic.format.StableId;
import ro.wowcinema.pipeline.jobs.semantic.model.SemanticModel;

/** A Power BI project: the file to open, the semantic model, and the report on it. */
public final class PowerBiProject {
  public static final String SCHEMAS = "https://developer.microsoft.com/json-schemas/fabric/";

  private PowerBiProject() {}

  /** Content by path. */
  public static Map<String, String> files(SemanticModel model) {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "WowCinema.pbip",
        json(
            map(
                "$schema",
                SCHEMAS + "pbip/pbipProperties/1.0.0/schema.json",
                "version",
                "1.0",
                "artifacts",
                List.of(map("report", map("path", PowerBiReport.FOLDER))),
                "settings",
                map("enableAutoRecovery", true))));
    new PowerBiModel(model)
        .files()
        .forEach((path, text) -> files.put(PowerBiModel.FOLDER + "/" + path, text));
    new PowerBiReport(model)
        .files()
        .forEach((path, text) -> files.put(PowerBiReport.FOLDER + "/" + path, text));
    return files;
  }

  /** What the service knows an item by. */
  public static String platform(String type) {
    return json(
        map(
            "$schema",
            SCHEMAS + "gitIntegration/platformProperties/2.0.0/schema.json",
            "metadata",
            map("type", type, "displayName", "WowCinema"),
            "config",
            map("version", "2.0", "logicalId", StableId.of("item", type))));
  }
}
