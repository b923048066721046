package ro.wowcinema.pipeline.scheduler.alert;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Alerts for tests. */
final class TestAlerts {
  static final Instant RAISED_AT = Instant.parse("2026-10-25T04:00:00Z");

  private TestAlerts() {}

  static Alert runFailed() {
    return of("run_failed", "stage_users: 12 % of users.csv are bad records");
  }

  static Alert of(String kind, String message) {
    return new Alert(
        kind,
        false,
        "warehouse",
        List.of(LocalDate.of(2026, 10, 25)),
        message,
        RAISED_AT,
        "run-failed");
  }
}
