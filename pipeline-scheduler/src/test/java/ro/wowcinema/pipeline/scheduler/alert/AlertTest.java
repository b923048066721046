package ro.wowcinema.pipeline.scheduler.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.alert.AlertKind;
import ro.wowcinema.pipeline.scheduler.alert.RaisedAlert.Resolution;

/** How alerts become one message. */
final class AlertTest {
  private static final Instant AT = Instant.parse("2026-11-28T05:30:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 18);

  @Test
  void oneAlertSaysWhatItSaid() {
    Alert alert = Alert.raised(List.of(failed(1, DAY)));

    assertThat(alert.message()).isEqualTo("alert 1");
    assertThat(AlertText.title(alert)).isEqualTo("[pipeline] run failed: warehouse 2026-11-18");
    assertThat(AlertText.body(alert))
        .isEqualTo(
            "alert 1\n\nRaised at 2026-11-28T05:30:00Z. What to do: docs/operations.md#run-failed\n");
  }

  @Test
  void severalAlertsAreOneSummary() {
    Alert alert =
        Alert.raised(
            List.of(
                failed(1, DAY),
                failed(2, DAY.plusDays(2)),
                failed(3, DAY.plusDays(3)),
                failed(4, DAY)));

    assertThat(alert.message())
        .isEqualTo(
            "3 runs of warehouse failed: 2026-11-18, 2026-11-20 to 2026-11-21; the latest: alert 4");
    assertThat(alert.logicalDates()).containsExactly(DAY, DAY.plusDays(2), DAY.plusDays(3));
    assertThat(alert.raisedAt()).as("the first").isEqualTo(AT);
    assertThat(AlertText.title(alert)).isEqualTo("[pipeline] run failed: warehouse (3 dates)");
  }

  @Test
  void runThatFailedTwiceIsOneRun() {
    assertThat(Alert.raised(List.of(failed(1, DAY), failed(2, DAY))).message())
        .isEqualTo("alert 2");
  }

  @Test
  void resolutionSaysHowTheRunEnded() {
    assertThat(Alert.resolved(List.of(ended(failed(1, DAY), true))).message())
        .isEqualTo("Run of warehouse for 2026-11-18 succeeded; it had failed");
    assertThat(Alert.resolved(List.of(ended(late(1, DAY), false))).message())
        .isEqualTo("Run of warehouse for 2026-11-18 was cancelled; it had missed the deadline");
  }

  @Test
  void severalResolutionsAreOneSummary() {
    Alert alert =
        Alert.resolved(
            List.of(
                ended(late(1, DAY), true),
                ended(late(2, DAY.plusDays(1)), true),
                ended(late(3, DAY.plusDays(2)), false)));

    assertThat(alert.message())
        .isEqualTo(
            "3 runs of warehouse that had missed the deadline ended: 2026-11-18 to 2026-11-19 succeeded; 2026-11-20 cancelled");
    assertThat(AlertText.title(alert))
        .isEqualTo("[pipeline] resolved: deadline missed: warehouse (3 dates)");
    assertThat(AlertText.body(alert))
        .contains("Nothing is left to do; see also: docs/operations.md#deadline-missed");
  }

  @Test
  void manyRangesAreCutShort() {
    TreeSet<LocalDate> everySecondDay =
        new TreeSet<>(IntStream.range(0, 11).mapToObj(day -> DAY.plusDays(2L * day)).toList());

    assertThat(DateText.of(everySecondDay)).endsWith(", 2026-12-06, …");
    assertThat(DateText.of(everySecondDay.headSet(LocalDate.of(2026, 12, 8))))
        .endsWith(", 2026-12-06");
  }

  private static RaisedAlert failed(long id, LocalDate date) {
    return alert(id, AlertKind.RUN_FAILED, date);
  }

  private static RaisedAlert late(long id, LocalDate date) {
    return alert(id, AlertKind.DEADLINE_MISSED, date);
  }

  /** The others are raised a second after the first. */
  private static RaisedAlert alert(long id, AlertKind kind, LocalDate date) {
    return new RaisedAlert(
        id,
        kind,
        "warehouse",
        date,
        "alert " + id,
        id == 1 ? AT : AT.plusSeconds(1),
        Optional.empty());
  }

  private static RaisedAlert ended(RaisedAlert alert, boolean isSuccess) {
    return new RaisedAlert(
        alert.id(),
        alert.kind(),
        alert.dag(),
        alert.logicalDate(),
        alert.message(),
        alert.raisedAt(),
        Optional.of(new Resolution(isSuccess, AT.plusSeconds(60))));
  }
}
