package ro.wowcinema.pipeline.core.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.core.operations.TestOperator.said;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A refused operation says why, changes nothing, and is written down. */
final class RefusalTest extends OperationTest {
  @Test
  void invalidDates() {
    assertRefused(
        () -> desk.runs().trigger(OperatorRequest.of("ana", "yesterday")),
        "trigger warehouse (yesterday)",
        "'yesterday' is not a date; write YYYY-MM-DD.");
    assertRefused(
        () -> desk.runs().cancel(OperatorRequest.of("ana", "2026-02-30")),
        "cancel warehouse (2026-02-30)",
        "'2026-02-30' is not a date; write YYYY-MM-DD.");
    assertRefused(
        () -> desk.schedule().backfill(OperatorRequest.of("ana", "2026-10-01", "")),
        "backfill warehouse (2026-10-01, )",
        "'' is not a date; write YYYY-MM-DD.");
  }

  @Test
  void datesThatHaveNotBegun() {
    assertRefused(
        () -> desk.runs().trigger(OperatorRequest.of("ana", "2026-10-21")),
        "trigger warehouse (2026-10-21)",
        "2026-10-21 has not begun: today is 2026-10-20 in Europe/Bucharest.");
    assertRefused(
        () -> desk.schedule().backfill(OperatorRequest.of("ana", "2026-10-19", "2026-10-21")),
        "backfill warehouse (2026-10-19, 2026-10-21)",
        "2026-10-21 has not begun: today is 2026-10-20 in Europe/Bucharest.");
  }

  @Test
  void todayIsTheDagsAndNotTheMachines() {
    desk = at("2026-10-20T21:30:00Z");

    assertThat(desk.runs().trigger(OperatorRequest.of("ana", "2026-10-21"))).contains("is queued");
  }

  @Test
  void invalidRanges() {
    assertRefused(
        () -> desk.schedule().backfill(OperatorRequest.of("ana", "2026-10-19", "2026-10-18")),
        "backfill warehouse (2026-10-19, 2026-10-18)",
        "2026-10-18 is before 2026-10-19.");
    assertRefused(
        () -> desk.schedule().backfill(OperatorRequest.of("ana", "1926-10-19", "2026-10-18")),
        "backfill warehouse (1926-10-19, 2026-10-18)",
        "1926-10-19 to 2026-10-18 are more than 3660 dates.");
  }

  @Test
  void runsThatNeverWere() {
    String never = "warehouse never ran for 2026-10-19; trigger it.";

    assertRefused(
        () -> desk.runs().rerun(OperatorRequest.of("ana", YESTERDAY)),
        "rerun warehouse (2026-10-19)",
        never);
    assertRefused(
        () -> desk.runs().rerunFailed(OperatorRequest.of("ana", YESTERDAY)),
        "rerunFailed warehouse (2026-10-19)",
        never);
    assertRefused(
        () -> desk.runs().rerunFrom(OperatorRequest.of("ana", YESTERDAY), "load"),
        "rerunFrom warehouse (2026-10-19, load)",
        never);
    assertRefused(
        () -> desk.runs().markSuccess(OperatorRequest.of("ana", YESTERDAY), "load"),
        "markSuccess warehouse (2026-10-19, load)",
        never);
    assertRefused(
        () -> desk.runs().cancel(OperatorRequest.of("ana", YESTERDAY)),
        "cancel warehouse (2026-10-19)",
        never);
  }

  @Test
  void tasksThatTheDagHasNot() throws InterruptedException {
    succeed(YESTERDAY);
    String unknown = "DAG warehouse has no task shop; its tasks are load, shape, report, ratings.";

    assertRefused(
        () -> desk.runs().rerunFrom(OperatorRequest.of("ana", YESTERDAY), "shop"),
        "rerunFrom warehouse (2026-10-19, shop)",
        unknown);
    assertRefused(
        () -> desk.runs().markSuccess(OperatorRequest.of("ana", YESTERDAY), "shop"),
        "markSuccess warehouse (2026-10-19, shop)",
        unknown);
  }

