package ro.wowcinema.pipeline.scheduler.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.scheduler.testing.PostServer;
import ro.wowcinema.warehouse.cleansed.Tables;

@Timeout(60)
final class LineageEventsTest {
  /** The day on which clocks go back in Romania: 25 hours. */
  private static final LocalDate DATE = LocalDate.of(2026, 10, 25);

  private static final Instant NOW = Instant.parse("2026-10-26T02:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final ConnectionInfo DATABASE =
      new ConnectionInfo("jdbc:postgresql://db.example.com:5433/dwh", "loader", Optional.empty());

  /** A database that answers nothing: events go without what it would say. */
  private static final DSLContext NOBODY = DSL.using(SQLDialect.POSTGRES);

  private static final Dag DAG = Dag.named("warehouse").task("cleanse_users", Job.class).build();
  private static final Lineage LINEAGE =
      Lineage.readsFile(DataSet.landing("platform", "users.csv")).writes(Tables.USER_CHANGE);

  @TempDir Path folder;

  @Test
  void successIsWrittenToTheFileOneEventALine() throws Exception {
    List<JsonNode> events = fileAfter(LineageEventsTest::succeed);

    assertThat(events)
        .extracting(event -> event.path("job").path("name").asText() + " " + type(event))
        .containsExactly(
            "warehouse START",
            "warehouse.cleanse_users START",
            "warehouse.cleanse_users COMPLETE",
            "warehouse COMPLETE");
    assertThat(events).allSatisfy(LineageEventsTest::assertIsWhatTheSpecificationRequires);
  }

  @Test
  void taskNamesItsRunItsDataAndItsRows() throws Exception {
    List<JsonNode> events = fileAfter(LineageEventsTest::succeed);
    JsonNode run = events.get(0);
    JsonNode end = events.get(2);

    JsonNode parent = end.at("/run/facets/parent");
    assertThat(parent.at("/run/runId")).isEqualTo(run.at("/run/runId"));
    assertThat(parent.at("/job/name").asText()).isEqualTo("warehouse");
    assertThat(parent.at("/job/namespace").asText()).isEqualTo("wowcinema");
    assertThat(end.at("/run/runId")).isEqualTo(events.get(1).at("/run/runId"));
    assertThat(end.at("/inputs/0/namespace").asText()).isEqualTo("landing");
    assertThat(end.at("/inputs/0/name").asText()).isEqualTo("platform/users.csv");
    assertThat(end.at("/outputs/0/namespace").asText()).isEqualTo("postgres://db.example.com:5433");
    assertThat(end.at("/outputs/0/name").asText()).isEqualTo("dwh.cleansed.user_change");
    assertThat(end.at("/outputs/0/outputFacets/outputStatistics/rowCount").asLong()).isEqualTo(5);
  }

  @Test
  void nominalTimeIsTheDayInBucharest() throws Exception {
    JsonNode nominal = fileAfter(LineageEventsTest::succeed).get(0).at("/run/facets/nominalTime");

    assertThat(Instant.parse(instant(nominal.path("nominalStartTime"))))
        .isEqualTo(Instant.parse("2026-10-24T21:00:00Z"));
    assertThat(Instant.parse(instant(nominal.path("nominalEndTime"))))
        .isEqualTo(Instant.parse("2026-10-25T22:00:00Z"));
  }

  @Test
  void idsAreTheSameForTheSameRunAndOthersForAnotherAttempt() throws Exception {
    List<JsonNode> first = fileAfter(LineageEventsTest::fail);
    Files.delete(folder.resolve("lineage.jsonl"));
    List<JsonNode> second = fileAfter(LineageEventsTest::fail);

    assertThat(ids(first)).isEqualTo(ids(second));
    assertThat(ids(first)).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void failuresSayWhatAndShowNoData() throws Exception {
    List<JsonNode> events = fileAfter(LineageEventsTest::fail);

    assertThat(events)
        .extracting(LineageEventsTest::type)
        .containsExactly("START", "START", "FAIL", "START", "FAIL", "FAIL");
    assertThat(events)
        .extracting(event -> event.at("/run/facets/errorMessage/message").asText())
        .containsExactly(
            "", "", "connection lost", "", "ERROR: duplicate key", "failed: cleanse_users");
    assertThat(Files.readString(folder.resolve("lineage.jsonl"))).doesNotContain("ana@example.com");
  }

  @Test
  void runThatEndsWithoutASummaryWasAborted() throws Exception {
    List<JsonNode> events =
        fileAfter(
            run -> {
              run.runStarted("warehouse", DATE, 1);
              run.taskStarted("cleanse_users", 1);
            });

    assertThat(events)
        .extracting(LineageEventsTest::type)
        .containsExactly("START", "START", "ABORT", "ABORT");
  }

  @Test
  void serverGetsEventsWithTheKey() throws Exception {
    try (PostServer server = PostServer.start()) {
      try (LineageEvents events = to(server.url(""), Map.of(LineageEvents.API_KEY, "k3y"))) {
        tell(events, LineageEventsTest::succeed);
      }

      assertThat(server.posts()).hasSize(4);
      assertThat(server.posts())
          .allSatisfy(
              post -> {
                assertThat(post.path()).isEqualTo("/api/v1/lineage");
                assertThat(post.authorization()).contains("Bearer k3y");
                assertIsWhatTheSpecificationRequires(new ObjectMapper().readTree(post.body()));
              });
    }
  }

  @Test
  void serverThatIsDownLosesEventsAndNothingElse() throws Exception {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    LineageEvents events = to(nobody, Map.of());

    tell(events, LineageEventsTest::succeed);
    events.close();

    assertThat(events.dropped()).isEqualTo(4);
  }

  @Test
  void serverThatRefusesOrSendsElsewhereLosesEvents() throws Exception {
    try (PostServer server = PostServer.start()) {
      server.answers(307, Map.of("Location", "/elsewhere"));
      LineageEvents events = to(server.url("/lineage"), Map.of());

      tell(events, LineageEventsTest::succeed);
      events.close();

      assertThat(events.dropped()).isEqualTo(4);
      assertThat(server.posts()).allMatch(post -> post.path().equals("/lineage"));
    }
  }

  @Test
  void serverThatHangsHoldsUpNoRunAndLittleOfTheEnd() throws Exception {
    try (PostServer server = PostServer.start()) {
      server.hangs();
      EventSender sender =
          LineageEvents.sender(server.url(""), Optional.empty(), Duration.ofSeconds(30));
      EventQueue queue = new EventQueue(sender, 3, Duration.ofMillis(100));
      LineageEvents events =
          new LineageEvents(
              "wowcinema",
              new DataSetNames(DATABASE),
              new WarehouseFacts(NOBODY),
              CLOCK,
              Optional.of(queue));

      for (int i = 0; i < 25; i++) {
        tell(events, LineageEventsTest::succeed);
      }
      assertThat(events.dropped()).isGreaterThanOrEqualTo(96);
      events.close();

      assertThat(events.dropped()).isEqualTo(100);
    }
  }

  @Test
  void jobWithBrokenLineageFailsNoRun() {
    LineageEvents events = to(folder.resolve("x.jsonl").toUri(), Map.of());

    try (RunLineage run =
        events
            .forRun(
                DAG,
                DATE,
                task -> {
                  throw new IllegalStateException("no lineage");
                })
            .orElseThrow()) {
      succeed(run);
    }
    events.close();

    assertThat(events.dropped()).isEqualTo(2);
  }

  @Test
  void isOffByDefault() {
    try (LineageEvents events = LineageEvents.of(Config.of(Map.of()), DATABASE, NOBODY, CLOCK)) {
      assertThat(events.forRun(DAG, DATE, task -> LINEAGE)).isEmpty();
      assertThat(events.dropped()).isZero();
    }
  }

  @Test
  void otherDataSetsHaveNamesOfTheirOwn() {
    DataSetNames names = new DataSetNames(DATABASE);

    assertThat(names.of(DataSet.published(URI.create("https://datasets.imdbws.com/a/b.tsv.gz"))))
        .isEqualTo(new DataSetNames.QualifiedName("https://datasets.imdbws.com", "a/b.tsv.gz"));
    assertThat(names.of(DataSet.outside("platform", "users")))
        .isEqualTo(new DataSetNames.QualifiedName("platform", "users"));
  }

  private static void succeed(RunLineage run) {
    run.runStarted("warehouse", DATE, 1);
    run.taskStarted("cleanse_users", 1);
    run.taskFinished(outcome(TaskState.SUCCESS, 1, "done"));
    run.runFinished(summary(RunState.SUCCESS, outcome(TaskState.SUCCESS, 1, "done")));
  }

  private static void fail(RunLineage run) {
    TaskOutcome failed =
        outcome(TaskState.FAILED, 2, "ERROR: duplicate key\n  Detail: (email)=(ana@example.com)");
    run.runStarted("warehouse", DATE, 1);
    run.taskStarted("cleanse_users", 1);
    run.taskWillRetry("cleanse_users", "connection lost", Duration.ofSeconds(1));
    run.taskStarted("cleanse_users", 2);
    run.taskFinished(failed);
    run.runFinished(summary(RunState.FAILED, failed));
  }

  private interface Story {
    void of(RunLineage run);
  }

  private List<JsonNode> fileAfter(Story story) throws Exception {
    Path file = folder.resolve("lineage.jsonl");
    try (LineageEvents events = to(file.toUri(), Map.of())) {
      tell(events, story);
    }
    List<JsonNode> found = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      found.add(new ObjectMapper().readTree(line));
    }
    return found;
  }

  private static void tell(LineageEvents events, Story story) {
    try (RunLineage run = events.forRun(DAG, DATE, (Task task) -> LINEAGE).orElseThrow()) {
      story.of(run);
    }
  }

  private static LineageEvents to(URI url, Map<ConfigKey<?>, String> more) {
    Map<ConfigKey<?>, String> flags = new HashMap<>(more);
    flags.put(LineageEvents.URL, url.toString());
    return LineageEvents.of(Config.of(flags), DATABASE, NOBODY, CLOCK);
  }

  private static void assertIsWhatTheSpecificationRequires(JsonNode event) {
    assertThat(Instant.parse(instant(event.path("eventTime")))).isEqualTo(NOW);
    assertThat(event.path("producer").asText()).isEqualTo("https://wowcinema.ro/pipeline");
    assertThat(event.path("schemaURL").asText())
        .startsWith("https://openlineage.io/spec/")
        .endsWith("#/$defs/RunEvent");
    assertThat(UUID.fromString(event.at("/run/runId").asText())).isNotNull();
    assertThat(event.at("/job/namespace").asText()).isEqualTo("wowcinema");
    assertThat(event.at("/job/facets/jobType/processingType").asText()).isEqualTo("BATCH");
    assertThat(event.findParents("_producer"))
        .isNotEmpty()
        .allMatch(facet -> facet.path("_schemaURL").asText().startsWith("https://openlineage.io/"));
    for (String side : new String[] {"inputs", "outputs"}) {
      assertThat(event.path(side).isArray()).isTrue();
      assertThat(event.path(side))
          .allMatch(dataSet -> dataSet.hasNonNull("namespace") && dataSet.hasNonNull("name"));
    }
  }

  private static String type(JsonNode event) {
    return event.path("eventType").asText();
  }

  /** The specification asks for ISO 8601 with a zone; its offset may be written either way. */
  private static String instant(JsonNode node) {
    return OffsetDateTime.parse(node.asText()).toInstant().toString();
  }

  private static List<String> ids(List<JsonNode> events) {
    return events.stream().map(event -> event.at("/run/runId").asText()).distinct().toList();
  }

  private static TaskOutcome outcome(TaskState state, int attempts, String message) {
    return new TaskOutcome("cleanse_users", state, attempts, 7, 5, Duration.ofSeconds(1), message);
  }

  private static RunSummary summary(RunState state, TaskOutcome task) {
    return new RunSummary(1, "warehouse", DATE, state, List.of(task), Duration.ofSeconds(2));
  }
}
