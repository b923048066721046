package ro.wowcinema.pipeline.jobs.semantic.powerbi;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.semantic.format.TextFormats.map;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.semantic.format.ParsedFiles;
import ro.wowcinema.pipeline.jobs.semantic.model.CatalogueReader;
import ro.wowcinema.pipeline.jobs.semantic.model.DashboardTile;
import ro.wowcinema.pipeline.jobs.semantic.model.ModelDashboard;
import ro.wowcinema.pipeline.jobs.semantic.model.SemanticModel;

/** What the files of the Power BI project refer to is there. */
final class PowerBiFilesTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final Pattern TAG = Pattern.compile("lineageTag: (\\S+)|relationship (\\S+)\n");

  private static SemanticModel model;
  private static Map<String, String> files;

  @BeforeAll
  static void generate() {
    model = CatalogueReader.readAll(warehouse.dsl());
    files = PowerBiProject.files(model);
  }

  @Test
  void visualsShowColumnsOfTheModel() {
    for (JsonNode visual : json("/visual.json")) {
      List<JsonNode> columns = visual.findValues("Column");
      assertThat(columns)
          .isNotEmpty()
          .allSatisfy(
              column -> {
                String source = column.at("/Expression/SourceRef/Entity").asText("");
                String table = source.isEmpty() ? "kpi" : source;
                assertThat(files)
                    .hasEntrySatisfying(
                        "WowCinema.SemanticModel/definition/tables/%s.tmdl".formatted(table),
                        tmdl ->
                            assertThat(tmdl)
                                .contains(
                                    "\tcolumn %s\n".formatted(column.path("Property").asText())));
              });
    }
  }

  @Test
  void pagesHaveTheReportsOfTheirDashboard() {
    for (ModelDashboard dashboard : model.dashboards()) {
      String folder =
          "WowCinema.Report/definition/pages/%s/visuals/".formatted(dashboard.fileName());
      assertThat(files.keySet().stream().filter(path -> path.startsWith(folder)))
          .hasSameSizeAs(dashboard.tiles());
      for (DashboardTile tile : dashboard.tiles()) {
        assertThat(files.get(folder + tile.fileName() + "/visual.json"))
            .contains("\"Entity\" : \"%s\"".formatted(tile.report().name()))
            .contains("'%s'".formatted(tile.title()));
      }
    }
  }

  @Test
  void visualsLieBesideEachOtherOnTheirPage() {
    for (ModelDashboard dashboard : model.dashboards()) {
      String folder = "WowCinema.Report/definition/pages/" + dashboard.fileName();
      JsonNode page = json(folder + "/page.json").get(0);
      List<JsonNode> positions =
          dashboard.tiles().stream()
              .map(tile -> json(folder + "/visuals/" + tile.fileName() + "/visual.json").get(0))
              .map(visual -> visual.path("position"))
              .toList();
      assertThat(positions)
          .allMatch(
              place ->
                  place.path("x").asInt() + place.path("width").asInt()
                      <= page.path("width").asInt())
          .allMatch(
              place ->
                  place.path("y").asInt() + place.path("height").asInt()
                      <= page.path("height").asInt());
      assertThat(positions)
          .extracting(place -> map("x", place.path("x").asInt(), "y", place.path("y").asInt()))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void tagsAreUnique() {
    assertThat(
            files.values().stream()
                .flatMap(text -> TAG.matcher(text).results())
                .map(MatchResult::group))
        .hasSizeGreaterThan(300)
        .doesNotHaveDuplicates();
  }

  @Test
  void tmdlIsIndentedByTabs() {
    assertThat(files)
        .allSatisfy(
            (path, text) -> {
              if (path.endsWith(".tmdl")) {
                assertThat(text.lines()).noneMatch(line -> line.matches("\t* .*|.*\\s"));
              }
            });
  }

  @Test
  void nothingIsASecretOrAPathOfAMachine() {
    assertThat(files)
        .allSatisfy(
            (path, text) -> assertThat(text).doesNotContainPattern(ParsedFiles.NOT_FOR_OTHERS));
  }

  private static List<JsonNode> json(String end) {
    return files.entrySet().stream()
        .filter(file -> file.getKey().endsWith(end))
        .map(file -> ParsedFiles.json(file.getValue()))
        .toList();
  }
}
