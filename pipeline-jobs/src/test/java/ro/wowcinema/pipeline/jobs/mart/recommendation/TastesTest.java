package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

final class TastesTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.ofReports(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final Instant END = Instant.parse("2026-09-28T21:00:00Z");

  @Test
  void preferenceIsMadeOfCompletionReactionAndRating() {
    deliver(
        3,
        """
        log_id | user_id | title_id | session_start        | session_end          | rating | reaction | emitted_at
        a      | 1       | tt1      | 2026-09-28T06:00:00Z | 2026-09-28T06:50:00Z |        |          | 2026-09-28T20:00:00Z
        b      | 1       | tt1      | 2026-09-28T07:00:00Z | 2026-09-28T08:40:00Z | 10     | 1        | 2026-09-28T20:00:00Z
        c      | 1       | tt2      | 2026-09-28T09:00:00Z | 2026-09-28T09:10:00Z | 6      | -1       | 2026-09-28T20:00:00Z
        d      | 1       | tt3      | 2026-09-28T10:00:00Z |                      |        |          | 2026-09-28T20:00:00Z
        """);

    // The usual rating is 8. tt1: completed, liked, 2 above: 1 + 0.5 + 0.2. tt2: 0.1 - 0.5 - 0.2 is
    // less than nothing.
    // tt3 has no known ratio: 0.5.
    assertThat(
            loads.rows(
                "select title_id, preference from mart.movie_preference('2026-09-28T21:00:00Z') order by 1"))
        .isEqualTo(
            rows(
                """
                tt1 | 170
                tt2 | 0
                tt3 | 50
                """));
    assertThat(titles(Tastes::watched)).containsExactly("tt1", "tt2", "tt3");
    assertThat(titles(Tastes::counted))
        .as("what is not liked at all speaks for nothing")
        .containsExactly("tt1", "tt3");
  }

  @Test
  void ofManyMoviesTheFiftyWatchedLastCount() {
    deliver(
        53,
        IntStream.rangeClosed(1, 53)
            .mapToObj(
                n ->
                    "log%d | 1 | tt%d | 2026-09-28T%02d:%02d:00Z | 2026-09-28T%02d:%02d:30Z | 2026-09-28T20:00:00Z"
                        .formatted(n, n, n / 10, n % 10 * 6, n / 10, n % 10 * 6))
            .collect(
                Collectors.joining(
                    "\n",
                    "log_id | user_id | title_id | session_start | session_end | emitted_at\n",
                    "")));

    assertThat(titles(Tastes::watched)).hasSize(53);
    assertThat(titles(Tastes::counted)).hasSize(50).doesNotContain("tt1", "tt2", "tt3");
  }

  @Test
  void tastesOfSomeUsersAreThoseAmongAll() {
    deliver(
        3,
        """
        log_id | user_id | title_id | session_start        | session_end          | rating | emitted_at
        a      | 1       | tt1      | 2026-09-28T06:00:00Z | 2026-09-28T06:50:00Z | 3      | 2026-09-28T20:00:00Z
        b      | 2       | tt1      | 2026-09-28T07:00:00Z | 2026-09-28T08:40:00Z | 10     | 2026-09-28T20:00:00Z
        c      | 2       | tt2      | 2026-09-28T09:00:00Z | 2026-09-28T09:10:00Z | 6      | 2026-09-28T20:00:00Z
        """);
    String some = "select * from watched_movie order by user_id, title_id";

    List<String> one = of("(2)", some);
    List<String> many = of("(1), (2), (3), (4), (5)", some);

    assertThat(one).hasSize(2);
    assertThat(many).hasSize(3).containsAll(one);
    assertThat(many).isEqualTo(before(some));
  }

  private static List<String> of(String users, String sql) {
    return warehouse
        .database()
        .transaction(
            dsl -> {
              dsl.execute(
                  "create temporary table asked on commit drop as select * from (values %s) as v (user_id)"
                      .formatted(users));
              Tastes.of(dsl, DSL.table(DSL.name("asked")));
              return dsl.fetch(sql).map(row -> row.intoList().toString());
            });
  }

  private static List<String> before(String sql) {
    return warehouse
        .database()
        .transaction(
            dsl -> {
              Tastes.before(dsl, END);
              return dsl.fetch(sql).map(row -> row.intoList().toString());
            });
  }

  private static List<String> titles(Function<Tastes, Table<?>> which) {
    return warehouse
        .database()
        .transaction(
            dsl -> {
              Table<?> table = which.apply(Tastes.before(dsl, END));
              return dsl.fetch("select title_id from {0} order by title_id", table)
                  .getValues(0, String.class);
            });
  }

  private void deliver(int titles, String sessions) {
    loads
        .on(MONDAY)
        .plans("plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 3.99 | USD")
        .titles(
            IntStream.rangeClosed(1, titles)
                .mapToObj(n -> "tt%d | movie | 100".formatted(n))
                .collect(Collectors.joining("\n", "tconst | titleType | runtimeMinutes\n", "")))
        .users(
            IntStream.rangeClosed(1, 40)
                .mapToObj(n -> n + " | 1 | 2026-09-01 | true | 2026-09-01T08:00:00Z")
                .collect(
                    Collectors.joining(
                        "\n",
                        "user_id | plan_id | subscription_start_date | consent_personalisation | updated_at\n",
                        "")))
        .sessions(sessions);
    loads.run(MONDAY);
  }
}
