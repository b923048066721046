package ro.wowcinema.pipeline.scheduler.cli.database;

import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.scheduler.cli.terminal.Terminal;
import ro.wowcinema.pipeline.scheduler.cli.terminal.WorkFailedException;
import ro.wowcinema.pipeline.scheduler.wiring.Warehouse;

/** Opens a warehouse that can be asked something. */
public final class MigratedWarehouse {
  private MigratedWarehouse() {}

  /** The configured warehouse; an embedded one is migrated first, another server is not. */
  public static Warehouse open(Config config, Terminal terminal) {
    Warehouse warehouse = Warehouse.open(config, terminal::say);
    try {
      if (warehouse.server().isPresent()) {
        warehouse.migrate();
      } else if (!warehouse.isMigrated()) {
        throw new WorkFailedException(
            "The database %s does not have this version's schema; run ./pipeline db migrate"
                .formatted(warehouse.connectionInfo()));
      }
      return warehouse;
    } catch (RuntimeException e) {
      warehouse.close();
      throw e;
    }
  }
}
