package ro.wowcinema.pipeline.scheduler.cli.load;

import static ro.wowcinema.warehouse.ops.Tables.SOURCE_FILE;

import java.nio.file.Path;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.warehouse.Migrations;

/** Recognises the demo's data. */
final class DemoData {
  /** A migration holds a lock on one connection while it works on another. */
  private static final int CONNECTIONS = 2;

  private DemoData() {}

  /** Whether any file was loaded from elsewhere than the demo's landing folder. */
  static boolean isOtherDataLoaded(ConnectionInfo info, Path landing) {
    try (Database database = Database.openAsLogin(info, CONNECTIONS)) {
      Migrations.migrate(database.dataSource());
      return database
          .dsl()
          .fetchExists(SOURCE_FILE, SOURCE_FILE.PATH.startsWith(landing + "/").not());
    }
  }
}
