package ro.wowcinema.pipeline.jobs.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * What the views that filter by plan and county answer, against plain SQL over the star schema, for
 * random filters. Nothing is suppressed meanwhile.
 */
final class SegmentComparison {
  /** Sessions up to the as-of date, of the filter's plan and county. */
  private static final String SESSION =
      """
      session as (
        select f.*, p.plan_id, (f.session_start at time zone 'Europe/Bucharest')::date as day
        from warehouse.fact_watch_session as f
        join warehouse.dim_plan as p using (plan_key)
        where (f.session_start at time zone 'Europe/Bucharest')::date <= (select as_of_date from mart.as_of)
          and ({plan} is null or p.plan_id = {plan}) and ({region} is null or f.region_code = {region})
      )
      """;

  private static final String IN_SEGMENT =
      " plan_id is not distinct from {plan} and region_code is not distinct from {region} ";
  private static final String SUMS =
      "coalesce(sum(viewed_seconds), 0), count(completion_ratio), coalesce(sum(completion_ratio), 0),"
          + " count(*) filter (where is_completed), count(rating), coalesce(sum(rating), 0)";
  private static final String SHOWN_SUMS =
      "sum(viewed_seconds), sum(ratio_sessions), sum(ratio_sum), sum(completed), sum(ratings), sum(rating_sum)";

  /** Answers, by what the mart has and what the star has. */
  private static final Map<String, String> QUERIES = new LinkedHashMap<>();

  static {
    QUERIES.put(
        "select day, sum(sessions), sum(unobserved_sessions), "
            + SHOWN_SUMS
            + " from mart.viewing_by_segment where day between {from} and {to} and"
            + IN_SEGMENT
            + "group by day",
        "with "
            + SESSION
            + "select day, count(*), count(*) filter (where close_reason = 'next_session'), "
            + SUMS
            + " from session where day between {from} and {to} group by day");
    QUERIES.put(
        "select period_type, period_start, active_users, sessions from mart.active_users_by_segment where period_start between {from} and {to} and"
            + IN_SEGMENT,
        "with "
            + SESSION
            + """
            select t.period_type, date_trunc(t.period_type, s.day::timestamp)::date, count(distinct s.user_id), count(*)
            from session as s cross join (values ('day'), ('week'), ('month')) as t (period_type)
            where date_trunc(t.period_type, s.day::timestamp)::date between {from} and {to}
            group by 1, 2
            """);
    QUERIES.put(
        "select week, genre, sessions, "
            + SHOWN_SUMS
            + " from mart.genre_viewing_by_segment where week between {from} and {to} and"
            + IN_SEGMENT
            + "group by 1, 2, 3",
        "with "
            + SESSION
            + "select date_trunc('week', s.day::timestamp)::date, g.genre_name, count(*), "
            + SUMS
            + """
             from session as s
            join warehouse.bridge_title_genre as b on b.title_key = s.title_key
            join warehouse.dim_genre as g using (genre_key)
            where date_trunc('week', s.day::timestamp)::date between {from} and {to}
            group by 1, 2
            """);
    QUERIES.put(
        "select activity_window, rank, title_id, views, viewed_minutes, completers, avg_rating from mart.movie_ranking_by_segment where"
            + IN_SEGMENT,
        "with "
            + SESSION
            + """
            , summed as (
              select w.activity_window, s.title_id, count(*) as views, mart.minutes(coalesce(sum(s.viewed_seconds), 0)) as viewed_minutes,
                count(*) filter (where s.is_completed) as completers, mart.mean(sum(s.rating), count(s.rating)) as avg_rating
              from session as s
              join warehouse.dim_title as t on t.title_id = s.title_id and t.is_current and not t.is_inferred and t.is_movie
              join (values ('last_7_days', 7), ('last_28_days', 28), ('last_90_days', 90), ('ever', 100000)) as w (activity_window, days)
                on s.day > (select as_of_date from mart.as_of) - w.days
              group by 1, 2
            ), ranked as (
              select activity_window,
                row_number() over (partition by activity_window order by views desc, avg_rating desc nulls last, title_id) as rank,
                title_id, views, viewed_minutes, completers, avg_rating
              from summed
            )
            select * from ranked where rank <= 50
            """);
    QUERIES.put(
        "select month, currency_code, subscribers, new_subscribers, subscribers_at_end, net_amount, mrr_at_end from mart.subscriptions_by_segment where"
            + IN_SEGMENT,
        """
        select f.month, f.currency_code, count(*), count(*) filter (where f.is_new), count(*) filter (where f.is_subscribed_at_end),
          sum(f.net_amount), coalesce(sum(f.net_amount) filter (where f.is_subscribed_at_end), case when f.currency_code is not null then 0 end)
        from warehouse.fact_subscription_month as f join warehouse.dim_plan as p using (plan_key)
        where ({plan} is null or p.plan_id = {plan}) and ({region} is null or f.region_code = {region})
        group by f.month, f.currency_code
        """);
    QUERIES.put(
        "select month, currency_code, movement, users, mrr_change from mart.mrr_movement_by_segment where"
            + IN_SEGMENT,
        """
        with at_end as (
          select f.user_id, f.month, p.plan_id, f.region_code, f.currency_code, f.net_amount,
            (select min(m.month) from warehouse.fact_subscription_month as m where m.user_id = f.user_id) as first_month
          from warehouse.fact_subscription_month as f join warehouse.dim_plan as p using (plan_key)
          where f.is_subscribed_at_end
        ), pair as (
          select coalesce(e.month, s.month + interval '1 month')::date as month, s.plan_id as from_plan, s.region_code as from_region,
            s.currency_code as from_currency, s.net_amount as from_net, e.plan_id as to_plan, e.region_code as to_region,
            e.currency_code as to_currency, e.net_amount as to_net, coalesce(e.first_month, s.first_month) as first_month,
            s.user_id is not null and e.user_id is not null as stays,
            s.user_id is not null as left_from, e.user_id is not null as came_to
          from at_end as s
          full join at_end as e on e.user_id = s.user_id and e.month = (s.month + interval '1 month')::date
        ), movement as (
          select month, to_plan as plan_id, to_region as region_code, to_currency as currency_code,
            case when to_net > from_net then 'expansion' else 'contraction' end as movement, to_net - from_net as mrr_change
          from pair where stays and from_currency is not distinct from to_currency and to_net <> from_net
          union all
          select month, from_plan, from_region, from_currency, 'churn', -from_net
          from pair where left_from and not (stays and from_currency is not distinct from to_currency)
          union all
          select month, to_plan, to_region, to_currency, case when not left_from and first_month < month then 'reactivation' else 'new' end, to_net
          from pair where came_to and not (stays and from_currency is not distinct from to_currency)
        )
        select month, currency_code, movement, count(*), sum(mrr_change)
        from movement
        where month <= (select as_of_date from mart.as_of)
          and ({plan} is null or plan_id = {plan}) and ({region} is null or region_code = {region})
        group by 1, 2, 3
        """);
    QUERIES.put(
        "select cohort_month, months_since, subscribers, retained from mart.retention_by_plan where plan_id = coalesce({plan}, plan_id)"
            + " and {plan} is not null and retained > 0",
        """
        select c.month, (extract(year from age(f.month, c.month)) * 12 + extract(month from age(f.month, c.month)))::int,
          (
            select count(*) from warehouse.fact_subscription_month as x join warehouse.dim_plan as y using (plan_key)
            where x.month = c.month and y.plan_id = {plan}
              and not exists (select from warehouse.fact_subscription_month as z where z.user_id = x.user_id and z.month < x.month)
          ),
          count(*)
        from warehouse.fact_subscription_month as f
        join warehouse.fact_subscription_month as c on c.user_id = f.user_id
        join warehouse.dim_plan as p on p.plan_key = c.plan_key
        where f.is_subscribed_at_end and p.plan_id = {plan}
          and not exists (select from warehouse.fact_subscription_month as z where z.user_id = c.user_id and z.month < c.month)
        group by c.month, f.month
        """);
  }

