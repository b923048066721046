package ro.wowcinema.pipeline.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;

/**
 * Some days of small deliveries with flaws, and the result of an uninterrupted load.
 *
 * @param folder of the test
 * @param from first date
 * @param days how many
 */
record SimulatedLoad(Path folder, LocalDate from, int days) {
  static SimulatedLoad simulate(Path folder, LocalDate from, int days) {
    SimulatedLoad deliveries = new SimulatedLoad(folder, from, days);
    CliRun simulated =
        CliRun.embedded(
            folder,
            "simulate",
            "--out",
            deliveries.landing(),
            "--from",
            from.toString(),
            "--days",
            Integer.toString(days),
            "--users",
            "100",
            "--titles",
            "200",
            "--dirt",
            "0.02");
    assertThat(simulated.exitCode()).as(simulated.err()).isZero();
    return deliveries;
  }

  void loadInto(ConnectionInfo database) {
    CliRun loaded =
        CliRun.on(
            database,
            folder,
            "run",
            "--landing",
            landing(),
            "--from",
            from.toString(),
            "--to",
            to().toString());
    assertThat(loaded.exitCode()).as(loaded.err()).isZero();
  }

  String landing() {
    return folder.resolve("landing").toString();
  }

  LocalDate to() {
    return from.plusDays(days - 1L);
  }
}
