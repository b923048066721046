package ro.wowcinema.pipeline.core.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

final class StatisticsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @BeforeEach
  void twentyThousandRows() {
    warehouse.owner().execute("drop table if exists ops.counted");
    warehouse
        .owner()
        .execute(
            "create table ops.counted with (autovacuum_enabled = false) as select generate_series(1, 20000) as id");
  }

  @Test
  void tableThatWasJustFilledIsLookedAt() {
    PlannerStatistics.gatherIfOutdated(warehouse.dsl(), "ops.counted", 20_000);

    assertThat(known()).isEqualTo(20_000);
  }

  @Test
  void fewRowsAreNotWorthIt() {
    PlannerStatistics.gatherIfOutdated(warehouse.dsl(), "ops.counted", 999);

    assertThat(known()).isEqualTo(-1);
  }

  @Test
  void smallPartOfTableIsNotWorthIt() {
    warehouse.dsl().execute("insert into ops.counted select generate_series(20001, 80000)");
    warehouse.owner().execute("analyze ops.counted");
    warehouse.dsl().execute("insert into ops.counted select generate_series(80001, 96000)");

    PlannerStatistics.gatherIfOutdated(warehouse.dsl(), "ops.counted", 16_000);
    assertThat(known()).isEqualTo(80_000);

    PlannerStatistics.gatherIfOutdated(warehouse.dsl(), "ops.counted", 16_001);
    assertThat(known()).isEqualTo(96_000);
  }

  private static int known() {
    return ((Number)
            warehouse
                .dsl()
                .fetchValue(
                    "select reltuples::int from pg_class where oid = 'ops.counted'::regclass"))
        .intValue();
  }
}