  @Test
  void whatIsDoneAlready() throws InterruptedException {
    succeed(YESTERDAY);

    assertRefused(
        () -> desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY)),
        "trigger warehouse (2026-10-19)",
        "warehouse has a run for 2026-10-19, which is success; rerun runs it again.");
    assertRefused(
        () -> desk.runs().rerunFailed(OperatorRequest.of("ana", YESTERDAY)),
        "rerunFailed warehouse (2026-10-19)",
        "No task of warehouse for 2026-10-19 has failed.");
    assertRefused(
        () -> desk.runs().markSuccess(OperatorRequest.of("ana", YESTERDAY), "load"),
        "markSuccess warehouse (2026-10-19, load)",
        "load of warehouse has succeeded for 2026-10-19.");
    assertRefused(
        () -> desk.runs().cancel(OperatorRequest.of("ana", YESTERDAY)),
        "cancel warehouse (2026-10-19)",
        "The run of warehouse for 2026-10-19 is success: there is nothing to cancel.");
  }

  @Test
  void triggerOfWhatFailedOrWasCancelledOrWaits() throws InterruptedException {
    fail("2026-10-17");
    desk.runs().trigger(OperatorRequest.of("ana", "2026-10-18"));
    desk.runs().cancel(OperatorRequest.of("ana", "2026-10-18"));
    desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY));

    assertRefused(
        () -> desk.runs().trigger(OperatorRequest.of("ana", "2026-10-17")),
        "trigger warehouse (2026-10-17)",
        "warehouse has a run for 2026-10-17, which is failed; rerunFailed resumes it.");
    assertRefused(
        () -> desk.runs().trigger(OperatorRequest.of("ana", "2026-10-18")),
        "trigger warehouse (2026-10-18)",
        "warehouse has a run for 2026-10-18, which is cancelled; rerunFailed resumes it.");
    assertRefused(
        () -> desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY)),
        "trigger warehouse (2026-10-19)",
        "warehouse has a run for 2026-10-19, which is queued; it starts when earlier runs have ended.");
  }

  @Test
  void whatIsAtWork() throws InterruptedException {
    List<String> answers = new ArrayList<>();
    jobs.during(
        "shape",
        context -> {
          answers.add(said(() -> desk.runs().trigger(OperatorRequest.of("ana", YESTERDAY))));
          answers.add(said(() -> desk.runs().rerun(OperatorRequest.of("ana", YESTERDAY))));
          answers.add(said(() -> desk.runs().rerunFailed(OperatorRequest.of("ana", YESTERDAY))));
          answers.add(
              said(() -> desk.runs().rerunFrom(OperatorRequest.of("ana", YESTERDAY), "load")));
          answers.add(
              said(() -> desk.runs().markSuccess(OperatorRequest.of("ana", YESTERDAY), "shape")));
        });

    succeed(YESTERDAY);

    assertThat(answers.get(0))
        .isEqualTo(
            "refused: warehouse has a run for 2026-10-19, which is running; wait until it ends, or cancel it.");
    assertThat(answers.subList(1, 5))
        .containsOnly(
            "refused: warehouse is running for 2026-10-19; wait until it ends, or cancel it.");
    assertThat(desk.tasks(YESTERDAY))
        .isEqualTo("load 1 success, shape 1 success, report 1 success, ratings 1 success");
  }

  @Test
  void invalidPausesAndPolicies() {
    assertRefused(
        () -> desk.schedule().resume(OperatorRequest.of("ana", ""), "all"),
        "resume warehouse (all)",
        "warehouse is not paused.");
    assertRefused(
        () -> desk.schedule().resume(OperatorRequest.of("ana", ""), "some"),
        "resume warehouse (some)",
        "'some' is no catch-up policy; use one of all, latest, none.");

    desk.schedule().pause(OperatorRequest.of("ana", ""));

    assertRefused(
        () -> desk.schedule().pause(OperatorRequest.of("ana", "")),
        "pause warehouse ()",
        "warehouse is paused already.");
  }

  private void assertRefused(Supplier<String> operation, String asked, String sentence) {
    String before = desk.everything();
    desk.signalled.clear();

    assertThat(said(operation)).isEqualTo("refused: " + sentence);

    assertThat(desk.everything()).isEqualTo(before);
    assertThat(desk.signalled).isEmpty();
    assertThat(desk.actions()).last().isEqualTo("ana %s refused: %s".formatted(asked, sentence));
  }
}
