package ro.wowcinema.pipeline.scheduler.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.scheduler.cli.Checksum;
import ro.wowcinema.pipeline.scheduler.cli.CliRun;
import ro.wowcinema.pipeline.scheduler.testing.DaemonProcess;

/**
 * Kills the real process at random moments. The result must be that of an uninterrupted run,
 * including the surrogate keys.
 */
final class KillTest {
  private static final int KILLS = 10;
  private static final int LONGEST_PAUSE_MILLIS = 500;
  private static final LocalDate FROM = LocalDate.of(2026, 9, 20);
  private static final int DAYS = 14;
  private static final Pattern TASK_LINE =
      Pattern.compile("^warehouse (\\d{4}-\\d\\d-\\d\\d)  \\w+  ");

  @RegisterExtension static final WarehouseDatabase killed = new WarehouseDatabase();

  @RegisterExtension static final WarehouseDatabase calm = new WarehouseDatabase();

  @TempDir Path folder;

  @Test
  void killedTenTimesItEndsAsIfNothingHadHappened() throws Exception {
    Path landing = folder.resolve("landing");
    CliRun.embedded(
        folder,
        "simulate",
        "--out",
        landing.toString(),
        "--from",
        FROM.toString(),
        "--days",
        "" + DAYS,
        "--users",
        "150",
        "--titles",
        "400",
        "--dirt",
        "0.02");
    CliRun inPeace = CliRun.on(calm.connectionInfo(), folder, arguments(landing));
    assertThat(inPeace.exitCode()).as(inPeace.err()).isZero();

    Random random = new Random(42);
    Optional<LocalDate> reached = Optional.empty();
    for (int kill = 0; kill < KILLS; kill++) {
      reached = Optional.of(killOnce(landing, reached, random.nextInt(LONGEST_PAUSE_MILLIS)));
    }
    CliRun last = CliRun.on(killed.connectionInfo(), folder, arguments(landing));

    assertThat(last.exitCode()).as(last.err()).isZero();
    assertThat(
            killed.dsl().fetchValue("SELECT count(*) FROM ops.task_attempt WHERE state = 'lost'"))
        .as("attempts that died with their process")
        .isNotEqualTo(0L);
    assertThat(Checksum.ofDeliveries(killed.database()))
        .isEqualTo(Checksum.ofDeliveries(calm.database()));
    assertThat(Checksum.ofWarehouse(killed.database()))
        .isEqualTo(Checksum.ofWarehouse(calm.database()));
  }

  /** Waits until the process does work that no process before it finished, and a little longer. */
  private LocalDate killOnce(Path landing, Optional<LocalDate> reached, int pauseMillis)
      throws IOException, InterruptedException {
    Process process = start(landing);
    LocalDate at = awaitNewWork(process, reached);
    Thread.sleep(pauseMillis);
    assertThat(process.isAlive()).as("the process must be killed while it works").isTrue();
    process.destroyForcibly().waitFor();
    return at;
  }

  private static LocalDate awaitNewWork(Process process, Optional<LocalDate> reached)
      throws IOException {
    List<String> told = new ArrayList<>();
    BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      told.add(line);
      Matcher task = TASK_LINE.matcher(line);
      if (task.find()) {
        LocalDate date = LocalDate.parse(task.group(1));
        if (reached.isEmpty() || !date.isBefore(reached.get())) {
          return date;
        }
      }
    }
    throw new AssertionError("The process ended before there was anything to kill: " + told);
  }

  private Process start(Path landing) throws IOException {
    ProcessBuilder builder =
        DaemonProcess.command(folder, killed.connectionInfo(), arguments(landing));
    builder.redirectOutput(Files.createTempFile(folder, "out", ".txt").toFile());
    return builder.start();
  }

  private static String[] arguments(Path landing) {
    return new String[] {
      "run",
      "--landing",
      landing.toString(),
      "--from",
      FROM.toString(),
      "--to",
      FROM.plusDays(DAYS - 1).toString()
    };
  }
}
