package ro.wowcinema.pipeline.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.warehouse.Migrations;

final class WarehouseDatabaseTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension static final WarehouseDatabase other = new WarehouseDatabase();

  @BeforeEach
  void justMigrated() {
    warehouse.truncateAll();
  }

  @Test
  void isMigrated() {
    assertThat(Migrations.isUpToDate(warehouse.database().dataSource())).isTrue();
    assertThat(warehouse.dsl().fetchValue("SELECT to_regnamespace('warehouse')::text"))
        .isEqualTo("warehouse");
  }

  @RepeatedTest(3)
  void truncateAllForgetsWhatTheTestBeforeLeft() {
    List<?> left = warehouse.dsl().fetch("SELECT relname FROM pg_class WHERE relname = 'scratch'");
    assertThat(left).isEmpty();

    warehouse.owner().execute("CREATE TABLE ops.scratch (id int)");
  }

  @Test
  void everyExtensionHasItsOwnDatabase() {
    warehouse.owner().execute("CREATE TABLE ops.mine (id int)");

    assertThat(other.dsl().fetchValue("SELECT to_regclass('ops.mine')::text")).isNull();
  }
}
