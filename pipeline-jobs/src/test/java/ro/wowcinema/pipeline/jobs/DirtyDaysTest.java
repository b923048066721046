package ro.wowcinema.pipeline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.Checksums;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;
import ro.wowcinema.platform.simulator.Simulator;
import ro.wowcinema.platform.simulator.world.Simulation;

/**
 * A simulated week and a half with every kind of bad record: long enough for a second IMDb snapshot
 * and a new price.
 */
final class DirtyDaysTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension static final WarehouseDatabase other = new WarehouseDatabase();

  @TempDir static Path landing;

  private static final LocalDate FROM = LocalDate.of(2026, 9, 25);
  private static final List<LocalDate> DATES = FROM.datesUntil(FROM.plusDays(10)).toList();
  private static final LoadFixture loads = LoadFixture.of(warehouse);

  @BeforeAll
  static void load() throws IOException {
    new Simulator(new Simulation(FROM, DATES.size(), 150, 200, 0.8, 7, 0.05))
        .writeTo(landing, day -> {});
    loads.open(landing);
    loads.run(DATES.toArray(LocalDate[]::new));
  }

  @Test
  void versionsHaveNeitherGapsNorOverlaps() {
    for (String dimension : List.of("user", "title", "plan")) {
      assertThat(
              loads.rows(
                  """
                  select id, valid_from from (
                    select %1$s_id as id, valid_from, valid_to, is_current,
                      lag(valid_to, 1, '1900-01-01T00:00Z') over chain as expected_from,
                      lead(valid_from) over chain as next_from
                    from warehouse.dim_%1$s window chain as (partition by %1$s_id order by valid_from)
                  ) as versions
                  where valid_from <> expected_from or is_current <> (next_from is null)
                    or (next_from is null and valid_to <> '9999-12-31T00:00Z')
                  """
                      .formatted(dimension)))
          .as("gaps and overlaps in dim_" + dimension)
          .isEmpty();
      assertThat(
              loads.rows(
                  "select %1$s_id from warehouse.dim_%1$s group by 1 having count(*) > 1"
                      .formatted(dimension)))
          .as("members of dim_%s that changed", dimension)
          .isNotEmpty();
    }
  }

  @Test
  void everySessionPointsToTheVersionsOfItsStart() {
    String unlessRight =
        """
        select session_id from warehouse.fact_watch_session as f where not exists (
          select from warehouse.dim_%1$s as d where d.%1$s_key = f.%1$s_key and d.%1$s_id = f.%1$s_id
            and f.session_start >= d.valid_from and f.session_start < d.valid_to)
        """;

    assertThat(loads.rows(unlessRight.formatted("user"))).isEmpty();
    assertThat(loads.rows(unlessRight.formatted("title"))).isEmpty();
    assertThat(
            loads.rows(
                """
                select session_id, f.plan_key, p.plan_key
                from warehouse.fact_watch_session as f
                join warehouse.dim_user as u using (user_key)
                left join warehouse.dim_plan as p on p.plan_id = u.plan_id
                  and f.session_start >= p.valid_from and f.session_start < p.valid_to
                where f.plan_key <> coalesce(p.plan_key, -1)
                """))
        .isEmpty();
    assertThat(loads.rows("select count(distinct user_key) > 50 from warehouse.fact_watch_session"))
        .containsExactly("true");
  }

  @Test
  void noReferenceDangles() {
    assertThat(dangling("fact_watch_session", "region_code", "dim_region")).isEmpty();
    assertThat(dangling("fact_watch_session", "reaction_code", "dim_reaction")).isEmpty();
    assertThat(dangling("dim_user", "region_code", "dim_region")).isEmpty();
    for (String bridge : List.of("bridge_title_genre", "bridge_title_director")) {
      assertThat(dangling(bridge, "title_key", "dim_title")).isEmpty();
      assertThat(loads.rows("select title_key from warehouse." + bridge)).isNotEmpty();
    }
    assertThat(dangling("bridge_title_genre", "genre_key", "dim_genre")).isEmpty();
    assertThat(dangling("bridge_title_director", "person_key", "dim_person")).isEmpty();
    assertThat(
            loads.rows(
                """
                select session_id from warehouse.fact_watch_session as f where not exists (
                  select from warehouse.dim_date as d where d.date_key = f.start_date_key
                    and d.calendar_date = mart.bucharest_date(f.session_start))
                """))
        .isEmpty();
  }

  @Test
  void everySessionThatWasDeliveredIsThereOnce() {
    assertThat(loads.rows("select session_id from warehouse.fact_watch_session order by 1"))
        .isEqualTo(loads.rows("select distinct log_id from cleansed.session_record order by 1"))
        .hasSizeGreaterThan(100);
  }

  @Test
  void accountingClosesForEveryFile() {
    assertThat(
            loads.rows(
                """
                select source_file_id, file_name, logical_date from ops.source_file as s
                where lines_read <> loaded + duplicates + rejected
                  or rejected <> (select count(*) from ops.quarantine as q where q.source_file_id = s.source_file_id)
                  or warnings <> (select count(*) from ops.field_warning as w where w.source_file_id = s.source_file_id)
                """))
        .isEmpty();
    assertThat(
            loads.rows(
                """
                select bool_and(state in ('cleansed', 'superseded')), sum(rejected) > 0, sum(duplicates) > 0, sum(warnings) > 0
                from ops.source_file
                """))
        .containsExactly("true | true | true | true");
  }

  /** Only sessions that start after the as-of date wait for their day. */
  @Test
  void nothingWaitsAfterwards() {
    List<String> queues = Checksums.tables(warehouse.dsl(), "staging", "change_queue");
    assertThat(queues).contains("change_queue.changed_log").hasSizeGreaterThan(20);
    for (String table : queues) {
      String due =
          table.equals("change_queue.session_delta")
              ? " where session_start < (select mart.start_of(as_of_date + 1) from mart.as_of)"
              : "";
      assertThat(loads.rows("select * from " + table + due)).as(table).isEmpty();
    }
  }

  @Test
  void runningAllDatesAgainChangesNothingAndForcingThemNeither() {
    var before = Checksums.ofStar(warehouse.dsl());
    var writers = loads.whoWroteWhat();

    loads.run(DATES.toArray(LocalDate[]::new));
    assertThat(loads.whoWroteWhat()).isEqualTo(writers);

    loads.force(DATES.get(3));
    loads.force(FROM);
    assertThat(Checksums.ofStar(warehouse.dsl())).isEqualTo(before);
  }

  @Test
  void anyOrderOfDatesGivesTheSameStar() {
    List<LocalDate> shuffled = new ArrayList<>(DATES);
    Collections.shuffle(shuffled, new Random(3));
    LoadFixture elsewhere = LoadFixture.of(other);
    elsewhere.open(landing);

    elsewhere.run(shuffled.toArray(LocalDate[]::new));

    assertThat(Checksums.ofStarWithoutSurrogateKeys(other.dsl()))
        .isEqualTo(Checksums.ofStarWithoutSurrogateKeys(warehouse.dsl()));
    assertThat(Checksums.ofStar(other.dsl())).isNotEqualTo(Checksums.ofStar(warehouse.dsl()));
    assertThat(elsewhere.rows("select as_of_date from mart.as_of"))
        .isEqualTo(loads.rows("select as_of_date from mart.as_of"))
        .containsExactly(DATES.get(9).toString());
  }

  private static List<String> dangling(String table, String key, String dimension) {
    return loads.rows(
        """
        select f.%2$s from warehouse.%1$s as f
        where not exists (select from warehouse.%3$s as d where d.%2$s = f.%2$s)
        """
            .formatted(table, key, dimension));
  }
}
