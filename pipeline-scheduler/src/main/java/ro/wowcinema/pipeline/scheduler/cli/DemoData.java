package ro.wowcinema.pipeline.scheduler.cli;

import static ro.wowcinema.warehouse.ops.Tables.SOURCE_FILE;

import java.nio.file.Path;
import ro.wowcinema.pipeline.core.db.Database;

/** What the demo loaded, and what it did not. */
final class DemoData {
  private final Database database;
  private final Path landing;

  DemoData(Database database, Path landing) {
    this.database = database;
    this.landing = landing;
  }

  /** Whether any file was loaded from elsewhere than the demo's landing folder. */
  boolean isOtherDataLoaded() {
    return database
        .dsl()
        .fetchExists(SOURCE_FILE, SOURCE_FILE.PATH.startsWith(landing + "/").not());
  }
}
