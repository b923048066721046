package ro.wowcinema.pipeline.scheduler.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.cli.CliRun;

/**
 * The lineage events of the command {@code run} on a small delivery, described by a real catalogue.
 */
final class RunLineageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir Path folder;

  @BeforeEach
  void deliver() throws IOException {
    warehouse.truncateAll();
    write("catalog.csv", "title_id,available_from,available_to");
    write("plans.csv", "plan_id,plan_name,monthly_price,currency_code", "1,Gold,9.99,USD");
    write("users.csv", "user_id,plan_id,subscription_start_date,updated_at");
    write("sessions.jsonl");
    write("_SUCCESS");
  }

  @Test
  void everyTaskStartsAndEndsAndEveryEventIsOfTheSpecification() throws IOException {
    assertThat(run().exitCode()).isZero();

    List<JsonNode> events = events();
    assertThat(types(events, "warehouse")).containsExactly("START", "COMPLETE");
    assertThat(types(events, "warehouse.stage_plans")).containsExactly("START", "COMPLETE");
    assertThat(types(events, "warehouse.publish_reports")).containsExactly("START", "COMPLETE");
    for (JsonNode event : events) {
      // Reading drops what the generated classes do not know; nothing may be dropped.
      String again =
          OpenLineageClientUtils.toJson(OpenLineageClientUtils.runEventFromJson(event.toString()));
      assertThat(withoutOffsets(JSON.readTree(again))).isEqualTo(withoutOffsets(event.deepCopy()));
      assertThat(event.path("schemaURL").asText())
          .isEqualTo("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent");
    }
  }

  @Test
  void tablesHaveTheirColumnsAndComments() throws IOException {
    run();

    JsonNode staged = end("warehouse.stage_plans").at("/outputs/0/facets/schema/fields");
    assertThat(ending(staged, "monthly_price").path("type").asText()).isEqualTo("text");
    JsonNode facets =
        ending(end("warehouse.dim_plan").path("outputs"), ".warehouse.dim_plan").path("facets");
    assertThat(facets.at("/documentation/description").asText())
        .isNotEmpty()
        .isEqualTo(comment("SELECT obj_description('warehouse.dim_plan'::regclass, 'pg_class')"));
    JsonNode planKey = ending(facets.at("/schema/fields"), "plan_key");
    assertThat(planKey.path("type").asText()).isEqualTo("bigint");
    assertThat(planKey.path("description").asText())
        .isNotEmpty()
        .isEqualTo(
            comment(
                "SELECT col_description(attrelid, attnum) FROM pg_attribute WHERE attrelid ="
                    + " 'warehouse.dim_plan'::regclass AND attname = 'plan_key'"));
  }

  @Test
  void stagedColumnsNameTheFieldsOfTheFile() throws IOException {
    run();

    JsonNode fields = end("warehouse.stage_plans").at("/outputs/0/facets/columnLineage/fields");
    JsonNode origin = fields.at("/monthly_price/inputFields/0");
    assertThat(origin.path("namespace").asText()).isEqualTo("landing");
    assertThat(origin.path("name").asText()).isEqualTo("platform/plans.csv");
    assertThat(origin.path("field").asText()).isEqualTo("monthly_price");
    assertThat(origin.at("/transformations/0/type").asText()).isEqualTo("DIRECT");
    assertThat(fields.has("line_number")).isFalse();
    assertThat(end("warehouse.dim_plan").findValue("columnLineage")).isNull();
  }

  @Test
  void checksOfAnAttemptAreAssertionsOfWhatTheyGuard() throws IOException {
    run();

    JsonNode checked = end("warehouse.dim_plan.checks");
    assertThat(checked.path("eventType").asText()).isEqualTo("COMPLETE");
    assertThat(checked.at("/run/facets/parent/run/runId"))
        .isEqualTo(end("warehouse.dim_plan").at("/run/runId"));
    JsonNode input = checked.at("/inputs/0");
    assertThat(input.path("name").asText()).endsWith(".warehouse.dim_plan");
    List<String> told = new ArrayList<>();
    for (JsonNode assertion : input.at("/inputFacets/dataQualityAssertions/assertions")) {
      told.add(
          "%s %s %s"
              .formatted(
                  assertion.path("assertion").asText(),
                  assertion.path("name").asText(),
                  assertion.path("success").asBoolean()));
    }
    assertThat(told)
        .isNotEmpty()
        .containsExactlyElementsOf(
            warehouse
                .dsl()
                .fetch(
                    """
                    SELECT kind || ' ' || check_name || ' ' || (outcome = 'passed')
                    FROM ops.check_result WHERE target = 'warehouse.dim_plan'
                    ORDER BY check_result_id
                    """)
                .getValues(0, String.class));
  }

  @Test
  void failureSaysWhatAndNothingOfTheFile() throws IOException {
    write("plans.csv", "plan_id,plan_name,monthly_price,currency_code", "Secr3t,Gold,Pr1vate,USD");

    assertThat(run().exitCode()).isEqualTo(1);

    JsonNode end = end("warehouse.stage_plans");
    assertThat(end.path("eventType").asText()).isEqualTo("FAIL");
    assertThat(end.at("/run/facets/errorMessage/message").asText())
        .contains("plans.csv: 1 of 1 records are bad");
    assertThat(end("warehouse").path("eventType").asText()).isEqualTo("FAIL");
    assertThat(Files.readString(file())).doesNotContain("Secr3t", "Pr1vate");
  }

  /** The nominal time, whose offset is read as another way to write the same instant. */
  private static JsonNode withoutOffsets(JsonNode event) {
    ((ObjectNode) event.at("/run/facets/nominalTime"))
        .remove(List.of("nominalStartTime", "nominalEndTime"));
    return event;
  }

  private CliRun run() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PIPELINE_DATABASE_URL", warehouse.connectionInfo().toLibpqUri());
    environment.put("PIPELINE_OPENLINEAGE_URL", file().toUri().toString());
    return CliRun.with(
        environment,
        folder.resolve("home"),
        "run",
        "--landing",
        folder.resolve("landing").toString(),
        "--date",
        "2026-10-25");
  }

  private Path file() {
    return folder.resolve("lineage.jsonl");
  }

  private List<JsonNode> events() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(file())) {
      events.add(JSON.readTree(line));
    }
    return events;
  }

  /** The last event of a job. */
  private JsonNode end(String job) throws IOException {
    return of(events(), job).reduce((first, second) -> second).orElseThrow();
  }

  private static List<String> types(List<JsonNode> events, String job) {
    return of(events, job).map(event -> event.path("eventType").asText()).toList();
  }

  private static Stream<JsonNode> of(List<JsonNode> events, String job) {
    return events.stream().filter(event -> event.at("/job/name").asText().equals(job));
  }

  private static JsonNode ending(JsonNode named, String name) {
    return StreamSupport.stream(named.spliterator(), false)
        .filter(one -> one.path("name").asText().endsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static String comment(String query) {
    return (String) warehouse.dsl().fetchValue(query);
  }

  private void write(String file, String... lines) throws IOException {
    Path delivery = folder.resolve("landing").resolve("platform").resolve("2026-10-25");
    Files.createDirectories(delivery);
    Files.writeString(
        delivery.resolve(file),
        Stream.of(lines).map(line -> line + "\n").reduce("", String::concat));
  }
}
