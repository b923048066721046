package ro.wowcinema.pipeline.core.operation;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** A desk on a real database with an empty ledger; it is noon in Bucharest on 20 October. */
@Timeout(60)
abstract class OperationTest {
  static final String YESTERDAY = "2026-10-19";

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  final OperatedJobs jobs = new OperatedJobs();
  Desk desk;

  @BeforeEach
  void startEmpty() {
    warehouse
        .owner()
        .execute(
            "TRUNCATE ops.dag_run, ops.dag_schedule, ops.operator_action RESTART IDENTITY CASCADE");
    desk = at("2026-10-20T09:00:00Z");
  }

  /** The same desk at another time. */
  Desk at(String instant) {
    return Desk.at(instant, warehouse.database(), jobs);
  }

  /** A run that failed: shape is broken, so that report could not start. */
  void fail(String date) throws InterruptedException {
    jobs.breaks("shape");
    desk.runs().trigger("ana", date);
    desk.execute();
    jobs.mend();
  }

  void succeed(String date) throws InterruptedException {
    desk.runs().trigger("ana", date);
    desk.execute();
  }
}
