package ro.wowcinema.pipeline.jobs.privacy.erasure;

import org.jooq.DSLContext;

/**
 * Aggregates by attributes that an erased user loses: the start hour of sessions and the year of
 * birth. The counts move to the rows in which a rebuild from the star schema would put them.
 */
final class ErasedAggregates {
  private final DSLContext dsl;

  ErasedAggregates(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** Must run before rows are replaced. Rows in the change queue are not counted yet. */
  void remember() {
    dsl.execute(
        """
        create temporary table erased_hour on commit drop as
        select mart.month_of(s.day) as month, s.plan_key, extract(isodow from s.day)::smallint as weekday, s.hour,
          sum(s.sign) as sessions, coalesce(sum(s.sign * s.viewed_seconds), 0) as viewed_seconds
        from (
          select mart.bucharest_date(f.session_start) as day, f.plan_key, f.start_hour as hour, 1 as sign, f.viewed_seconds
          from warehouse.fact_watch_session as f join erasing using (user_id)
          union all
          select mart.bucharest_date(q.session_start), q.plan_key, mart.bucharest_hour(q.session_start), -q.sign, q.viewed_seconds
          from change_queue.session_delta as q join erasing using (user_id)
        ) as s
        group by 1, 2, 3, 4
        """);
    dsl.execute(
        """
        create temporary table erased_birth_year on commit drop as
        select v.genre, s.birth_year, sum(v.views) as views
        from aggregate.genre_viewer as v
        join erasing using (user_id)
        join aggregate.user_status as s using (user_id)
        where s.birth_year is not null
        group by v.genre, s.birth_year
        """);
  }

  /** Must run after the users' rows are replaced: a day starts at hour 0. */
  void move() {
    dsl.execute(
        """
        update warehouse.fact_watch_session as f set start_hour = mart.bucharest_hour(f.session_start)
        from erasing as e where f.user_id = e.pseudonymous_id
        """);
    dsl.execute(
        """
        insert into aggregate.viewing_hour as t (month, plan_key, weekday, hour, sessions, viewed_seconds)
        select month, plan_key, weekday, hour, sum(sessions), sum(viewed_seconds)
        from (
          select month, plan_key, weekday, hour, -sessions as sessions, -viewed_seconds as viewed_seconds from erased_hour
          union all
          select month, plan_key, weekday, 0, sessions, viewed_seconds from erased_hour
        ) as moved
        group by month, plan_key, weekday, hour
        having sum(sessions) <> 0 or sum(viewed_seconds) <> 0
        on conflict (month, plan_key, weekday, hour) do update
        set sessions = t.sessions + excluded.sessions, viewed_seconds = t.viewed_seconds + excluded.viewed_seconds
        """);
    dsl.execute("delete from aggregate.viewing_hour where sessions = 0");
    dsl.execute(
        """
        insert into aggregate.genre_birth_year as t (genre, birth_year, views)
        select genre, birth_year, -views from erased_birth_year
        union all
        select genre, null, sum(views) from erased_birth_year group by genre
        on conflict (genre, birth_year) do update set views = t.views + excluded.views
        """);
    dsl.execute("delete from aggregate.genre_birth_year where views = 0");
  }
}
