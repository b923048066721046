package ro.wowcinema.pipeline.core.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** A database whose owner set limits for all statements. */
final class SessionSettingsTest {
  private static final List<String> LIMITS =
      List.of(
          "statement_timeout",
          "lock_timeout",
          "idle_in_transaction_session_timeout",
          "idle_session_timeout",
          "transaction_timeout");

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @BeforeEach
  void limitEverybody() {
    LIMITS.forEach(limit -> set(limit, "SET %s = 3000"));
  }

  @AfterEach
  void limitNobody() {
    LIMITS.forEach(limit -> set(limit, "RESET %s"));
  }

  @Test
  void loadsHaveLimitsOfTheirOwn() {
    try (Database loads = Database.open(warehouse.connectionInfo(), 1)) {
      assertThat(limits(loads.dsl())).isEqualTo(expected("15min", "0"));
      assertThat(loads.dsl().fetchValue("SELECT 1 FROM pg_sleep(3.2)")).isEqualTo(1);
    }
  }

  @Test
  void loadsOfDaemonKeepTheirIdleLimit() {
    try (Database loads =
        Database.openShared(warehouse.connectionInfo(), 1, Duration.ofSeconds(10))) {
      assertThat(limits(loads.dsl())).isEqualTo(expected("15min", "10s"));
    }
  }

  @Test
  void migrationsHaveLimitsOfTheirOwn() {
    try (Database owned = Database.openAsOwner(warehouse.connectionInfo(), 2)) {
      assertThat(limits(owned.dsl())).isEqualTo(expected("15min", "0"));
    }
  }

  @Test
  void analystsKeepTheServersLimits() {
    try (Database analyst = Database.openAsLogin(warehouse.connectionInfo(), 1)) {
      assertThat(analyst.dsl().fetchValue("SHOW statement_timeout")).isEqualTo("3s");
    }
  }

  @Test
  void promptStatementsEndBeforeTheirConnectionIsGivenUp() {
    try (Database loads = Database.open(warehouse.connectionInfo(), 1)) {
      assertThat(loads.promptDsl().fetchValue("SHOW statement_timeout")).isEqualTo("4s");
      assertThat(loads.promptDsl().fetchValue("SELECT current_user")).isEqualTo("wow_pipeline");
    }
  }

  private static String expected(String lockLimit, String idleLimit) {
    return LIMITS.stream()
        .filter(SessionSettingsTest::isKnown)
        .map(
            limit ->
                switch (limit) {
                  case "lock_timeout" -> lockLimit;
                  case "idle_in_transaction_session_timeout" -> idleLimit;
                  default -> "0";
                })
        .collect(Collectors.joining(", "));
  }

  private static String limits(DSLContext dsl) {
    return LIMITS.stream()
        .filter(SessionSettingsTest::isKnown)
        .map(limit -> String.valueOf(dsl.fetchValue("SHOW " + limit)))
        .collect(Collectors.joining(", "));
  }

  private static void set(String limit, String change) {
    if (isKnown(limit)) {
      warehouse.asSuperuser(
          dsl ->
              dsl.execute(
                  "ALTER DATABASE {0} " + change.formatted(limit),
                  DSL.name(String.valueOf(dsl.fetchValue("SELECT current_database()")))));
    }
  }

  /** The last one is there from version 17 on. */
  private static boolean isKnown(String limit) {
    return warehouse
        .dsl()
        .fetchExists(DSL.selectOne().from("pg_settings").where("name = {0}", DSL.inline(limit)));
  }
}
