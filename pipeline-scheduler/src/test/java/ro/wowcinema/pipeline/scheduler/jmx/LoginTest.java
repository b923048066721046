package ro.wowcinema.pipeline.scheduler.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient.RefusedException;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings.JmxSetupException;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings.UserFiles;
import ro.wowcinema.pipeline.scheduler.jmx.JmxTarget.JmxLogin;

/** Logins with configured and with generated user files. */
final class LoginTest {
  @TempDir Path home;

  @Test
  void generatesUsersThatOnlyTheOwnerCanRead() throws IOException {
    try (RunningServer server = RunningServer.start(home)) {
      assertThat(permissions("jmx.password")).isEqualTo("rw-------");
      assertThat(permissions("jmx.access")).isEqualTo("rw-------");
      assertThat(Files.readAllLines(home.resolve("jmx.access")))
          .containsExactly("monitor readonly", "operator readwrite");
      assertThat(Files.readAllLines(home.resolve("jmx.password")))
          .hasSize(2)
          .allMatch(line -> line.matches("(monitor|operator) [\\w-]{32}"));
    }
  }

  @Test
  void keepsGeneratedUsersOverALoginAndARestart() throws IOException {
    String before;
    try (RunningServer server = RunningServer.start(home)) {
      before = Files.readString(home.resolve("jmx.password"));
      server.login(GeneratedCredentials.OPERATOR).close();
    }
    try (RunningServer server = RunningServer.start(home);
        JmxClient client = server.login(GeneratedCredentials.OPERATOR)) {
      assertThat(Files.readString(home.resolve("jmx.password"))).isEqualTo(before);
      assertThat(client.invoke(RunningServer.TURNSTILE, "turn", "2026-10-01"))
          .isEqualTo("Turned for 2026-10-01 by operator");
    }
  }

  @Test
  void refusesWrongPasswordsUnknownUsersAndAnonymousClients() {
    try (RunningServer server = RunningServer.start(home)) {
      for (JmxLogin wrong :
          new JmxLogin[] {new JmxLogin("operator", "x"), new JmxLogin("eve", "")}) {
        assertThatThrownBy(() -> JmxClient.connect(server.target(Optional.of(wrong))))
            .isInstanceOf(RefusedException.class)
            .hasMessage(
                "Login as %s to the daemon at 127.0.0.1:%d failed: wrong user or password",
                wrong.user(), server.port());
      }
      assertThatThrownBy(() -> JmxClient.connect(server.target(Optional.empty())))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("an anonymous client");
    }
  }

  @Test
  void wrongPasswordsAreLoggedWithTheirAddressAndRightOnesStillWork() throws IOException {
    try (RunningServer server = RunningServer.start(home);
        CapturedLog log = CapturedLog.of(FailedLogins.class)) {
      JmxTarget wrong = server.target(Optional.of(new JmxLogin("operator", "x")));
      for (int login = 0; login < 3; login++) {
        assertThatThrownBy(() -> JmxClient.connect(wrong)).isInstanceOf(RefusedException.class);
      }
      server.login(GeneratedCredentials.OPERATOR).close();

      assertThat(log.messages())
          .hasSize(3)
          .allMatch(line -> line.startsWith("Failed JMX login from 127.0.0.1 as operator"));
      assertThat(log.messages().get(2)).endsWith("; 3 failures in a row");
    }
  }

  @Test
  @SuppressWarnings("BanJNDI") // What a client does that is not ours.
  void acceptsOnlyTextBeforeTheLogin() throws IOException {
    try (RunningServer server = RunningServer.start(home)) {
      Map<String, Object> gadget = Map.of(JMXConnector.CREDENTIALS, new PriorityQueue<String>());
      JMXServiceURL url = new JMXServiceURL(server.url());

      assertThatThrownBy(() -> JMXConnectorFactory.connect(url, gadget))
          .hasStackTraceContaining("filter status: REJECTED");
    }
  }

