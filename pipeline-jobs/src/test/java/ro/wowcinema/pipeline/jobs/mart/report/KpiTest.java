package ro.wowcinema.pipeline.jobs.mart.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.inline;
import static ro.wowcinema.pipeline.jobs.testing.LiteralTable.rows;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** One viewer of two dramas, one without a runtime; figures that can be checked by hand. */
final class KpiTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension final LoadFixture loads = LoadFixture.ofReports(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  @BeforeEach
  void loadMonday() {
    loads
        .on(MONDAY)
        .plans(
            "plan_id | plan_name | monthly_price | currency_code | discount_percent\n1 | Bronze | 4.00 | USD | 25")
        .users(
            "user_id | region_code | plan_id | subscription_start_date | updated_at\n7 | 13 | 1 | 2026-09-01 | 2026-09-01T08:00:00Z")
        .titles(
            "tconst | titleType | runtimeMinutes | genres\ntt1 | movie | 100 | Comedy,Drama\ntt2 | movie | | Drama")
        .sessions(
            """
            log_id | user_id | title_id | session_start        | session_end          | region_code | rating | reaction | emitted_at
            a      | 7       | tt1      | 2026-09-28T18:00:00Z | 2026-09-28T19:30:00Z | 12          | 8      | 1        | 2026-09-28T20:00:00Z
            b      | 7       | tt2      | 2026-09-28T20:00:00Z | 2026-09-28T20:30:00Z | 12          |        |          | 2026-09-28T21:00:00Z
            c      | 7       | tt1      | 2026-09-28T20:40:00Z |                      | 13          |        |          | 2026-09-28T21:00:00Z
            """);
    loads.run(MONDAY);
  }

  @Test
  void valuesAreWeightedMeansOfTheComponentsThatAreKnown() {
    assertThat(loads.rows("select kpi, segment, value from mart.kpi"))
        .isEqualTo(
            rows(
                """
                genre_popularity_index          | Comedy | 76.5
                genre_popularity_index          | Drama  | 86.12
                movie_engagement_quality_index  | all    | 88.81
                movie_engagement_quality_index  | tt1    | 92.22
                movie_engagement_quality_index  | tt2    | 81.97
                subscription_tier_effectiveness | Bronze | 97.69
                user_engagement_score           | Bronze | 76.5
                user_engagement_score           | all    | 76.5
                """));
  }

  @Test
  void componentsAreShownAndThoseNotKnownAreNull() {
    assertThat(
            loads.rows(
                "select components::text from mart.kpi where segment in ('tt1', 'tt2') or kpi = 'user_engagement_score' and segment = 'all' order by 1"))
        .isEqualTo(
            rows(
                """
                {"activity": 1.0000, "frequency": 0.1000, "completion": 0.9000, "satisfaction": 0.8000}
                {"reaction": 1.0000, "completion": 0.9000, "popularity": 0.6309, "versus_imdb": null, "platform_rating": 0.8000}
                {"reaction": 1.0000, "completion": 0.9000, "popularity": 1.0000, "versus_imdb": null, "platform_rating": 0.8000}
                """));
  }

  /** Eve is known, but has left her plan and watched nothing. */
  @Test
  void planWithoutSubscriberHasNoKpi() {
    loads
        .on(TUESDAY)
        .plans(
            "plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 4.00 | USD\n2 | Silver | 5.00 | USD")
        .users(
            "user_id | plan_id | subscription_start_date | subscription_end_date | updated_at\n8 | 2 | 2026-06-01 | 2026-07-01 | 2026-06-01T08:00:00Z");
    loads.run(TUESDAY);

    assertThat(
            loads.rows(
                "select kpi, segment from mart.kpi where segment in ('Bronze', 'Silver') order by 1"))
        .containsExactly(
            "subscription_tier_effectiveness | Bronze", "user_engagement_score | Bronze");
  }

  /** A movie's index is kept from one publication to the next; the others are computed on read. */
  @Test
  void weightsOfAMoviesIndexCountFromTheNextPublicationOn() {
    String weigh =
        "update mart.kpi_weight set weight = {0} where kpi = 'movie_engagement_quality_index' and component = 'completion'";
    String indices =
        "select segment, value from mart.kpi where kpi = 'movie_engagement_quality_index'";

    warehouse.owner().execute(weigh, inline(0.6));
    List<String> weighed = loads.rows(indices);
    loads.run(MONDAY);
    List<String> published = loads.rows(indices);
    warehouse.owner().execute(weigh, inline(0.3));

    assertThat(weighed).isEqualTo(rows("all | 89.1\ntt1 | 92.22\ntt2 | 81.97\n"));
    assertThat(published).isEqualTo(rows("all | 89.1\ntt1 | 91.67\ntt2 | 83.98\n"));
  }

  @Test
  void everyComponentHasAWeightAndEveryWeightAComponent() {
    assertThat(
            loads.rows(
                """
                select kpi, component from mart.kpi_weight
                except select kpi, jsonb_object_keys(components) from mart.kpi
                """))
        .isEmpty();
    assertThat(loads.rows("select distinct sum(weight) from mart.kpi_weight group by kpi"))
        .containsExactly("1");
  }
}
