package ro.wowcinema.pipeline.core.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.ledger.RequestedRuns;
import ro.wowcinema.pipeline.core.ledger.RunType;
import ro.wowcinema.pipeline.core.operations.OperatorActions.Action;
import ro.wowcinema.pipeline.core.testing.TestClock;

/** Everything that is requested is written down once, with what came of it. */
final class OperatorActionsTest extends OperationTest {
  private static final Instant NOW = Instant.parse("2026-10-20T09:00:00Z");
  private static final Action ACTION =
      new Action("ana", "trigger", Optional.of("warehouse"), "2026-10-19");

  @Test
  void saysWhoDidWhatWhen() {
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));

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
        .contains("division by zero")
        .doesNotContainIgnoringCase("select");
  }

  @Test
  void writesDownWhatCouldForgeALineAsItCanBeSeen() {
    assertThatThrownBy(
            () -> desk.runs().trigger(OperatorRequest.of("ana", "2026\0\nINFO \u001b[2J")))
        .isInstanceOf(OperationRefusedException.class);

    assertThat(desk.actions())
        .containsExactly(
            "ana trigger warehouse (2026\\u0000\\nINFO \\u001b[2J) refused: '2026\\u0000\\nINFO \\u001b[2J' is not a date; write YYYY-MM-DD.");
  }

  @Test
  void writesDownOnlyTheBeginningOfWhatIsLong() {
    actions()
        .refused(
            new Action("ana", "x".repeat(5_000), Optional.of("d\0"), "y".repeat(1_000_000)),
            "z".repeat(5_000));

    assertThat(
            warehouse
                .dsl()
                .fetch(
                    "SELECT length(action), dag, length(arguments), length(answer) FROM ops.operator_action")
                .get(0)
                .intoList())
        .containsExactly(1_001, "d\\u0000", 1_001, 1_001);
  }

  @Test
  void countsRefusalsThatAUserRepeatsAllTheTime() {
    TestClock clock = TestClock.at(NOW);
    OperatorActions actions = new OperatorActions(warehouse.dsl(), clock);
    Action another = new Action("eve", "trigger", Optional.of("warehouse"), "x");

    for (int call = 0; call < 500; call++) {
      clock.set(NOW.plusMillis(100L * call));
      actions.refused(ACTION, "no");
    }
    actions.refused(another, "no");

    assertThat(desk.actions()).hasSize(RefusalLogLimit.MOST_PER_PERIOD + 1);
    assertThat(desk.actions()).last().asString().startsWith("eve ");

    clock.set(NOW.plus(RefusalLogLimit.PERIOD));
    actions.refused(ACTION, "no");
    actions.refused(ACTION, "no");

    assertThat(desk.actions().subList(21, desk.actions().size()))
        .containsExactly(
            "ana several  () refused: 480 more calls were refused from 2026-10-20T09:00:00Z on and are not listed",
            "ana trigger warehouse (2026-10-19) refused: no",
            "ana trigger warehouse (2026-10-19) refused: no");
  }

  @Test
  void aMinuteWithFewRefusalsNeedsNoCount() {
    TestClock clock = TestClock.at(NOW);
    OperatorActions actions = new OperatorActions(warehouse.dsl(), clock);
    for (int minute = 0; minute < 3; minute++) {
      clock.set(NOW.plus(RefusalLogLimit.PERIOD.multipliedBy(minute)));
      for (int call = 0; call < RefusalLogLimit.MOST_PER_PERIOD; call++) {
        actions.refused(ACTION, "no");
      }
    }

    assertThat(desk.actions())
        .hasSize(3 * RefusalLogLimit.MOST_PER_PERIOD)
        .containsOnly("ana trigger warehouse (2026-10-19) refused: no");
  }

  @Test
  void performedRequestIsRecordedAfterAnyNumberOfRefusals() {
    for (int call = 0; call < 100; call++) {
      TestOperator.said(() -> desk.runs().trigger(OperatorRequest.of("ana", "never")));
    }

    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));

    assertThat(desk.actions())
        .hasSize(RefusalLogLimit.MOST_PER_PERIOD + 1)
        .last()
        .asString()
        .contains("done: Run 1 of warehouse");
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
