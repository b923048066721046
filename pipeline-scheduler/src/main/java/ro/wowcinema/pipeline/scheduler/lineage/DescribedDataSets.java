package ro.wowcinema.pipeline.scheduler.lineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.DataQualityAssertionsDatasetFacetAssertions;
import io.openlineage.client.OpenLineage.DatasetFacetsBuilder;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.OutputDatasetBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import ro.wowcinema.pipeline.core.job.ColumnOrigin;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.scheduler.lineage.DataSetNames.QualifiedName;
import ro.wowcinema.pipeline.scheduler.lineage.WarehouseFacts.CheckFacts;
import ro.wowcinema.pipeline.scheduler.lineage.WarehouseFacts.TableFacts;

/** Data sets of events, with the facets that describe them: columns, comments, origins, checks. */
final class DescribedDataSets {
  private final OpenLineage openLineage;
  private final DataSetNames names;
  private final WarehouseFacts facts;

  DescribedDataSets(OpenLineage openLineage, DataSetNames names, WarehouseFacts facts) {
    this.openLineage = openLineage;
    this.names = names;
    this.facts = facts;
  }

  InputDataset input(DataSet dataSet) {
    QualifiedName name = names.of(dataSet);
    return openLineage
        .newInputDatasetBuilder()
        .namespace(name.namespace())
        .name(name.name())
        .facets(described(dataSet).build())
        .build();
  }

  /** The number of rows written, where it is known; it is reported for the job's only target. */
  OutputDataset output(DataSet dataSet, Lineage lineage, Optional<Long> rows) {
    QualifiedName name = names.of(dataSet);
    DatasetFacetsBuilder description = described(dataSet);
    OutputDatasetBuilder output =
        openLineage.newOutputDatasetBuilder().namespace(name.namespace()).name(name.name());
    if (lineage.targets().equals(Set.of(dataSet))) {
      if (!lineage.origins().isEmpty()) {
        description.columnLineage(origins(lineage.origins()));
      }
      rows.ifPresent(count -> output.outputFacets(statistics(count)));
    }
    return output.facets(description.build()).build();
  }

  private OpenLineage.OutputDatasetOutputFacets statistics(long rows) {
    return openLineage
        .newOutputDatasetOutputFacetsBuilder()
        .outputStatistics(openLineage.newOutputStatisticsOutputDatasetFacet(rows, null, null))
        .build();
  }

  /** What the checks guard. */
  List<InputDataset> targets(List<CheckFacts> checks) {
    return checks.stream()
        .map(CheckFacts::target)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .map(this::input)
        .toList();
  }

  /** The same, with what they found. */
  List<InputDataset> checked(List<CheckFacts> checks) {
    Map<DataSet, List<CheckFacts>> byTarget =
        checks.stream()
            .collect(Collectors.groupingBy(CheckFacts::target, TreeMap::new, Collectors.toList()));
    return byTarget.entrySet().stream()
        .map(target -> checked(target.getKey(), target.getValue()))
        .toList();
  }

  private InputDataset checked(DataSet target, List<CheckFacts> checks) {
    QualifiedName name = names.of(target);
    return openLineage
        .newInputDatasetBuilder()
        .namespace(name.namespace())
        .name(name.name())
        .facets(described(target).build())
        .inputFacets(
            openLineage
                .newInputDatasetInputFacetsBuilder()
                .dataQualityAssertions(
                    openLineage.newDataQualityAssertionsDatasetFacet(
                        checks.stream().map(this::assertion).toList()))
                .build())
        .build();
  }

  private DataQualityAssertionsDatasetFacetAssertions assertion(CheckFacts check) {
    String outcome = check.outcome();
    return openLineage
        .newDataQualityAssertionsDatasetFacetAssertionsBuilder()
        .assertion(check.kind())
        .name(check.name())
        .success(outcome.equals("passed"))
        .severity(Map.of("warned", "warn", "failed", "error").get(outcome))
        .actual(check.detail())
        .build();
  }

  private DatasetFacetsBuilder described(DataSet dataSet) {
    DatasetFacetsBuilder description = openLineage.newDatasetFacetsBuilder();
    facts.of(dataSet).ifPresent(table -> describe(table, description));
    return description;
  }

  private void describe(TableFacts table, DatasetFacetsBuilder description) {
    description.schema(
        openLineage.newSchemaDatasetFacet(
            table.columns().stream()
                .map(
                    column ->
                        openLineage
                            .newSchemaDatasetFacetFieldsBuilder()
                            .name(column.name())
                            .type(column.type())
                            .description(column.comment())
                            .build())
                .toList()));
    table
        .comment()
        .ifPresent(
            text ->
                description.documentation(
                    openLineage.newDocumentationDatasetFacet(text, "text/plain")));
  }

  private OpenLineage.ColumnLineageDatasetFacet origins(Set<ColumnOrigin> origins) {
    var fields = openLineage.newColumnLineageDatasetFacetFieldsBuilder();
    for (ColumnOrigin origin : new TreeSet<>(origins)) {
      QualifiedName source = names.of(origin.source());
      fields.put(
          origin.column(),
          openLineage
              .newColumnLineageDatasetFacetFieldsAdditionalBuilder()
              .inputFields(
                  List.of(
                      openLineage
                          .newInputFieldBuilder()
                          .namespace(source.namespace())
                          .name(source.name())
                          .field(origin.field())
                          .transformations(
                              List.of(
                                  openLineage
                                      .newInputFieldTransformationsBuilder()
                                      .type("DIRECT")
                                      .subtype("TRANSFORMATION")
                                      .build()))
                          .build()))
              .build());
    }
    return openLineage.newColumnLineageDatasetFacetBuilder().fields(fields.build()).build();
  }
}
