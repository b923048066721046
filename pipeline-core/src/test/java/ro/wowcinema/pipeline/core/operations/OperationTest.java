package ro.wowcinema.pipeline.core.operations;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.schedule.Admission;
import ro.wowcinema.pipeline.core.schedule.DeliveryWait;
import ro.wowcinema.pipeline.core.schedule.Schedule;
import ro.wowcinema.pipeline.core.schedule.UpstreamDag;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

/** A desk on a real database with an empty ledger; it is noon in Bucharest on 20 October. */
@Timeout(60)
abstract class OperationTest {
  static final String YESTERDAY = "2026-10-19";

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  final OperatedJobs jobs = new OperatedJobs();
  final LandedDates landed = new LandedDates();
  Admission admission = admission(TestOperator.SCHEDULE, List.of());
  TestOperator desk;

  @BeforeEach
  void startEmpty() {
    warehouse
        .owner()
        .execute(
            "TRUNCATE ops.dag_run, ops.dag_schedule, ops.operator_action, ops.alert RESTART IDENTITY CASCADE");
    desk = at("2026-10-20T09:00:00Z");
  }

  /** The same desk at another time. */
  TestOperator at(String instant) {
    return TestOperator.at(instant, warehouse.database(), jobs, admission);
  }

  /** What its dates wait for: deliveries for {@code load}, for three hours, and other DAGs. */
  Admission admission(Schedule schedule, List<UpstreamDag> upstream) {
    return new Admission(
        schedule,
        "schedule.warehouse-start-date",
        landed,
        Optional.of(new DeliveryWait("load", Duration.ofHours(3))),
        upstream);
  }

  /** A run that failed: shape is broken, so that report could not start. */
  void fail(String date) throws InterruptedException {
    jobs.breaks("shape");
    desk.runs().trigger(OperatorRequest.of("ana", date));
    desk.execute();
    jobs.mend();
  }

  void succeed(String date) throws InterruptedException {
    desk.runs().trigger(OperatorRequest.of("ana", date));
    desk.execute();
  }
}
