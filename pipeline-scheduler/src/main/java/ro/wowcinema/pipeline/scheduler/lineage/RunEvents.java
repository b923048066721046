package ro.wowcinema.pipeline.scheduler.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.Job;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineage.RunFacetsBuilder;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.jobs.source.Sources;
import ro.wowcinema.pipeline.scheduler.lineage.WarehouseFacts.CheckFacts;

/**
 * Creates the events of one run. Ids are UUIDs derived from names: anyone who knows DAG, date,
 * start, task and attempt can compute the id, so that none need be stored.
 */
final class RunEvents {
  private static final URI PRODUCER = URI.create("https://wowcinema.ro/pipeline");
  private static final String INTEGRATION = "WOWCINEMA";

  private final OpenLineage openLineage = new OpenLineage(PRODUCER);
  private final String namespace;
  private final WarehouseFacts facts;
  private final DescribedDataSets dataSets;
  private final String dag;
  private final LocalDate date;
  private final String run;

  RunEvents(
      String namespace,
      DataSetNames names,
      WarehouseFacts facts,
      String dag,
      LocalDate date,
      Instant startedAt) {
    this.namespace = namespace;
    this.facts = facts;
    this.dataSets = new DescribedDataSets(openLineage, names, facts);
    this.dag = dag;
    this.date = date;
    this.run = String.join("/", namespace, dag, date.toString(), startedAt.toString());
  }

  RunEvent ofRun(EventType type, Instant at, Optional<String> error) {
    return event(type, at, id(run), facets(error), job(dag, "DAG"), List.of(), List.of());
  }

  /** Rows are those written to the task's target, where it has one and they are known. */
  RunEvent ofTask(
      EventType type,
      Instant at,
      TaskAttempt attempt,
      Lineage lineage,
      Optional<Long> rows,
      Optional<String> error) {
    return event(
        type,
        at,
        id(attempt),
        facets(error).parent(parent(id(run), dag)),
        job(dag + "." + attempt.task(), "TASK"),
        lineage.inputs().stream().map(dataSets::input).toList(),
        lineage.outputs().stream()
            .map(dataSet -> dataSets.output(dataSet, lineage, rows))
            .toList());
  }

  /**
   * What the checks of an attempt found, as a run of a job of its own, which reads what they guard:
   * OpenLineage knows assertions of inputs only, and the task's own event has those tables as
   * outputs.
   *
   * @return two events, or none where nothing was checked
   */
  List<RunEvent> ofChecks(TaskAttempt attempt, Instant at) {
    List<CheckFacts> checks = facts.checks(dag, date, attempt.task(), attempt.startedAt(), at);
    if (checks.isEmpty()) {
      return List.of();
    }
    boolean isBroken = checks.stream().anyMatch(check -> check.outcome().equals("failed"));
    return List.of(
        ofChecks(EventType.START, attempt, at, dataSets.targets(checks)),
        ofChecks(
            isBroken ? EventType.FAIL : EventType.COMPLETE, attempt, at, dataSets.checked(checks)));
  }

  private RunEvent ofChecks(
      EventType type, TaskAttempt attempt, Instant at, List<InputDataset> targets) {
    String task = dag + "." + attempt.task();
    return event(
        type,
        at,
        id(run + "/" + attempt.task() + "/" + attempt.number() + "/checks"),
        facets(Optional.empty()).parent(parent(id(attempt), task)),
        job(task + ".checks", "TEST"),
        targets,
        List.of());
  }

  private RunEvent event(
      EventType type,
      Instant at,
      UUID runId,
      RunFacetsBuilder facets,
      Job job,
      List<InputDataset> inputs,
      List<OutputDataset> outputs) {
    return openLineage.newRunEvent(
        at.atZone(ZoneOffset.UTC),
        type,
        openLineage.newRun(runId, facets.build()),
        job,
        inputs,
        outputs);
  }

  private RunFacetsBuilder facets(Optional<String> error) {
    RunFacetsBuilder facets =
        openLineage
            .newRunFacetsBuilder()
            .nominalTime(
                openLineage.newNominalTimeRunFacet(
                    date.atStartOfDay(Sources.BUCHAREST),
                    date.plusDays(1).atStartOfDay(Sources.BUCHAREST)));
    error.ifPresent(
        text -> facets.errorMessage(openLineage.newErrorMessageRunFacet(text, "JAVA", null)));
    return facets;
  }

  private OpenLineage.ParentRunFacet parent(UUID runId, String job) {
    return openLineage
        .newParentRunFacetBuilder()
        .run(openLineage.newParentRunFacetRunBuilder().runId(runId).build())
        .job(openLineage.newParentRunFacetJobBuilder().namespace(namespace).name(job).build())
        .build();
  }

  private Job job(String name, String type) {
    return openLineage.newJob(
        namespace,
        name,
        openLineage
            .newJobFacetsBuilder()
            .jobType(openLineage.newJobTypeJobFacet("BATCH", INTEGRATION, type, null))
            .build());
  }

  private UUID id(TaskAttempt attempt) {
    return id(run + "/" + attempt.task() + "/" + attempt.number());
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }
}
