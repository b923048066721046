package ro.wowcinema.pipeline.scheduler.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient.DaemonUnreachableException;
import ro.wowcinema.pipeline.scheduler.jmx.JmxTarget.JmxLogin;

/** Messages of a client without a reachable daemon. */
@Timeout(60)
final class JmxClientTest {
  private static final JmxLogin LOGIN = new JmxLogin("operator", "secret");

  @TempDir Path home;

  @Test
  void reportsThatNoDaemonListens() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertThatThrownBy(() -> JmxClient.connect(target(free, Duration.ofSeconds(20))))
        .isInstanceOf(DaemonUnreachableException.class)
        .hasMessage("No daemon answers at 127.0.0.1:%d. Start it with ./pipeline daemon", free);
  }

  @Test
  void timesOutWithoutAResponse() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = silent.getLocalPort();

      assertThatThrownBy(() -> JmxClient.connect(target(port, Duration.ofMillis(1500))))
          .isInstanceOf(DaemonUnreachableException.class)
          .hasMessageContaining("127.0.0.1:%d did not answer within 1 s".formatted(port));
    }
  }

  @Test
  void reportsALostConnection() throws IOException {
    RunningServer server = RunningServer.start(home);
    try (JmxClient client = server.login(GeneratedCredentials.OPERATOR)) {
      server.close();

      assertThatThrownBy(() -> client.invoke(RunningServer.TURNSTILE, "turn", "2026-10-01"))
          .isInstanceOf(DaemonUnreachableException.class)
          .hasMessageContaining("Connection to the daemon at 127.0.0.1");
    }
  }

  @Test
  void neverShowsAPassword() {
    assertThat(target(1, Duration.ofSeconds(1)).toString())
        .contains("operator")
        .doesNotContain("secret");
  }

  private static JmxTarget target(int port, Duration patience) {
    return new JmxTarget(
        JmxSettings.DEFAULT_HOST, port, Optional.of(LOGIN), Optional.empty(), patience);
  }
}
