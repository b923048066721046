package ro.wowcinema.pipeline.scheduler.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.cli.Checksum;
import ro.wowcinema.pipeline.scheduler.cli.CliRun;

/** simulate and run, on an external server. */
final class LoadCommandsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir Path folder;

  @BeforeEach
  void justMigrated() {
    warehouse.truncateAll();
  }

  @Test
  void loadsARangeAndTheSecondTimeChangesNothing() {
    simulate("3");

    CliRun first = run("--from", "2026-10-30", "--to", "2026-11-01");
    Map<String, String> loaded = Checksum.ofWarehouse(warehouse.database());
    CliRun second = run("--from", "2026-10-30", "--to", "2026-11-01");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).isEmpty();
    assertThat(first.err())
        .contains("warehouse 2026-10-30  stage_titles  success  ")
        .contains("warehouse 2026-11-01  success  ")
        .contains("3 of 3 dates succeeded, 2026-10-30 to 2026-11-01");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(Checksum.ofWarehouse(warehouse.database())).isEqualTo(loaded);
    assertThat(loaded.get("fact_watch_session")).doesNotStartWith("0 rows");
  }

  @Test
  void forcedItDoesTheWorkAgainWithTheSameResult() {
    simulate("1");
    run("--date", "2026-10-30");
    Map<String, String> loaded = Checksum.ofWarehouse(warehouse.database());

    CliRun forced = run("--date", "2026-10-30", "--force");

    assertThat(forced.exitCode()).as(forced.err()).isZero();
    assertThat(forced.err()).contains("stage_titles  success");
    assertThat(Checksum.ofWarehouse(warehouse.database())).isEqualTo(loaded);
  }

  @Test
  void rebuildMakesTheAggregatesFromTheStarAgain() {
    simulate("1");
    run("--date", "2026-10-30");
    Map<String, String> loaded = Checksum.ofWarehouse(warehouse.database());
    String views = "SELECT sum(views) FROM aggregate.viewing_day";
    Object right = warehouse.dsl().fetchValue(views);
    warehouse.dsl().execute("UPDATE aggregate.viewing_day SET views = views + 1");

    CliRun rebuilt = run("--date", "2026-10-30", "--task", "publish_reports", "--rebuild");

    assertThat(rebuilt.exitCode()).as(rebuilt.err()).isZero();
    assertThat(warehouse.dsl().fetchValue(views)).isEqualTo(right);
    assertThat(Checksum.ofWarehouse(warehouse.database())).isEqualTo(loaded);
  }

  @Test
  void rebuildNeedsTheTaskThatPublishes() {
    simulate("1");
    String reason = "--rebuild needs the task publish_reports of the DAG warehouse";

    assertUsageError(
        run("--date", "2026-10-30", "--task", "title_similarity", "--rebuild"), reason);
    assertUsageError(run("--date", "2026-10-30", "--dag", "maintenance", "--rebuild"), reason);
  }

  @Test
  void fromADateOnRunsEveryDateAgainThatEverRan() {
    simulate("3");
    run("--from", "2026-10-30", "--to", "2026-11-01");
    Map<String, String> loaded = Checksum.ofWarehouse(warehouse.database());

    CliRun restated = run("--from", "2026-10-31", "--force");

    assertThat(restated.exitCode()).as(restated.err()).isZero();
    assertThat(restated.err()).contains("2 of 2 dates succeeded, 2026-10-31 to 2026-11-01");
    assertThat(Checksum.ofWarehouse(warehouse.database())).isEqualTo(loaded);
  }

  /** Dates in between that never ran do not matter. */
  @Test
  void resumesDatesWithGapsAsTheyWereAskedFor() throws IOException {
    simulate("3");
    run("--date", "2026-10-30");
    run("--date", "2026-11-01");
    Path delivery = folder.resolve("landing/platform/2026-10-30");
    Files.delete(delivery.resolve("_SUCCESS"));

    CliRun failed = run("--from", "2026-10-30", "--force");

    assertThat(failed.exitCode()).as(failed.err()).isEqualTo(1);
    assertThat(failed.err())
        .contains("0 of 2 dates succeeded")
        .endsWith(
            "resume with: ./pipeline run --landing %s --force --from 2026-10-30%n"
                .formatted(folder.resolve("landing")));
  }

  @Test
  void stopsAtTheFirstDateThatFailsAndSaysWhatToDo() throws IOException {
    simulate("2");
    Path delivery = folder.resolve("landing/platform/2026-10-30");
    Files.delete(delivery.resolve("_SUCCESS"));

    CliRun failed = run("--from", "2026-10-30", "--to", "2026-10-31");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err())
        .contains("error: await_platform_delivery: the platform's delivery " + delivery)
        .contains("_SUCCESS")
        .contains("0 of 2 dates succeeded")
        .contains("Left to run: 1 date, 2026-10-31 to 2026-10-31")
        .contains(
            "After fixing the cause, resume with: ./pipeline run --landing %s --from 2026-10-30 --to 2026-10-31 (completed tasks are skipped)"
                .formatted(folder.resolve("landing")))
        .doesNotContain("2026-10-31  success");

    Files.createFile(delivery.resolve("_SUCCESS"));
    assertThat(run("--from", "2026-10-30", "--to", "2026-10-31").exitCode()).isZero();
  }

  @Test
  void namesFileLineAndReasonOfABadFile() throws IOException {
    simulate("1");
    Path plans = folder.resolve("landing/platform/2026-10-30/plans.csv");
    Files.writeString(plans, "plan_id,plan_name,currency_code\n1,Bronze,USD\n");

    CliRun failed = run("--date", "2026-10-30");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err())
        .contains(plans + ", line 1: required column missing: monthly_price")
        .contains("--date 2026-10-30 (completed tasks are skipped)")
        .doesNotContain("Left to run");
  }

  @Test
  void runsOneTaskOrOneAndAllAfterIt() {
    simulate("1");
    run("--date", "2026-10-30");

    CliRun one = run("--date", "2026-10-30", "--task", "dim_plan");
    CliRun more = run("--date", "2026-10-30", "--task", "dim_plan", "--downstream");

    assertThat(one.exitCode()).as(one.err()).isZero();
    assertThat(one.err()).contains("success  1 task;");
    assertThat(more.err()).contains("success  8 tasks;");
  }

  @Test
  void singleTaskNeedsItsUpstreamTasksAndDoesNotMakeTheDateASuccess() {
    simulate("1");

    assertUsageError(
        run("--date", "2026-10-30", "--task", "publish_reports"),
        "have not succeeded for 2026-10-30; run the date without --task");
    CliRun first = run("--date", "2026-10-30", "--task", "stage_titles");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.err()).contains("success of a part");
    assertThat(warehouse.dsl().fetchValue("SELECT state FROM ops.dag_run")).isEqualTo("queued");
    assertThat(run("--date", "2026-10-30").exitCode()).isZero();
    assertThat(warehouse.dsl().fetchValue("SELECT state FROM ops.dag_run")).isEqualTo("success");
  }

  @Test
  void refusesWhatMakesNoSense() {
    simulate("1");

    assertUsageError(run("--from", "2026-10-30", "--to", "2026-10-29"), "is before");
    assertUsageError(
        run("--from", "2026-10-30"),
        "No date from 2026-10-30 on ever ran; specify the last one with --to");
    assertUsageError(run("--date", "yesterday"), "'yesterday' is not a date; write YYYY-MM-DD");
    assertUsageError(run(), "--date");
    assertUsageError(run("--date", "2026-10-30", "--downstream"), "--downstream goes with --task");
    assertUsageError(
        run("--date", "2026-10-30", "--task", "nope"), "has no task nope; its tasks are");
    assertUsageError(
        run("--date", "2026-10-30", "--set", "no.such=1"), "there is no key 'no.such'");
    assertUsageError(
        run("--date", "2026-10-30", "--set", "tasks.parallelism=many"),
        "tasks.parallelism is 'many'");
    assertUsageError(
        CliRun.on(
            warehouse.connectionInfo(),
            folder,
            "run",
            "--date",
            "2026-10-30",
            "--landing",
            "/no/where"),
        "The landing folder /no/where does not exist");
    assertUsageError(
        CliRun.embedded(
            folder,
            "simulate",
            "--out",
            "x",
            "--from",
            "2026-01-01",
            "--days",
            "0",
            "--users",
            "1",
            "--titles",
            "1"),
        "days must be at least 1");
  }

  @Test
  void simulatesTheSameBytesForTheSameSeed() throws IOException {
    simulate("2");
    Path again = folder.resolve("again");
    CliRun.embedded(
        folder,
        "simulate",
        "--out",
        again.toString(),
        "--from",
        "2026-10-30",
        "--days",
        "2",
        "--users",
        "60",
        "--titles",
        "200",
        "--seed",
        "5",
        "--dirt",
        "0.02");

    try (var files = Files.walk(folder.resolve("landing"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path other = again.resolve(folder.resolve("landing").relativize(file).toString());
        assertThat(Files.mismatch(file, other)).as(file.toString()).isEqualTo(-1);
      }
    }
  }

  private void simulate(String days) {
    CliRun simulated =
        CliRun.embedded(
            folder,
            "simulate",
            "--out",
            folder.resolve("landing").toString(),
            "--from",
            "2026-10-30",
            "--days",
            days,
            "--users",
            "60",
            "--titles",
            "200",
            "--seed",
            "5",
            "--dirt",
            "0.02");
    assertThat(simulated.exitCode()).as(simulated.err()).isZero();
  }

  private CliRun run(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "run";
    all[1] = "--landing";
    all[2] = folder.resolve("landing").toString();
    System.arraycopy(args, 0, all, 3, args.length);
    return CliRun.on(warehouse.connectionInfo(), folder.resolve("home"), all);
  }

  private static void assertUsageError(CliRun run, String message) {
    assertThat(run.err()).contains(message);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }
}
