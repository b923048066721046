package ro.wowcinema.pipeline.scheduler.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings.JmxSetupException;

/** Clients in separate processes, with and without TLS. */
final class OtherProcessTest {
  private static final String TURNED = "Turned for 2026-10-01 by operator";

  @TempDir Path home;

  @Test
  void logsInWithGeneratedCredentials() throws Exception {
    try (RunningServer server = RunningServer.start(home)) {
      assertThat(ClientProgram.run("" + server.port(), home.toString())).isEqualTo(TURNED);
    }
  }

  @Test
  void connectsByTlsIfTheClientTrustsTheServer() throws Exception {
    Keytool keytool = new Keytool(home);
    Keystore key = keytool.key("server");
    Keystore trusting = keytool.trusting(key, "trusting-server");
    Keystore other = keytool.trusting(keytool.key("other"), "trusting-other");
    try (RunningServer server =
        RunningServer.start(RunningServer.onAnyPort(Optional.empty(), Optional.of(key)), home)) {
      assertThat(run(server, trusting)).isEqualTo(TURNED);
      assertThat(run(server, other))
          .startsWith("TLS with the daemon at 127.0.0.1:%d failed".formatted(server.port()));
      assertThat(ClientProgram.run("" + server.port(), home.toString()))
          .contains("Specify a truststore if it uses TLS");
      assertThat(server.turnstile().getTurns()).isEqualTo(1);
    }
  }

  @Test
  void jmxtermCallsAndIsRefused() throws Exception {
    try (RunningServer server = RunningServer.start(home)) {
      Jmxterm operator = jmxterm(server, GeneratedCredentials.OPERATOR, Optional.empty());
      Jmxterm monitor = jmxterm(server, GeneratedCredentials.MONITOR, Optional.empty());

      assertThat(operator.run("run -b " + RunningServer.TURNSTILE + " turn 2026-10-01"))
          .contains(TURNED);
      assertThat(operator.run("run -b " + RunningServer.TURNSTILE + " turn tomorrow"))
          .contains("\"tomorrow\" is no date; write it like 2026-10-01");
      assertThat(monitor.run("run -b " + RunningServer.TURNSTILE + " turn 2026-10-01"))
          .contains("User monitor may not call turn of");
      assertThat(monitor.run("run -b " + RunningServer.TURNSTILE + " preview 2026-10-01 x"))
          .contains("who = zoe;")
          .contains("when = 2026-10-01;");
    }
  }

  @Test
  void jmxtermConnectsByTls() throws Exception {
    Keytool keytool = new Keytool(home);
    Keystore key = keytool.key("server");
    Keystore trusting = keytool.trusting(key, "trusting-server");
    try (RunningServer server =
        RunningServer.start(RunningServer.onAnyPort(Optional.empty(), Optional.of(key)), home)) {
      assertThat(
              jmxterm(server, GeneratedCredentials.OPERATOR, Optional.of(trusting))
                  .run("run -b " + RunningServer.TURNSTILE + " turn 2026-10-01"))
          .contains(TURNED);
    }
  }

  @Test
  void reportsAnUnreadableKeystore() throws Exception {
    Keystore key = new Keytool(home).key("server");
    Path wrong = Files.writeString(home.resolve("wrong.password"), "not-this-one\n");
    Files.setPosixFilePermissions(wrong, PosixFilePermissions.fromString("rw-------"));
    JmxSettings settings =
        RunningServer.onAnyPort(Optional.empty(), Optional.of(new Keystore(key.file(), wrong)));

    assertThatThrownBy(
            () ->
                JmxServer.start(
                        settings, ManagementFactory.getPlatformMBeanServer(), home, call -> {})
                    .close())
        .isInstanceOf(JmxSetupException.class)
        .hasMessageStartingWith("%s cannot be opened with the password in %s", key.file(), wrong);
  }

  private String run(RunningServer server, Keystore trusting) throws Exception {
    return ClientProgram.run(
        "" + server.port(),
        home.toString(),
        trusting.file().toString(),
        trusting.passwordFile().toString());
  }

  private Jmxterm jmxterm(RunningServer server, String user, Optional<Keystore> trusting)
      throws Exception {
    return new Jmxterm(server.port(), GeneratedCredentials.at(home).login(user), trusting);
  }
}
