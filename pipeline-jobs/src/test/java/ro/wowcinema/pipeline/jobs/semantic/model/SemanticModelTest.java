package ro.wowcinema.pipeline.jobs.semantic.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** The model is right in itself, before any tool's format comes in. */
final class SemanticModelTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final Pattern DAX_COLUMN = Pattern.compile("(\\w+)\\[(\\w+)]");

  /** They name or number the rows of a report, and add nothing to its keys. */
  private static final Set<String> LABELS = Set.of("rank", "title_name");

  private static SemanticModel model;

  @BeforeAll
  static void read() {
    model = CatalogueReader.readAll(warehouse.dsl());
  }

  @Test
  void referencesJoinAColumnToAUniqueKey() {
    assertThat(model.references())
        .isNotEmpty()
        .allSatisfy(
            reference -> {
              assertThat(model.table(reference.table()).column(reference.column())).isPresent();
              assertThat(model.table(reference.dimension()).column(reference.key()))
                  .hasValueSatisfying(key -> assertThat(key.isUnique()).isTrue());
            });
  }

  @Test
  void referencesAreThoseThatTheCatalogueDeclares() {
    assumeTrue(
        warehouse.dsl().fetchValue("SHOW server_version_num").toString().compareTo("180000") >= 0,
        "older servers declare none");
    assertThat(
            model.references().stream()
                .map(
                    reference ->
                        reference.table() + "." + reference.column() + " " + reference.dimension()))
        .containsExactlyInAnyOrderElementsOf(
            warehouse
                .dsl()
                .fetch(
                    """
                    SELECT f.relname || '.' || a.attname || ' ' || d.relname
                    FROM pg_constraint AS c
                    JOIN pg_class AS f ON f.oid = c.conrelid
                    JOIN pg_class AS d ON d.oid = c.confrelid
                    JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
                    WHERE c.contype = 'f' AND f.relnamespace = 'warehouse'::regnamespace AND NOT f.relispartition
                    """)
                .map(row -> row.get(0, String.class)));
  }

  /** Two ways from one table to another, and Power BI refuses the model. */
  @Test
  void activeRelationshipsLeaveOneWayBetweenTwoTables() {
    Set<String> reached = new HashSet<>();
    model.references().stream()
        .filter(SemanticModel::isActive)
        .map(reference -> reference.table() + " " + reference.dimension())
        .forEach(pair -> assertThat(reached.add(pair)).as(pair).isTrue());
    assertThat(model.references().stream().filter(SemanticModel::isActive))
        .allSatisfy(reference -> assertThat(reference.dimension()).startsWith("dim_"))
        .noneMatch(reference -> reference.table().startsWith("dim_"));
  }

  @Test
  void measuresAreDefinedOnceAndReadColumnsThatAreThere() {
    assertThat(StarMeasure.ALL)
        .extracting(measure -> model.figures().get(measure.figure()).nameEn())
        .doesNotHaveDuplicates();
    assertThat(StarMeasure.ALL)
        .allSatisfy(
            measure ->
                assertThat(DAX_COLUMN.matcher(measure.dax()).results())
                    .allSatisfy(
                        use ->
                            assertThat(model.table(use.group(1)).column(use.group(2)))
                                .as(use.group())
                                .isPresent()));
  }

  @Test
  void measuresHaveTheNameOfNoColumn() {
    assertThat(StarMeasure.ALL)
        .allSatisfy(
            measure ->
                assertThat(model.table(measure.table()).columns())
                    .extracting(ModelColumn::name)
                    .doesNotContain(model.figures().get(measure.figure()).nameEn()));
  }

  @Test
  void fourDashboardsShowTheReportsOfTheMart() {
    assertThat(model.dashboards())
        .hasSize(4)
        .flatExtracting(ModelDashboard::tiles)
        .hasSize(warehouse.dsl().fetchCount(org.jooq.impl.DSL.table("mart.dashboard")));
    assertThat(model.tiles())
        .extracting(DashboardTile::report)
        .allMatch(ModelTable::isForPeople)
        .extracting(ModelTable::name)
        .containsAll(
            model.tables().stream().filter(ModelTable::isReport).map(ModelTable::name).toList());
  }

  @Test
  void chartsShowColumnsThatAreThere() {
    assertThat(model.tiles())
        .allSatisfy(
            tile ->
                assertThat(used(tile.chart()))
                    .allSatisfy(
                        column ->
                            assertThat(tile.report().column(column))
                                .as("%s.%s", tile.report().name(), column)
                                .isPresent()));
  }

  /** Else a point would add up what has no sum, or show one of several rows. */
  @Test
  void pointsOfChartsAreRowsOrSumsOfAdditiveFigures() {
    assertThat(model.tiles().stream().filter(tile -> !tile.chart().isTable()))
        .isNotEmpty()
        .allSatisfy(
            tile -> {
              TileChart chart = tile.chart();
              Set<String> covered = new TreeSet<>(chart.groups());
              covered.addAll(chart.summedOver());
              tile.kpi().ifPresent(kpi -> covered.add("kpi"));
              assertThat(covered)
                  .as("what rows of %s differ by", tile.report().name())
                  .isEqualTo(keys(tile.report()));
              if (chart.addsUp()) {
                assertThat(chart.figures())
                    .extracting(figure -> figure(tile, figure))
                    .allMatch(Figure::isAdditive);
              }
            });
  }

  private static Stream<String> used(TileChart chart) {
    return Stream.of(chart.groups(), chart.figures(), chart.summedOver(), chart.sort())
        .flatMap(columns -> columns.stream())
        .map(column -> column.replaceFirst("^-", ""));
  }

  private static Set<String> keys(ModelTable report) {
    return report.columns().stream()
        .filter(column -> model.figure(report, column).isEmpty() && !column.isDocument())
        .map(ModelColumn::name)
        .filter(column -> !LABELS.contains(column))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Figure figure(DashboardTile tile, String column) {
    return model.figure(tile.report(), tile.report().column(column).orElseThrow()).orElseThrow();
  }

  @Test
  void nothingThatPeopleReadLacksAComment() {
    List<ModelTable> tables = model.tables();
    assertThat(tables)
        .isNotEmpty()
        .allSatisfy(
            table -> {
              assertThat(table.comment()).isNotBlank();
              assertThat(table.columns())
                  .isNotEmpty()
                  .allSatisfy(column -> assertThat(column.comment()).isNotBlank());
            });
  }
}
