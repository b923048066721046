package ro.wowcinema.pipeline.core.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RunPreviewTest extends OperationTest {
  @Test
  void tellsWhatWouldBecomeOfDates() throws InterruptedException {
    succeed("2026-10-17");
    fail("2026-10-18");
    desk.schedule().pause(OperatorRequest.of("ana", ""));
    desk = at("2026-10-22T09:00:00Z");
    String before = desk.everything();

    List<String> rows = preview("2026-10-17", "2026-10-23");

    assertThat(rows)
        .containsExactly(
            "2026-10-17 2026-10-18T00:30:00Z success leave ()",
            "2026-10-18 2026-10-19T00:30:00Z failed run ()",
            "2026-10-19 2026-10-20T00:30:00Z none run ()",
            "2026-10-20 2026-10-21T00:30:00Z none run (all)",
            "2026-10-21 2026-10-22T00:30:00Z none run (all, latest)",
            "2026-10-22 2026-10-23T00:30:00Z none run ()",
            "2026-10-23 2026-10-24T00:30:00Z none leave ()");
    assertThat(desk.everything()).isEqualTo(before);
    assertThat(desk.actions()).noneMatch(action -> action.contains("preview"));
  }

  @Test
  void saysDueTimesOfTheDaysWhenClocksChange() {
    assertThat(preview("2026-10-23", "2026-10-24"))
        .containsExactly(
            "2026-10-23 2026-10-24T00:30:00Z none leave ()",
            "2026-10-24 2026-10-25T00:30:00Z none leave ()");
    assertThat(preview("2026-10-25", "2026-10-25"))
        .containsExactly("2026-10-25 2026-10-26T01:30:00Z none leave ()");
  }

  @Test
  void agreesWithWhatBackfillAndResumeThenDo() throws InterruptedException {
    desk.schedule().pause(OperatorRequest.of("ana", ""));
    desk = at("2026-10-22T09:00:00Z");
    succeed("2026-10-20");
    assertThat(preview("2026-10-19", "2026-10-21"))
        .containsExactly(
            "2026-10-19 2026-10-20T00:30:00Z none run ()",
            "2026-10-20 2026-10-21T00:30:00Z success leave ()",
            "2026-10-21 2026-10-22T00:30:00Z none run (all, latest)");

    String resumed = desk.schedule().resume(OperatorRequest.of("ana", ""), "all");

    assertThat(resumed)
        .isEqualTo("warehouse is resumed. Queued: 2026-10-21. Skipped: none. Next: 2026-10-22.");
    assertThat(desk.ledger())
        .isEqualTo("2026-10-20 success manual, 2026-10-21 queued scheduled asked");
    assertThat(preview("2026-10-19", "2026-10-21"))
        .containsExactly(
            "2026-10-19 2026-10-20T00:30:00Z none run ()",
            "2026-10-20 2026-10-21T00:30:00Z success leave ()",
            "2026-10-21 2026-10-22T00:30:00Z queued leave ()");
    assertThat(desk.schedule().backfill(OperatorRequest.of("ana", "2026-10-19", "2026-10-21")))
        .startsWith("1 of 3 dates of warehouse are queued");
  }

  @Test
  void refusesInvalidRanges() {
    assertThatThrownBy(() -> desk.views().preview("2026-10-19", "2026-10-18"))
        .isInstanceOf(OperationRefusedException.class)
        .hasMessage("2026-10-18 is before 2026-10-19.");
  }

  private List<String> preview(String from, String to) {
    return desk.views().preview(from, to).stream()
        .map(
            row ->
                "%s %s %s %s (%s)"
                    .formatted(row.date(), row.dueAt(), row.state(), row.backfill(), row.resume()))
        .toList();
  }
}
