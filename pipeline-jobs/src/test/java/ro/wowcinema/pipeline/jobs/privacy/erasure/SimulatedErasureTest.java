package ro.wowcinema.pipeline.jobs.privacy.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Encryption;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;
import ro.wowcinema.pipeline.jobs.testing.TestVault;
import ro.wowcinema.platform.simulator.Simulator;
import ro.wowcinema.platform.simulator.world.Simulation;

/** Erases fifty users of ten days with dirty data: no trace remains, and no total changes. */
final class SimulatedErasureTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse).withAnyShrinking();

  private static final LocalDate FIRST = LocalDate.of(2026, 9, 20);
  private static final int DAYS = 10;
  private static final Instant NOW = Instant.parse("2026-11-05T09:00:00Z");

  @TempDir private Path home;

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void noTraceRemainsAndNoRecordReturns() throws IOException {
    simulate(loads.folder());
    load();
    List<Long> users = usersWithRefusedRecords();
    Traces traces = Traces.of(identifiers(users), users);
    Files.writeString(home.resolve("pipeline.log"), logOf(users));
    assertThat(traces.in(warehouse.dsl(), folders())).hasSizeGreaterThan(1000);
    List<String> before = totals();

    Erasure.Outcome outcome = erasure().erase(users, new Request("dpo", Optional.empty()));

    assertThat(outcome.problems()).isEmpty();
    assertThat(traces.in(warehouse.dsl(), folders())).isEmpty();
    assertThat(totals()).isEqualTo(before);

    FIRST.datesUntil(FIRST.plusDays(DAYS)).forEach(loads::force);

    assertThat(traces.in(warehouse.dsl(), folders())).as("after a rebuild").isEmpty();
    assertThat(totals()).as("after a rebuild").isEqualTo(before);

    simulate(loads.folder());
    load();

    assertThat(traces.in(warehouse.dsl(), List.of(home))).as("after a redelivery").isEmpty();
    assertThat(totals()).as("after a redelivery").isEqualTo(before);
    assertThat(
            loads.rows(
                "select count(*) from ops.source_file where lines_read <> loaded + duplicates + rejected"))
        .containsExactly("0");
  }

  private static void simulate(Path landing) throws IOException {
    new Simulator(new Simulation(FIRST, DAYS, 300, 120, 1, 18, 0.04)).writeTo(landing, day -> {});
  }

  private void load() {
    FIRST.datesUntil(FIRST.plusDays(DAYS)).forEach(loads::run);
  }

  /** Users with refused records come first. */
  private static List<Long> usersWithRefusedRecords() {
    return warehouse
        .dsl()
        .fetch(
            """
            select u.user_id
            from pii.user_identity as u
            order by not exists (
              select from ops.quarantine as q
              where strpos(q.raw_line, u.email) > 0 or strpos(q.raw_line, '"user_id":' || u.user_id) > 0),
              u.user_id
            limit 50
            """)
        .map(row -> row.get(0, Long.class));
  }

  private static List<String> identifiers(List<Long> users) {
    List<String> identifiers = new ArrayList<>();
    Encryption encryption = new Encryption(TestVault.shared().key(warehouse.dsl()));
    warehouse
        .dsl()
        .fetch(
            """
            select distinct i.email, i.iban,
              case when strpos(i.first_name, '"') = 0 and not exists (
                select from pii.user_identity_change as o
                where o.first_name = i.first_name and o.last_name = i.last_name and o.user_id <> all ({0}))
              then i.first_name || ',' || i.last_name end
            from pii.user_identity_change as i where i.user_id = any ({0})
            """,
            DSL.val(users.toArray(Long[]::new)))
        .forEach(
            row ->
                Stream.of(
                        row.get(0, String.class),
                        row.get(1) == null ? null : encryption.decrypt(row.get(1, String.class)),
                        row.get(2, String.class))
                    .filter(text -> text != null)
                    .forEach(identifiers::add));
    warehouse
        .dsl()
        .fetchValues(
            "select distinct log_id from cleansed.session_record where user_id = any ({0})",
            DSL.val(users.toArray(Long[]::new)))
        .forEach(log -> identifiers.add((String) log));
    return identifiers;
  }

  private static String logOf(List<Long> users) {
    StringBuilder log = new StringBuilder();
    users.forEach(user -> log.append("line 12: user_id is '%d'%n".formatted(user)));
    return log.toString();
  }

  private List<Path> folders() {
    return List.of(loads.folder(), home);
  }

  private Erasure erasure() {
    return loads.erasure(home, NOW);
  }

  private List<String> totals() {
    List<String> totals =
        new ArrayList<>(
            loads.rows(
                """
                select f.start_date_key, p.plan_name, f.region_code, f.title_id, f.reaction_code, f.close_reason, count(*), sum(f.watched_minutes), sum(f.completion_ratio), sum(f.rating)
                from warehouse.fact_watch_session as f join warehouse.dim_plan as p using (plan_key)
                group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
                """));
    totals.addAll(
        loads.rows(
            """
            select m.month, p.plan_name, m.region_code, count(*), sum(m.net_amount), count(*) filter (where is_new), count(*) filter (where is_churned)
            from warehouse.fact_subscription_month as m join warehouse.dim_plan as p using (plan_key)
            group by 1, 2, 3 order by 1, 2, 3
            """));
    for (String report :
        List.of(
            "report_movie_completion",
            "report_session_duration",
            "report_user_distribution_by_plan",
            "report_revenue_by_plan",
            "report_top_10_movies",
            "report_bottom_10_movies",
            "report_rating_comparison")) {
      totals.addAll(loads.rows("select * from mart." + report));
    }
    return totals;
  }
}
