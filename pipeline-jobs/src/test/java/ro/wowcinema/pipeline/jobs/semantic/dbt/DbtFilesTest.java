package ro.wowcinema.pipeline.jobs.semantic.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.semantic.format.ParsedFiles.elements;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.semantic.format.ParsedFiles;
import ro.wowcinema.pipeline.jobs.semantic.model.CatalogueReader;

/** What the files for dbt refer to is there. */
final class DbtFilesTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static Map<String, String> files;
  private static Map<String, JsonNode> dbt;

  @BeforeAll
  static void generate() {
    files = DbtFiles.files(CatalogueReader.readAll(warehouse.dsl()));
    dbt = ParsedFiles.yaml(files);
  }

  @Test
  void exposuresAreOfSources() {
    List<String> tables =
        elements(dbt.get("sources.yml").path("sources"))
            .flatMap(
                source ->
                    elements(source.path("tables"))
                        .map(
                            table ->
                                "source('%s', '%s')"
                                    .formatted(
                                        source.path("name").asText(), table.path("name").asText())))
            .toList();
    assertThat(elements(dbt.get("exposures.yml").path("exposures")))
        .hasSize(4)
        .allSatisfy(
            exposure ->
                assertThat(elements(exposure.path("depends_on")).map(JsonNode::asText))
                    .isNotEmpty()
                    .isSubsetOf(tables));
    assertThat(dbt.get("sources.yml").findValues("to").stream().map(JsonNode::asText))
        .isNotEmpty()
        .isSubsetOf(tables);
  }

  @Test
  void textsHaveNoJinja() {
    assertThat(files.values()).noneMatch(text -> text.matches("(?s).*\\{[{%#].*"));
  }

  @Test
  void nothingIsASecretOrAPathOfAMachine() {
    assertThat(files)
        .allSatisfy(
            (path, text) -> assertThat(text).doesNotContainPattern(ParsedFiles.NOT_FOR_OTHERS));
  }
}