  @Test
  void usesConfiguredFilesAndHashesTheirPasswords() throws IOException {
    UserFiles files = files("ana secret\n", "ana readwrite\n", "rw-------");
    try (RunningServer server =
        RunningServer.start(RunningServer.onAnyPort(Optional.of(files), Optional.empty()), home)) {
      JmxTarget target = server.target(Optional.of(new JmxLogin("ana", "secret")));
      for (int login = 0; login < 2; login++) {
        try (JmxClient client = JmxClient.connect(target)) {
          client.invoke(RunningServer.TURNSTILE, "turn", "2026-10-01");
        }
      }

      assertThat(server.turnstile().getLastCaller()).isEqualTo("ana");
      assertThat(Files.readString(files.passwords())).doesNotContain("secret").contains("ana ");
      assertThat(home.resolve("jmx.password")).doesNotExist();
    }
  }

  @Test
  void changedPasswordAppliesToTheNextLogin() throws IOException {
    UserFiles files = files("ana secret\n", "ana readwrite\n", "rw-------");
    try (RunningServer server =
        RunningServer.start(RunningServer.onAnyPort(Optional.of(files), Optional.empty()), home)) {
      JmxClient.connect(server.target(Optional.of(new JmxLogin("ana", "secret")))).close();

      Files.writeString(files.passwords(), "ana changed\n");

      JmxClient.connect(server.target(Optional.of(new JmxLogin("ana", "changed")))).close();
      assertThatThrownBy(
              () -> JmxClient.connect(server.target(Optional.of(new JmxLogin("ana", "secret")))))
          .isInstanceOf(RefusedException.class);
    }
  }

  @Test
  void refusesAPasswordFileThatOthersMayRead() throws IOException {
    UserFiles files = files("ana secret\n", "ana readwrite\n", "rw-r-----");

    assertThatThrownBy(() -> start(files))
        .isInstanceOf(JmxSetupException.class)
        .hasMessage(
            "%s is accessible to other users (rw-r-----). Run: chmod 600 %s",
            files.passwords(), files.passwords());
  }

  @Test
  void refusesAnInvalidAccessFile() throws IOException {
    assertThatThrownBy(() -> start(files("ana x\n", "ana everything\n", "rw-------")))
        .hasMessageContaining("user ana has access \"everything\"; expected readonly or readwrite");
    assertThatThrownBy(() -> start(files("local x\n", "local readonly\n", "rw-------")))
        .hasMessageContaining("the user name local is reserved");
    assertThatThrownBy(
            () -> start(new UserFiles(home.resolve("none.password"), home.resolve("none.access"))))
        .hasMessageContaining(home.resolve("none.password") + " does not exist or cannot be read");
  }

  @Test
  void reportsAnUnusableHomeFolder() throws IOException {
    Path notAFolder = Files.writeString(home.resolve("home"), "");

    assertThatThrownBy(
            () ->
                JmxServer.start(
                        JmxSettings.local(),
                        ManagementFactory.getPlatformMBeanServer(),
                        notAFolder,
                        call -> {})
                    .close())
        .isInstanceOf(JmxSetupException.class)
        .hasMessageStartingWith("The JMX user files cannot be used")
        .hasMessageEndingWith("Check the permissions of " + notAFolder);
  }

  private void start(UserFiles files) {
    JmxServer.start(
            RunningServer.onAnyPort(Optional.of(files), Optional.empty()),
            ManagementFactory.getPlatformMBeanServer(),
            home,
            call -> {})
        .close();
  }

  private UserFiles files(String passwords, String access, String permissions) throws IOException {
    UserFiles files = new UserFiles(home.resolve("own.password"), home.resolve("own.access"));
    Files.writeString(files.passwords(), passwords);
    Files.setPosixFilePermissions(files.passwords(), PosixFilePermissions.fromString(permissions));
    Files.writeString(files.access(), access);
    return files;
  }

  private String permissions(String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file)));
  }
}
