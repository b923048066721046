package ro.wowcinema.pipeline.core.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.operation.OperatorActions.Action;
import ro.wowcinema.pipeline.core.schedule.RunType;

/** Everything that is asked for is written down once, with what came of it. */
final class OperatorActionsTest extends OperationTest {
  private static final Instant NOW = Instant.parse("2026-10-20T09:00:00Z");
  private static final Action ACTION =
      new Action("ana", "trigger", Optional.of("warehouse"), "2026-10-19");

  @Test
  void saysWhoDidWhatWhen() {
    desk.runs().trigger("ana", YESTERDAY);

    assertThat(warehouse.dsl().fetch("SELECT * FROM ops.operator_action").intoMaps())
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("operator", "ana")
                    .containsEntry("action", "trigger")
                    .containsEntry("dag", "warehouse")
                    .containsEntry("arguments", "2026-10-19")
                    .containsEntry("outcome", "done")
                    .containsEntry("answer", "Run 1 of warehouse for 2026-10-19 is queued."));
    assertThat(
            warehouse
                .dsl()
                .fetchValue("SELECT acted_at = '2026-10-20T09:00:00Z' FROM ops.operator_action"))
        .isEqualTo(true);
  }

  @Test
  void whatBreaksIsUndoneAndWrittenDown() {
    assertThatThrownBy(
            () ->
                actions()
                    .perform(
                        ACTION,
                        tx -> {
                          new RequestedRuns(tx, "warehouse", NOW)
                              .request(LocalDate.of(2026, 10, 19), RunType.MANUAL);
                          tx.execute("SELECT 1 / 0");
                          return "never said";
                        }))
        .isInstanceOf(DataAccessException.class);

    assertThat(desk.ledger()).isEmpty();
    assertThat(desk.actions())
        .singleElement()
        .asString()
        .startsWith("ana trigger warehouse (2026-10-19) failed: ")
        .contains("division by zero");
  }

  @Test
  void writesDownAlsoWhatNoTextColumnHolds() {
    assertThatThrownBy(() -> desk.runs().trigger("ana", "2026\0"))
        .isInstanceOf(OperationRefusedException.class);

    assertThat(desk.actions())
        .containsExactly(
            "ana trigger warehouse (2026\uFFFD) refused: '2026\uFFFD' is not a date; write YYYY-MM-DD.");
  }

  @Test
  void whatIsAboutNoDagHasNone() {
    actions().perform(new Action("ana", "shutdown", Optional.empty(), "node-1"), tx -> "It stops.");

    assertThat(desk.actions()).containsExactly("ana shutdown  (node-1) done: It stops.");
  }

  private static OperatorActions actions() {
    return new OperatorActions(warehouse.dsl(), Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
