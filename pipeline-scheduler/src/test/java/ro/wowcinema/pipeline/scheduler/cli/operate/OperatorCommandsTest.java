package ro.wowcinema.pipeline.scheduler.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.scheduler.cli.CliRun;

/** The commands that operate a daemon, where no daemon runs. */
final class OperatorCommandsTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "daemon",
        "status",
        "trigger",
        "rerun",
        "backfill",
        "cancel",
        "mark-success",
        "pause",
        "resume",
        "dag preview"
      })
  void everyCommandHelps(String command) {
    CliRun help = CliRun.embedded(home, (command + " --help").split(" "));

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: pipeline " + command);
    assertThat(help.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "status --dag warehouse",
        "status --date 2026-10-01 --logs",
        "trigger --date 2026-10-01",
        "rerun --date 2026-10-01",
        "rerun --date 2026-10-01 --failed",
        "rerun --date 2026-10-01 --from-task dim_user",
        "backfill --from 2026-10-01 --to 2026-10-02",
        "cancel --date 2026-10-01",
        "cancel --from 2026-10-01 --to 2026-10-31 --reason typo",
        "rerun --from 2026-10-01 --to 2026-10-02 --failed",
        "mark-success --from 2026-10-01 --to 2026-10-02 --task dim_user",
        "mark-success --date 2026-10-01 --task dim_user",
        "pause",
        "resume --catch-up NONE"
      })
  void whereNoDaemonAnswersItFailsWithASentence(String command) throws IOException {
    int port = freePort();

    CliRun run = CliRun.with(Map.of("PIPELINE_JMX_PORT", "" + port), home, command.split(" "));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("error: No daemon answers at 127.0.0.1:" + port)
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trigger | --date",
        "trigger --date yesterday | 'yesterday' is not a date; write YYYY-MM-DD",
        "trigger --date 2026-10-01 --dag imdb | there is no DAG 'imdb'",
        "rerun --date 2026-10-01 --failed --from-task dim_user | --failed",
        "backfill --from 2026-10-01 | --to",
        "cancel | --date",
        "cancel --from 2026-10-01 | --to",
        "cancel --from 2026-10-02 --to 2026-10-01 | 2026-10-01 is before 2026-10-02",
        "rerun --date 2026-10-01 --from 2026-10-01 --to 2026-10-02 | --date",
        "mark-success --date 2026-10-01 | --task",
        "pause --date 2026-10-01 | --date",
        "resume | --catch-up",
        "resume --catch-up whatever | whatever",
        "status --logs | --logs goes with --date",
        "status --date 2026-10-01 --task dim_user | --task goes with --logs",
        "status --format xml | xml",
        "status --runs some | some",
        "dag preview --from 2026-10-02 | --to",
        "dag preview --from 2026-10-02 --to 2026-10-01 | 2026-10-01 is before 2026-10-02",
        "dag preview --from 0026-10-01 --to 2026-10-01 | are more than 3660 dates",
        "backfill --from 2026-10-02 --to 2026-10-01 | 2026-10-01 is before 2026-10-02",
        "trigger --date 2026-10-01 --set jmx.truststore=x.p12 | jmx.truststore goes with jmx.truststore-password-file"
      })
  void wrongUsageSaysWhatIsWrong(String command, String said) {
    CliRun run = CliRun.embedded(home, command.split(" "));

    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(said).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
