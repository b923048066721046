package ro.wowcinema.pipeline.jobs.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.RandomCases;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.fact.DayFiles.SessionLine;
import ro.wowcinema.pipeline.jobs.fact.DayFiles.UserLine;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;
import ro.wowcinema.pipeline.jobs.testing.WarehouseCleaner;

final class WatchSessionFactPropertyTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

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
        f.region_code, f.close_reason, f.session_end, f.watched_minutes, f.viewed_minutes, round(f.completion_ratio, 10),
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

  private final LoadFixture loads = LoadFixture.ofSessionFacts(warehouse).withAnyShrinking();

  @Test
  void afterEveryLoadTheStarIsWhatRebuildingItWouldGive() {
    RandomCases.check(
        8, WatchSessionFactPropertyTest::history, this::assertEveryLoadGivesTheRebuiltStar);
  }

  private void assertEveryLoadGivesTheRebuiltStar(List<DayFiles> history) throws IOException {
    WarehouseCleaner.wipe(warehouse.owner());
    loads.open();
    try {
      load(history);
    } finally {
      loads.close();
    }
  }

  private void load(List<DayFiles> history) {
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
  private static List<DayFiles> history(Random random) {
    return RandomCases.list(
        random,
        2,
        5,
        day ->
            new DayFiles(
                RandomCases.between(day, 0, 3),
                maybe(day, 0.4, WatchSessionFactPropertyTest::plans),
                maybe(day, 0.4, WatchSessionFactPropertyTest::runtimes),
                maybe(
                    day,
                    0.6,
                    users -> RandomCases.list(users, 0, 4, WatchSessionFactPropertyTest::userLine)),
                maybe(
                    day,
                    0.8,
                    sessions ->
                        RandomCases.list(
                            sessions, 0, 5, WatchSessionFactPropertyTest::sessionLine))));
  }

  private static <T> Optional<T> maybe(Random random, double share, Function<Random, T> generator) {
    return Optional.ofNullable(RandomCases.orNull(random, share, generator));
  }

  private static Map<Integer, String> plans(Random random) {
    return someOf(random, List.of(1, 2), price -> RandomCases.oneOf(price, "1.00", "2.00"));
  }

  private static Map<String, Optional<Integer>> runtimes(Random random) {
    return someOf(
        random,
        List.of("tt1", "tt2"),
        runtime -> Optional.ofNullable(RandomCases.oneOf(runtime, 2000, 800, 0, null)));
  }

  private static <K, V> Map<K, V> someOf(Random random, List<K> keys, Function<Random, V> value) {
    Map<K, V> some = new TreeMap<>();
    for (K key : keys) {
      if (random.nextBoolean()) {
        some.put(key, value.apply(random));
      }
    }
    return some;
  }

  private static UserLine userLine(Random random) {
    return new UserLine(
        RandomCases.between(random, 1, 2),
        RandomCases.between(random, 0, 7),
        RandomCases.between(random, 1, 3),
        RandomCases.orNull(random, 0.8, region -> RandomCases.oneOf(region, 12, 13)),
        RandomCases.orNull(random, 0.8, year -> RandomCases.oneOf(year, 1990, 1991)),
        RandomCases.oneOf(random, false, false, false, true));
  }

  private static SessionLine sessionLine(Random random) {
    return new SessionLine(
        RandomCases.oneOf(random, "a", "b", "c", "d"),
        RandomCases.between(random, 1, 3),
        RandomCases.oneOf(random, "tt1", "tt2", "tt3"),
        RandomCases.between(random, 0, 7),
        RandomCases.orNull(random, 0.5, length -> RandomCases.between(length, 0, 3)),
        RandomCases.between(random, 0, 3),
        RandomCases.orNull(random, 0.5, rating -> RandomCases.between(rating, 0, 10)),
        RandomCases.orNull(random, 0.7, region -> RandomCases.oneOf(region, 12, 13)));
  }

  private static Map<String, Long> keys() {
    Map<String, Long> keys = new HashMap<>();
    warehouse.dsl().fetch(KEYS).forEach(row -> keys.put((String) row.get(0), (Long) row.get(1)));
    return keys;
  }
}