  private final DSLContext dsl;
  private final Random random;

  SegmentComparison(DSLContext dsl, Random random) {
    this.dsl = dsl;
    this.random = random;
  }

  /**
   * Compares all views for so many filters.
   *
   * @return rows that were equal, by the view's query
   */
  Map<String, Integer> compare(int filters, LocalDate from) {
    Map<String, Integer> rows = new LinkedHashMap<>();
    List<String> plans = values("select distinct plan_id from warehouse.dim_plan");
    List<String> regions = values("select distinct region_code from warehouse.fact_watch_session");
    dsl.transaction(
        nested -> {
          DSLContext inside = nested.dsl();
          inside.execute("update mart.setting set smallest_group = 1");
          inside.execute("delete from aggregate.shown_segment");
          inside.execute(
              """
              insert into aggregate.shown_segment
              select m.month, p.plan_id, r.region_code
              from (select distinct month_start as month from warehouse.dim_date) as m
              cross join (select distinct plan_id from warehouse.dim_plan union select null) as p
              cross join warehouse.dim_region as r
              where m.month between '2020-01-01' and '2030-01-01'
              """);
          inside.execute("analyze aggregate.shown_segment");
          for (int i = 0; i < filters; i++) {
            LocalDate first = from.plusDays(random.nextInt(60));
            LocalDate last = first.plusDays(random.nextInt(60));
            String plan = random.nextInt(3) == 0 ? "null::int" : oneOf(plans) + "::int";
            String region =
                random.nextInt(3) == 0 ? "null::smallint" : oneOf(regions) + "::smallint";
            for (Map.Entry<String, String> query : QUERIES.entrySet()) {
              String mart = filtered(query.getKey(), plan, region, first, last);
              List<String> shown = texts(inside, mart);
              assertThat(shown)
                  .as(mart)
                  .containsExactlyInAnyOrderElementsOf(
                      texts(inside, filtered(query.getValue(), plan, region, first, last)));
              rows.merge(query.getKey(), shown.size(), Integer::sum);
            }
          }
          inside.connection(Connection::rollback);
        });
    return rows;
  }

  private static String filtered(
      String query, String plan, String region, LocalDate first, LocalDate last) {
    return query
        .replace("{plan}", plan)
        .replace("{region}", region)
        .replace("{from}", "date '" + first + "'")
        .replace("{to}", "date '" + last + "'");
  }

  private List<String> values(String query) {
    return dsl.fetch(query).getValues(0, String.class);
  }

  private String oneOf(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static List<String> texts(DSLContext dsl, String query) {
    return dsl.fetch(query).stream().map(SegmentComparison::text).toList();
  }

  private static String text(Record row) {
    StringBuilder text = new StringBuilder();
    for (Object value : row.intoList()) {
      text.append(
              value instanceof BigDecimal number
                  ? number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString()
                  : String.valueOf(value))
          .append(" | ");
    }
    return text.toString();
  }
}
