package ro.wowcinema.pipeline.jobs.mart.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.WarehouseCleaner;

/**
 * Whether a county's figures are shown only in months for which it is decided so. The week begins
 * in September, the as-of date is in October.
 */
final class SegmentSuppressionTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final LocalDate AS_OF = LocalDate.of(2026, 10, 2);

  private static final String VIEWING =
      "select count(sessions) from mart.viewing_by_segment where day = '2026-10-01'";
  private static final String WEEKLY =
      "select count(active_users) from mart.active_users_by_segment where period_type = 'week'";
  private static final String GENRES = "select count(sessions) from mart.genre_viewing_by_segment";
  private static final String RANKING =
      "select count(*) from mart.movie_ranking_by_segment where activity_window = '%s'";
  private static final String SUBSCRIPTIONS =
      "select count(subscribers) from mart.subscriptions_by_segment where month = '2026-10-01'";
  private static final String MOVEMENT = "select count(users) from mart.mrr_movement_by_segment";

  @BeforeEach
  void fill() {
    List.of(
            "insert into mart.as_of (as_of_date, history_from) values ('%s', '2026-07-01')"
                .formatted(AS_OF),
            "insert into aggregate.plan values (1, 1, 'Gold')",
            "insert into aggregate.viewing_day values ('2026-10-01', 1, 12, 1, 60, 0, 1, 1, 1, 0, 0)",
            "insert into aggregate.active_users select 'week', '2026-09-28', p, r, 1, 1 from (values (1), (null)) as p (p), (values (12), (null)) as r (r)",
            "insert into aggregate.genre_week values ('2026-09-28', 12, 1, 'Drama', 1, 60, 1, 1, 1, 0, 0)",
            "insert into aggregate.title_engagement (title_id, title_name, is_known, is_movie) values ('tt1', 'One', true, true)",
            "insert into aggregate.title_window select w, 'tt1', 1, 12, 1, 60, 1, 0, 0 from unnest('{last_7_days,last_28_days,last_90_days,ever}'::text[]) as w",
            "insert into aggregate.subscription_summary (month, plan_id, plan_name, currency_code, region_code, subscribers, new_subscribers, subscribers_at_end) values ('2026-10-01', 1, 'Gold', 'USD', 12, 1, 0, 1)",
            "insert into aggregate.mrr_movement values ('2026-10-01', 1, 'Gold', 'USD', 12, 'churn', 1, -4)")
        .forEach(statement -> warehouse.owner().execute(statement));
  }

  @AfterEach
  void wipe() {
    WarehouseCleaner.wipe(warehouse.owner());
  }

  /** All counties together, and the plan in all of them, are always shown. */
  private static final int WITHOUT_COUNTY = 2;

  private static final int ALL = 4;

  @Test
  void noFigureOfACountyIsShownWithoutADecision() {
    for (String view : List.of(VIEWING, WEEKLY, GENRES, SUBSCRIPTIONS, MOVEMENT)) {
      assertThat(figures(view)).as(view).isEqualTo(WITHOUT_COUNTY);
    }
    for (String window : List.of("last_7_days", "last_28_days", "last_90_days", "ever")) {
      assertThat(figures(RANKING.formatted(window))).as(window).isEqualTo(WITHOUT_COUNTY);
    }
  }

  @Test
  void monthOfTheFigureDecides() {
    show("2026-10-01");

    assertThat(figures(VIEWING)).isEqualTo(ALL);
    assertThat(figures(SUBSCRIPTIONS)).isEqualTo(ALL);
    assertThat(figures(WEEKLY)).isEqualTo(WITHOUT_COUNTY);
    assertThat(figures(GENRES)).isEqualTo(WITHOUT_COUNTY);
    assertThat(figures(MOVEMENT)).isEqualTo(WITHOUT_COUNTY);
  }

  @Test
  void monthInWhichTheWeekBeginsDoesNotDecideAlone() {
    show("2026-09-01");

    for (String view : List.of(VIEWING, WEEKLY, GENRES, SUBSCRIPTIONS, MOVEMENT)) {
      assertThat(figures(view)).as(view).isEqualTo(WITHOUT_COUNTY);
    }
  }

  @Test
  void bothMonthsOfAWeekAndOfAMovementShowIt() {
    show("2026-09-01");
    show("2026-10-01");

    for (String view : List.of(VIEWING, WEEKLY, GENRES, SUBSCRIPTIONS, MOVEMENT)) {
      assertThat(figures(view)).as(view).isEqualTo(ALL);
    }
    assertThat(figures(RANKING.formatted("last_7_days"))).isEqualTo(ALL);
    assertThat(figures(RANKING.formatted("last_28_days"))).isEqualTo(ALL);
    assertThat(figures(RANKING.formatted("last_90_days"))).isEqualTo(WITHOUT_COUNTY);
    assertThat(figures(RANKING.formatted("ever"))).isEqualTo(WITHOUT_COUNTY);
  }

  @Test
  void allMonthsOfALongWindowSinceTheFirstDeliveryShowIt() {
    show("2026-08-01");
    show("2026-09-01");
    show("2026-10-01");
    assertThat(figures(RANKING.formatted("ever"))).isEqualTo(WITHOUT_COUNTY);

    warehouse.owner().execute("update mart.as_of set history_from = '2026-08-15'");

    assertThat(figures(RANKING.formatted("last_90_days"))).isEqualTo(ALL);
    assertThat(figures(RANKING.formatted("ever"))).isEqualTo(ALL);
  }

  /** The county is shown, and not the plan in it. */
  @Test
  void planInACountyIsDecidedApart() {
    for (String month : List.of("2026-09-01", "2026-10-01")) {
      warehouse
          .owner()
          .execute("insert into aggregate.shown_segment values (?::date, null, 12)", month);
    }

    for (String view :
        List.of(
            VIEWING, WEEKLY, GENRES, SUBSCRIPTIONS, MOVEMENT, RANKING.formatted("last_7_days"))) {
      assertThat(figures(view)).as(view).isEqualTo(WITHOUT_COUNTY + 1);
    }
  }

  private static void show(String month) {
    warehouse.owner().execute("insert into aggregate.shown_segment values (?::date, 1, 12)", month);
    warehouse
        .owner()
        .execute("insert into aggregate.shown_segment values (?::date, null, 12)", month);
  }

  private static int figures(String query) {
    return warehouse.owner().fetchSingle(query).get(0, int.class);
  }
}
