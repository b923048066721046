package ro.wowcinema.pipeline.jobs.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.scd.Scd2Dimension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** {@code docs/data-model.md} is what the migrated schema and the jobs say, and its queries run. */
final class DataModelDocumentTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse);

  private static final Document DOCUMENT = Document.named("data-model.md");
  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  /** Named like references to a dimension, and none: a code of ISO 4217. */
  private static final Set<String> OWN_CODES = Set.of("currency_code");

  private final DagJobs jobs = new DagJobs();
  private final References references = new References(jobs);

  @Test
  void isWhatTheSchemaAndTheJobsSay() throws IOException {
    Star star = star();

    DOCUMENT.assertHasSections(
        Map.of(
            "layers", LayerDiagram.of(jobs, star.reports()),
            "star", StarDiagram.of(star.tables(), references),
            "tables", new StarReference(star, jobs, references).text()));
  }

  @Test
  void everyKeyOfFactsAndBridgesPointsToADimension() {
    for (StarTable table : star().tables()) {
      if (table.isFact() || table.isBridge()) {
        assertThat(table.columns())
            .filteredOn(StarColumn::isNamedLikeAReference)
            .filteredOn(column -> !OWN_CODES.contains(column.name()))
            .isNotEmpty()
            .allSatisfy(
                column ->
                    assertThat(references.of(table, column))
                        .as(
                            "what %s.%s points to; add a check to its job",
                            table.name(), column.name())
                        .isPresent());
      }
    }
  }

  @Test
  void everyReferenceJoinsColumnsThatAreThere() {
    List<StarTable> tables = star().tables();

    assertThat(references.all())
        .allSatisfy(
            reference -> {
              assertThat(tables)
                  .anyMatch(
                      table ->
                          table.name().equals(reference.table()) && table.has(reference.column()));
              assertThat(tables)
                  .anyMatch(
                      table ->
                          table.name().equals(reference.dimension())
                              && table.has(reference.key())
                              && (reference.isNatural() || table.key().equals(reference.key())));
            });
  }

  @Test
  void commentsSayWhatIsTrackedAndOverwritten() {
    for (StarTable table : star().tables()) {
      StarReference.versions(jobs, table)
          .ifPresent(
              dimension -> {
                assertThat(commented(table, "(tracked)"))
                    .containsExactlyInAnyOrderElementsOf(names(dimension.tracked()));
                assertThat(names(dimension.overwritten()))
                    .containsAll(commented(table, "(overwritten on all versions)"));
              });
    }
  }

  @Test
  void datesOfVersionsSayTheSameAsTheKeysOfSessions() throws IOException {
    loadUserWhoChangedPlan();

    List<String> byKey = loads.rows(DOCUMENT.query("By key"));

    assertThat(byKey).isEqualTo(rows("a | 7 | Bronze\nb | 7 | Silver"));
    assertThat(loads.rows(DOCUMENT.query("By date"))).isEqualTo(byKey);
    assertThat(loads.rows(DOCUMENT.query("As it is now")))
        .isEqualTo(rows("a | 7 | Silver\nb | 7 | Silver"));
  }

  @Test
  void everyQueryFindsSomething() throws IOException {
    loadUserWhoChangedPlan();

    assertThat(DOCUMENT.queries())
        .hasSizeGreaterThan(3)
        .allSatisfy(query -> assertThat(loads.rows(query)).as(query).isNotEmpty());
  }

  @Test
  void versionsStartAndEndWhereTheDocumentSays() throws IOException {
    loadUserWhoChangedPlan();

    assertThat(loads.rows(DOCUMENT.query("Versions of a user")))
        .isEqualTo(
            rows(
                """
                1 | %s | 2026-09-29T10:00:00Z | false
                2 | 2026-09-29T10:00:00Z | %s | true
                """
                    .formatted(Scd2Dimension.BEGINNING, Scd2Dimension.END)));
  }

  private void loadUserWhoChangedPlan() {
    loads
        .on(MONDAY)
        .plans(
            """
            plan_id | plan_name | monthly_price | currency_code | discount_percent
            1       | Bronze    | 3.99          | USD           | 15
            2       | Silver    | 5.99          | USD           | 30
            """)
        .titles(
            """
            tconst | titleType | primaryTitle | runtimeMinutes | genres
            tt1    | movie     | One          | 100            | Drama,Comedy
            """)
        .users(user(1, "2026-09-01T08:00:00Z"))
        .sessions(session("a", "2026-09-28T17:00:00Z"));
    loads
        .on(TUESDAY)
        .users(user(2, "2026-09-29T10:00:00Z"))
        .sessions(session("b", "2026-09-29T17:00:00Z"));
    loads.run(MONDAY, TUESDAY);
  }

  private static String user(int plan, String updatedAt) {
    return "user_id | plan_id | subscription_start_date | updated_at\n7 | %d | 2026-09-01 | %s"
        .formatted(plan, updatedAt);
  }

  private static String session(String log, String start) {
    return "log_id | user_id | title_id | session_start | emitted_at\n%s | 7 | tt1 | %s | %s"
        .formatted(log, start, start);
  }

  private static Star star() {
    return new Star(warehouse.dsl());
  }

  private static List<String> commented(StarTable table, String word) {
    return table.columns().stream()
        .filter(column -> column.comment().contains(word))
        .map(StarColumn::name)
        .toList();
  }

  private static List<String> names(List<Field<?>> columns) {
    return columns.stream().map(Field::getName).toList();
  }
}
