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
import java.util.Set;
import java.util.UUID;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.jobs.source.Sources;
import ro.wowcinema.pipeline.scheduler.lineage.DataSetNames.QualifiedName;

/**
 * Writes the events of one run. Ids are names turned into UUIDs: whoever knows DAG, date, start,
 * task and attempt knows the id, and nobody has to remember it.
 */
final class RunEvents {
  private static final URI PRODUCER = URI.create("https://wowcinema.ro/pipeline");
  private static final String INTEGRATION = "WOWCINEMA";

  private final OpenLineage openLineage = new OpenLineage(PRODUCER);
  private final String namespace;
  private final DataSetNames names;
  private final String dag;
  private final LocalDate date;
  private final String run;

  RunEvents(String namespace, DataSetNames names, String dag, LocalDate date, Instant startedAt) {
    this.namespace = namespace;
    this.names = names;
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
        id(run + "/" + attempt.task() + "/" + attempt.number()),
        facets(error).parent(parent()),
        job(dag + "." + attempt.task(), "TASK"),
        lineage.inputs().stream().map(this::input).toList(),
        lineage.outputs().stream()
            .map(dataSet -> output(dataSet, rows.filter(count -> isOnlyTarget(lineage, dataSet))))
            .toList());
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

  private OpenLineage.ParentRunFacet parent() {
    return openLineage
        .newParentRunFacetBuilder()
        .run(openLineage.newParentRunFacetRunBuilder().runId(id(run)).build())
        .job(openLineage.newParentRunFacetJobBuilder().namespace(namespace).name(dag).build())
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

  private InputDataset input(DataSet dataSet) {
    QualifiedName name = names.of(dataSet);
    return openLineage
        .newInputDatasetBuilder()
        .namespace(name.namespace())
        .name(name.name())
        .build();
  }

  private OutputDataset output(DataSet dataSet, Optional<Long> rows) {
    QualifiedName name = names.of(dataSet);
    OpenLineage.OutputDatasetBuilder output =
        openLineage.newOutputDatasetBuilder().namespace(name.namespace()).name(name.name());
    rows.ifPresent(
        count ->
            output.outputFacets(
                openLineage
                    .newOutputDatasetOutputFacetsBuilder()
                    .outputStatistics(
                        openLineage.newOutputStatisticsOutputDatasetFacet(count, null, null))
                    .build()));
    return output.build();
  }

  private static boolean isOnlyTarget(Lineage lineage, DataSet dataSet) {
    return lineage.targets().equals(Set.of(dataSet));
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }
}
