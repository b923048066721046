package ro.wowcinema.pipeline.jobs.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import ro.wowcinema.pipeline.core.testing.MoreTries;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.core.testing.WarehouseForProperties;
import ro.wowcinema.pipeline.jobs.fact.DayFiles.SessionLine;
import ro.wowcinema.pipeline.jobs.fact.DayFiles.UserLine;
import ro.wowcinema.pipeline.jobs.testing.CleanSlate;
import ro.wowcinema.pipeline.jobs.testing.Loads;

@AddLifecycleHook(WarehouseForProperties.class)
@AddLifecycleHook(MoreTries.class)
final class WatchSessionFactPropertyTest {
  private static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final String PLANS =
      """
      select plan_id, to_char(monthly_price, 'FM990.00'), is_offered, valid_from, valid_to
      from warehouse.dim_plan where plan_key > 0 order by plan_id, valid_from
      """;
  private static final String TITLES =
      """
      select title_id, runtime_minutes, in_imdb, in_catalog, is_inferred, valid_from, valid_to
      from warehouse.dim_title where title_key > 0 order by title_id, valid_from
      """;
  private static final String USERS =
      """
      select user_id, plan_id, region_code, is_deleted, birth_year, is_inferred, valid_from, valid_to
      from warehouse.dim_user where user_key > 0 order by user_id, valid_from
      """;
  private static final String FACTS =
      """
      select f.session_id, u.user_id, u.valid_from, t.title_id, t.valid_from, p.plan_id, p.valid_from,
        f.region_code, f.close_reason, f.session_end, f.watched_minutes, round(f.completion_ratio, 10),
        f.is_completed, f.rating
      from warehouse.fact_watch_session as f
      left join warehouse.dim_user as u on u.user_key = f.user_key and u.user_id = f.user_id
      left join warehouse.dim_title as t on t.title_key = f.title_key and t.title_id = f.title_id
      left join warehouse.dim_plan as p on p.plan_key = f.plan_key
      order by f.session_id
      """;
  private static final String KEYS =
      """
      select 'user ' || user_id || ' since ' || valid_from, user_key from warehouse.dim_user
      union all
      select 'title ' || title_id || ' since ' || valid_from, title_key from warehouse.dim_title
      union all
      select 'plan ' || plan_id || ' since ' || valid_from, plan_key from warehouse.dim_plan
      """;

  private final Loads loads =
      Loads.of(
          warehouse,
          "stage_plans",
          "stage_users",
          "stage_titles",
          "stage_sessions",
          "cleanse_plans",
          "identify_users",
          "cleanse_users",
          "cleanse_titles",
          "cleanse_session_records",
          "cleanse_sessions",
          "dim_plan",
          "dim_user",
          "dim_title",
          "fact_watch_session");

  @BeforeTry
  void nothingKnown() throws IOException {
    CleanSlate.wipe(warehouse.owner());
    loads.open();
  }

  @AfterTry
  void removeFiles() throws IOException {
    loads.close();
  }

  @Property(tries = 8, seed = "1")
  void afterEveryLoadTheStarIsWhatRebuildingItWouldGive(
      @ForAll("histories") List<DayFiles> history) {
    NaiveStar model = new NaiveStar();
    for (DayFiles files : history) {
      Map<String, Long> before = keys();
      model.take(files);
      files.writeTo(loads.on(files.date()));

      loads.run(files.date());

      assertThat(loads.rows(PLANS)).isEqualTo(model.planRows());
      assertThat(loads.rows(TITLES)).isEqualTo(model.titleRows());
      assertThat(loads.rows(USERS)).isEqualTo(model.userRows());
      assertThat(loads.rows(FACTS)).isEqualTo(model.factRows());
      Map<String, Long> after = keys();
      before.keySet().retainAll(after.keySet());
      assertThat(after).containsAllEntriesOf(before);
    }
  }

  /** Dates in any order and again, with other files, with some of them, or as they were. */
  @Provide
  Arbitrary<List<DayFiles>> histories() {
    Arbitrary<Map<Integer, String>> plans =
        Arbitraries.maps(Arbitraries.integers().between(1, 2), Arbitraries.of("1.00", "2.00"));
    Arbitrary<Map<String, Optional<Integer>>> runtimes =
        Arbitraries.maps(
            Arbitraries.of("tt1", "tt2"),
            Arbitraries.of(
                Optional.of(2000), Optional.of(800), Optional.of(0), Optional.<Integer>empty()));
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            plans.optional(0.4),
            runtimes.optional(0.4),
            userLine().list().ofMaxSize(4).optional(0.6),
            sessionLine().list().ofMaxSize(5).optional(0.8))
        .as(DayFiles::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(5);
  }

  private static Arbitrary<UserLine> userLine() {
    return Combinators.combine(
            Arbitraries.longs().between(1, 2),
            Arbitraries.integers().between(0, 7),
            Arbitraries.integers().between(1, 3),
            Arbitraries.of(12, 13).injectNull(0.2),
            Arbitraries.of(1990, 1991).injectNull(0.2),
            Arbitraries.of(false, false, false, true))
        .as(UserLine::new);
  }

  private static Arbitrary<SessionLine> sessionLine() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c", "d"),
            Arbitraries.longs().between(1, 3),
            Arbitraries.of("tt1", "tt2", "tt3"),
            Arbitraries.integers().between(0, 7),
            Arbitraries.integers().between(0, 3).injectNull(0.5),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 10).injectNull(0.5),
            Arbitraries.of(12, 13).injectNull(0.3))
        .as(SessionLine::new);
  }

  private static Map<String, Long> keys() {
    Map<String, Long> keys = new HashMap<>();
    warehouse.dsl().fetch(KEYS).forEach(row -> keys.put((String) row.get(0), (Long) row.get(1)));
    return keys;
  }
}
