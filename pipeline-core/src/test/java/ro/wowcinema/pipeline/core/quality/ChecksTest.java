package ro.wowcinema.pipeline.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.jooq.impl.DSL.select;
import static ro.wowcinema.warehouse.warehouse.Tables.BRIDGE_TITLE_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_DATE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_GENRE;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_PERSON;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_PLAN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.scd.Scd2Dimension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/**
 * Each kind of check about rows, tripped and not, on tables of the star; figures, which need a
 * history of runs, are in {@code CheckHistoryTest}.
 */
final class ChecksTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final CheckedTask TASK =
      new CheckedTask("warehouse", "a", LocalDate.of(2026, 10, 25));
  private static final Scd2Dimension PLANS =
      new Scd2Dimension(
          DIM_PLAN,
          DIM_PLAN.PLAN_KEY,
          DIM_PLAN.PLAN_ID,
          DIM_PLAN.VALID_FROM,
          DIM_PLAN.VALID_TO,
          DIM_PLAN.IS_CURRENT,
          List.of(DIM_PLAN.PLAN_NAME),
          List.of());
  private static final Set<CheckKind> TRIPPED = EnumSet.noneOf(CheckKind.class);
  private static final Set<CheckKind> PASSED = EnumSet.noneOf(CheckKind.class);

  @BeforeEach
  void startEmpty() {
    warehouse.truncateAll();
  }

  @AfterAll
  static void everyKindAboutRowsWasTrippedAndPassed() {
    Set<CheckKind> aboutRows =
        EnumSet.complementOf(EnumSet.of(CheckKind.ROW_COUNT, CheckKind.FRESHNESS));
    assertThat(new TreeSet<>(TRIPPED)).containsExactlyElementsOf(aboutRows);
    assertThat(new TreeSet<>(PASSED)).containsExactlyElementsOf(aboutRows);
  }

  @Test
  void notNull() {
    Checks checks = Checks.of(DIM_PERSON).notNull(DIM_PERSON.PERSON_NAME);
    person("nm1", "'Ana'", "1970");

    passes(checks);
    person("nm2", "null", "null");
    trips(checks, "not_null(person_name)", "1 of 3 rows", "nm2");
  }

  @Test
  void unique() {
    Checks checks = Checks.of(DIM_PERSON).unique(DIM_PERSON.PERSON_NAME, DIM_PERSON.BIRTH_YEAR);
    person("nm1", "'Ana'", "1970");
    person("nm2", "'Ana'", "1971");

    passes(checks);
    person("nm3", "'Ana'", "1971");
    trips(checks, "unique(person_name, birth_year)", "1 of 4 rows", "\"occurrences\": 2");
  }

  @Test
  void acceptedValues() {
    Checks checks =
        Checks.of(DIM_PERSON).acceptedValues(DIM_PERSON.PERSON_NAME, List.of("Unknown", "Ana"));
    person("nm1", "'Ana'", "1970");
    person("nm2", "null", "null");

    passes(checks);
    person("nm3", "'Ion'", "1970");
    trips(checks, "accepted_values(person_name)", "1 of 4 rows", "Ion");
  }

  @Test
  void range() {
    Checks checks = Checks.of(DIM_PERSON).range(DIM_PERSON.BIRTH_YEAR, 1850, 2020);
    person("nm1", "'Ana'", "1850");
    person("nm2", "'Ana'", "2020");
    person("nm3", "'Ana'", "null");

    passes(checks);
    person("nm4", "'Ana'", "2021");
    trips(checks, "range(birth_year)", "1 of 5 rows", "nm4");
  }

  @Test
  void relationship() {
    Checks checks =
        Checks.of(BRIDGE_TITLE_GENRE)
            .relationship(BRIDGE_TITLE_GENRE.GENRE_KEY, DIM_GENRE.GENRE_KEY);
    insert("bridge_title_genre (title_key, genre_key, title_id, weight)", "1, -1, 'tt1', 1");

    passes(checks);
    insert("bridge_title_genre (title_key, genre_key, title_id, weight)", "1, 77, 'tt1', 1");
    trips(checks, "relationship(genre_key)", "1 of 2 rows", "77");
  }

  @Test
  void relationshipOfNothingHolds() {
    Checks checks =
        Checks.of(DIM_PERSON)
            .relationship(
                List.of(DIM_PERSON.BIRTH_YEAR, DIM_PERSON.DEATH_YEAR),
                List.of(DIM_DATE.DATE_KEY, DIM_DATE.DATE_KEY));
    person("nm1", "'nobody'", "1970");

    passes(checks);
  }

  @Test
  void relationshipLeadsToPrimaryKey() {
    Checks checks = Checks.of(DIM_PERSON);

    assertThatThrownBy(() -> checks.relationship(DIM_PERSON.PERSON_NAME, DIM_GENRE.GENRE_NAME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a relationship leads to a primary key");
  }

  @Test
  void timelineWithoutGapHolds() {
    plan(1, "1900-01-01", "2026-01-01", false);
    plan(1, "2026-01-01", "2026-02-01", false);
    plan(1, "2026-02-01", "9999-12-31", true);
    plan(2, "1900-01-01", "9999-12-31", true);

    passes(Checks.of(DIM_PLAN).timelines(PLANS));
  }

  @Test
  void timelineWithGap() {
    plan(1, "1900-01-01", "2026-01-01", false);
    plan(1, "2026-01-02", "9999-12-31", true);

    trips(Checks.of(DIM_PLAN).timelines(PLANS), "timeline(plan_id)", "1 of 3 rows", "2026-01-01");
  }

  @Test
  void timelineWithOverlap() {
    plan(1, "1900-01-01", "2026-01-03", false);
    plan(1, "2026-01-02", "9999-12-31", true);

    trips(Checks.of(DIM_PLAN).timelines(PLANS), "timeline(plan_id)", "1 of 3 rows", "2026-01-03");
  }

  @Test
  void timelineThatStartsLateEndsEarlyOrHasNoCurrentVersion() {
    plan(1, "2020-01-01", "9999-12-31", true);
    plan(2, "1900-01-01", "2026-01-01", true);
    plan(3, "1900-01-01", "9999-12-31", false);

    trips(Checks.of(DIM_PLAN).timelines(PLANS), "timeline(plan_id)", "3 of 4 rows", "2020-01-01");
  }

  @Test
  void customCondition() {
    Checks checks =
        Checks.of(DIM_PERSON)
            .noRowWhere("dies after birth", DIM_PERSON.DEATH_YEAR.lt(DIM_PERSON.BIRTH_YEAR));
    insert(
        "dim_person (person_key, person_id, birth_year, death_year, in_imdb, is_inferred)",
        "1, 'nm1', 1900, 1950, true, false");

    passes(checks);
    insert(
        "dim_person (person_key, person_id, birth_year, death_year, in_imdb, is_inferred)",
        "2, 'nm2', 1950, 1900, true, false");
    trips(checks, "dies after birth", "1 of 3 rows", "nm2");
  }

  @Test
  void customQuery() {
    Checks checks =
        Checks.of(DIM_PERSON)
            .noRowOf(
                "nobody is called Ion",
                rows ->
                    select(DIM_PERSON.PERSON_ID)
                        .from(DIM_PERSON)
                        .where(rows)
                        .and(DIM_PERSON.PERSON_NAME.eq("Ion")));
    person("nm1", "'Ana'", "1970");

    passes(checks);
    person("nm2", "'Ion'", "1970");
    trips(checks, "nobody is called Ion", "1 of 3 rows", "[{\"person_id\": \"nm2\"}]");
  }

  @Test
  void rowsOutOfScopeAreNotLookedAt() {
    Checks checks =
        Checks.of(DIM_PERSON)
            .within((dsl, date) -> DIM_PERSON.PERSON_ID.eq("nm1"))
            .notNull(DIM_PERSON.PERSON_NAME)
            .unique(DIM_PERSON.PERSON_NAME);
    person("nm1", "'Ana'", "1970");
    person("nm2", "null", "null");
    person("nm3", "'Ana'", "null");

    assertThat(audit(checks))
        .extracting(CheckResult::outcome, CheckResult::detail)
        .containsOnly(tuple(CheckOutcome.PASSED, "0 of 1 rows"));
  }

  @Test
  void limitsBelongToTheCheckBeforeThem() {
    Checks checks =
        Checks.of(DIM_PERSON)
            .notNull(DIM_PERSON.PERSON_NAME)
            .warning()
            .notNull(DIM_PERSON.BIRTH_YEAR)
            .warningAbove(Limit.rows(2))
            .notNull(DIM_PERSON.DEATH_YEAR)
            .failingAbove(Limit.share(0.9))
            .notNull(DIM_PERSON.PERSON_ID);
    person("nm1", "null", "null");

    assertThat(audit(checks))
        .extracting(CheckResult::outcome)
        .containsExactly(
            CheckOutcome.WARNED, CheckOutcome.PASSED, CheckOutcome.FAILED, CheckOutcome.PASSED);
  }

  @Test
  void atMostFiveRowsAreKeptAsSamples() {
    for (int i = 1; i <= 8; i++) {
      person("nm" + i, "null", "null");
    }

    CheckResult result = audit(Checks.of(DIM_PERSON).notNull(DIM_PERSON.PERSON_NAME)).get(0);

    assertThat(result.offendingRows()).contains(8L);
    assertThat(result.samples().orElseThrow().split("\"person_key\"", -1)).hasSize(5 + 1);
  }

  @Test
  void checkNamesItsSubject() {
    List<Check> checks =
        Checks.of(DIM_PLAN)
            .relationship(DIM_PLAN.PLAN_KEY, DIM_GENRE.GENRE_KEY)
            .timelines(PLANS)
            .rowCount(Deviation.TWOFOLD)
            .list();

    assertThat(checks.get(0).relationship())
        .contains(new Relationship(List.of(DIM_PLAN.PLAN_KEY), List.of(DIM_GENRE.GENRE_KEY)));
    assertThat(checks.get(1).dimension()).contains(PLANS);
    assertThat(checks.get(2).deviation()).contains(Deviation.TWOFOLD);
    assertThat(checks.get(2).relationship()).isEmpty();
    assertThat(checks.get(0).dimension()).isEmpty();
    assertThat(checks.get(1).deviation()).isEmpty();
  }

  private static List<CheckResult> audit(Checks checks) {
    return new Audit(warehouse.dsl(), TASK).of(checks.list());
  }

  private static void passes(Checks checks) {
    assertThat(audit(checks)).extracting(CheckResult::outcome).containsOnly(CheckOutcome.PASSED);
    checks.list().forEach(check -> PASSED.add(check.kind()));
  }

  private static void trips(Checks checks, String name, String detail, String sample) {
    List<CheckResult> results = audit(checks);
    assertThat(results).hasSize(1);
    CheckResult result = results.get(0);
    assertThat(result.outcome()).isEqualTo(CheckOutcome.FAILED);
    assertThat(result.check().name()).isEqualTo(name);
    assertThat(result.detail()).isEqualTo(detail);
    assertThat(result.samples().orElseThrow()).contains(sample);
    TRIPPED.add(result.check().kind());
  }

  private static void person(String id, String name, String birthYear) {
    insert(
        "dim_person (person_key, person_id, person_name, birth_year, in_imdb, is_inferred)",
        String.join(", ", Arrays.asList(id.substring(2), "'" + id + "'", name, birthYear))
            + ", true, false");
  }

  private static void plan(int id, String from, String to, boolean isCurrent) {
    warehouse
        .dsl()
        .insertInto(DIM_PLAN)
        .set(DIM_PLAN.PLAN_KEY, warehouse.dsl().fetchCount(DIM_PLAN) + 1L)
        .set(DIM_PLAN.PLAN_ID, id)
        .set(DIM_PLAN.IS_OFFERED, true)
        .set(DIM_PLAN.VALID_FROM, Instant.parse(from + "T00:00:00Z"))
        .set(DIM_PLAN.VALID_TO, Instant.parse(to + "T00:00:00Z"))
        .set(DIM_PLAN.IS_CURRENT, isCurrent)
        .execute();
  }

  private static void insert(String table, String values) {
    warehouse.dsl().execute("insert into warehouse." + table + " values (" + values + ")");
  }
}
