package ro.wowcinema.pipeline.jobs.semantic.superset;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.semantic.format.ParsedFiles.elements;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.semantic.format.ParsedFiles;
import ro.wowcinema.pipeline.jobs.semantic.model.CatalogueReader;
import ro.wowcinema.pipeline.jobs.semantic.model.SemanticModel;

/** What the files of the import refer to is there, and what they ask runs. */
final class SupersetFilesTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static SemanticModel model;
  private static Map<String, String> files;
  private static Map<String, JsonNode> superset;

  @BeforeAll
  static void generate() {
    model = CatalogueReader.readAll(warehouse.dsl());
    files = SupersetImport.files(model);
    superset = ParsedFiles.yaml(files);
  }

  @Test
  void chartsUseTheirDatasets() {
    Map<String, JsonNode> datasets = byId("datasets/");
    assertThat(byId("charts/"))
        .hasSameSizeAs(model.tiles())
        .allSatisfy(
            (id, chart) -> {
              JsonNode dataset = datasets.get(chart.path("dataset_uuid").asText());
              JsonNode params = chart.path("params");
              assertThat(texts(params, "all_columns", "groupby", "x_axis"))
                  .isSubsetOf(dataset.findValuesAsText("column_name"));
              assertThat(texts(params, "metrics"))
                  .isSubsetOf(dataset.findValuesAsText("metric_name"));
              assertThat(texts(params, "x_axis_sort"))
                  .isSubsetOf(texts(params, "metrics", "x_axis"));
            });
  }

  @Test
  void metricsAreQueriesThatAnalystsMayAsk() {
    assertThat(byId("datasets/").values())
        .allSatisfy(
            dataset ->
                warehouse
                    .dsl()
                    .transaction(
                        configuration -> {
                          configuration.dsl().execute("SET LOCAL ROLE wow_analyst");
                          configuration
                              .dsl()
                              .fetch(
                                  "SELECT %s FROM %s.%s"
                                      .formatted(
                                          String.join(
                                              ", ",
                                              dataset
                                                  .path("metrics")
                                                  .findValuesAsText("expression")),
                                          dataset.path("schema").asText(),
                                          dataset.path("table_name").asText()));
                        }));
  }

  @Test
  void dashboardsShowTheirCharts() {
    Map<String, JsonNode> charts = byId("charts/");
    assertThat(byId("dashboards/").values())
        .hasSize(4)
        .allSatisfy(
            dashboard -> {
              JsonNode position = dashboard.path("position");
              assertThat(
                      position.findParents("chartId").stream()
                          .map(meta -> meta.path("uuid").asText()))
                  .isNotEmpty()
                  .isSubsetOf(charts.keySet());
              assertThat(position.findValues("children"))
                  .allSatisfy(
                      children ->
                          assertThat(elements(children))
                              .allMatch(child -> position.has(child.asText())));
            });
  }

  @Test
  void nothingIsASecretOrAPathOfAMachine() {
    assertThat(files)
        .allSatisfy(
            (path, text) -> assertThat(text).doesNotContainPattern(ParsedFiles.NOT_FOR_OTHERS));
  }

  private static Map<String, JsonNode> byId(String folder) {
    Map<String, JsonNode> trees = new TreeMap<>();
    superset.forEach(
        (path, tree) -> {
          if (path.startsWith(folder)) {
            assertThat(trees.put(tree.path("uuid").asText(), tree)).as(path).isNull();
          }
        });
    return trees;
  }

  private static List<String> texts(JsonNode params, String... keys) {
    return Stream.of(keys)
        .map(params::path)
        .flatMap(value -> value.isArray() ? elements(value) : Stream.of(value))
        .map(JsonNode::asText)
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
