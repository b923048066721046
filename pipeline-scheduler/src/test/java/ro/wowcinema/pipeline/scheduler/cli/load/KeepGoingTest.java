package ro.wowcinema.pipeline.scheduler.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.cli.CliRun;
import ro.wowcinema.pipeline.scheduler.soak.Comparison;

/** A range with dates whose files are bad, which are delivered again later. */
final class KeepGoingTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @RegisterExtension static final WarehouseDatabase calm = new WarehouseDatabase();

  @TempDir Path folder;

  @Test
  void goesThroughAllDatesAndIsCorrectedOnceTheBadOnesAreDeliveredAgain() throws IOException {
    simulate();
    assertThat(run(calm.connectionInfo()).exitCode()).isZero();
    Path sessions = file("2026-10-30", "sessions.jsonl");
    Path users = file("2026-10-31", "users.csv");
    byte[] goodSessions = replace(sessions, "neither JSON nor gzip\n");
    byte[] goodUsers = replace(users, "user_id;plan_id\n1;1\n");

    CliRun failed = run(warehouse.connectionInfo(), "--keep-going");

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err())
        .contains("warehouse 2026-10-30  failed")
        .contains("warehouse 2026-10-31  failed")
        .contains("warehouse 2026-11-01  success")
        .contains("2 of 4 dates succeeded, 2026-10-29 to 2026-11-01")
        .containsPattern("\nfailed: 2026-10-30  stage_sessions: .*sessions\\.jsonl")
        .containsPattern("\nfailed: 2026-10-31  stage_users: .*users\\.csv")
        .contains(
            "resume with: ./pipeline run --landing %s --keep-going --from 2026-10-30 --to 2026-10-31 (completed tasks are skipped)"
                .formatted(landing()))
        .doesNotContain("Left to run");

    Files.write(sessions, goodSessions);
    Files.write(users, goodUsers);
    CliRun resumed =
        CliRun.on(
            warehouse.connectionInfo(),
            folder.resolve("home"),
            "run",
            "--landing",
            landing(),
            "--keep-going",
            "--from",
            "2026-10-30",
            "--to",
            "2026-10-31");

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("2 of 2 dates succeeded").doesNotContain("resume with");
    assertThat(Comparison.differences(warehouse.dsl(), calm.dsl())).isEmpty();
  }

  private CliRun run(ConnectionInfo database, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of("run", "--landing", landing(), "--from", "2026-10-29", "--to", "2026-11-01"));
    command.addAll(List.of(options));
    return CliRun.on(database, folder.resolve("home"), command.toArray(String[]::new));
  }

  private String landing() {
    return folder.resolve("landing").toString();
  }

  /** Packed or not, as the simulator delivered it. */
  private Path file(String date, String name) {
    Path plain = folder.resolve("landing").resolve("platform").resolve(date).resolve(name);
    return Files.exists(plain) ? plain : plain.resolveSibling(name + ".gz");
  }

  private static byte[] replace(Path file, String text) throws IOException {
    byte[] content = Files.readAllBytes(file);
    Files.writeString(file, text, UTF_8);
    return content;
  }

  private void simulate() {
    String command =
        "simulate --out %s --from 2026-10-29 --days 4 --users 40 --titles 100 --seed 5 --dirt 0.02"
            .formatted(landing());
    CliRun simulated = CliRun.embedded(folder, command.split(" "));
    assertThat(simulated.exitCode()).as(simulated.err()).isZero();
  }
}
