package ro.wowcinema.pipeline.scheduler.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.List;
import java.util.Optional;
import javax.management.MBeanServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings.JmxSetupException;

/** Listening on one port of one address, which is released afterwards. */
final class JmxServerTest {
  private static final MBeanServer PLATFORM = ManagementFactory.getPlatformMBeanServer();

  @TempDir Path home;

  @Test
  void showsTheJvmsOwnMBeansToo() throws IOException {
    try (RunningServer server = RunningServer.start(home);
        JmxClient client = server.login(GeneratedCredentials.MONITOR)) {
      assertThat(client.attributes(RunningServer.name("java.lang:type=Runtime"), "VmName"))
          .containsEntry("VmName", System.getProperty("java.vm.name"));
    }
  }

  @Test
  void startsAgainOnTheSamePort() throws IOException {
    int port;
    try (RunningServer first = RunningServer.start(home);
        JmxClient client = first.login(GeneratedCredentials.MONITOR)) {
      port = first.port();
      assertThat(client.attributes(RunningServer.TURNSTILE, "Turns")).containsEntry("Turns", 0);
    }
    assertThatThrownBy(() -> connect(InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(ConnectException.class);

    for (int again = 0; again < 10; again++) {
      JmxSettings samePort =
          new JmxSettings(JmxSettings.DEFAULT_HOST, port, Optional.empty(), Optional.empty());
      try (RunningServer next = RunningServer.start(samePort, home);
          JmxClient client = next.login(GeneratedCredentials.MONITOR)) {
        assertThat(next.port()).isEqualTo(port);
        assertThat(client.attributes(RunningServer.TURNSTILE, "Turns")).containsEntry("Turns", 0);
      }
    }
  }

  @Test
  void listensOnItsAddressOnly() throws IOException {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.getHostAddress().equals(JmxSettings.DEFAULT_HOST))
            .toList();
    // All addresses of 127/8 are local: there is a second address even without a network.
    InetAddress otherLoopback = InetAddress.getByName("127.0.0.2");
    try (RunningServer server = RunningServer.start(home)) {
      connect(InetAddress.getLoopbackAddress(), server.port());

      assertThatThrownBy(() -> connect(otherLoopback, server.port()))
          .isInstanceOf(ConnectException.class);
      assertThat(others)
          .allSatisfy(
              other ->
                  assertThatThrownBy(() -> connect(other, server.port()))
                      .isInstanceOf(IOException.class));
    }
  }

  @Test
  void reportsThePortInUse() {
    try (RunningServer first = RunningServer.start(home)) {
      JmxSettings samePort =
          new JmxSettings(
              JmxSettings.DEFAULT_HOST, first.port(), Optional.empty(), Optional.empty());

      assertThatThrownBy(() -> JmxServer.start(samePort, PLATFORM, home, call -> {}))
          .isInstanceOf(JmxSetupException.class)
          .hasMessageContaining("127.0.0.1:" + first.port())
          .hasMessageContaining("Choose another port");
    }
  }

  @Test
  void refusesAnAddressOfTheNetworkWithoutTls() {
    JmxSettings open = new JmxSettings("192.0.2.1", 0, Optional.empty(), Optional.empty());
    JmxSettings everywhere = new JmxSettings("0.0.0.0", 0, Optional.empty(), Optional.empty());

    assertThatThrownBy(() -> JmxServer.start(open, PLATFORM, home, call -> {}))
        .isInstanceOf(JmxSetupException.class)
        .hasMessageContaining("needs a keystore for TLS");
    assertThatThrownBy(() -> JmxServer.start(everywhere, PLATFORM, home, call -> {}))
        .isInstanceOf(JmxSetupException.class)
        .hasMessageContaining("specify one that they can reach");
  }

  @Test
  void otherUsersCannotReplaceTheConnector() throws Exception {
    try (RunningServer server = RunningServer.start(home)) {
      Registry registry = LocateRegistry.getRegistry(JmxSettings.DEFAULT_HOST, server.port());
      var impostor = registry.lookup("jmxrmi");

      assertThatThrownBy(() -> registry.rebind("jmxrmi", impostor))
          .hasStackTraceContaining("filter status: REJECTED");

      try (JmxClient client = server.login(GeneratedCredentials.MONITOR)) {
        assertThat(client.attributes(RunningServer.TURNSTILE, "Turns")).containsEntry("Turns", 0);
      }
    }
  }

  private static void connect(InetAddress address, int port) throws IOException {
    new Socket(address, port).close();
  }
}
