package ro.wowcinema.pipeline.scheduler.soak;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ro.wowcinema.pipeline.core.testing.BlackHole;
import ro.wowcinema.pipeline.scheduler.testing.DaemonProcess;
import ro.wowcinema.pipeline.scheduler.testing.RestartableServer;

/**
 * Two daemons on one server, which can be killed and restarted separately. Each reaches the server
 * by a proxy of its own, which can stop forwarding.
 */
final class Cluster implements AutoCloseable {
  private static final int NODES = 2;

  private final Path folder;
  private final Map<String, String> settings;
  private final RestartableServer server;
  private final DaemonProcess[] nodes = new DaemonProcess[NODES];
  private final BlackHole[] proxies = new BlackHole[NODES];

  private Cluster(Path folder, Map<String, String> settings, RestartableServer server) {
    this.folder = folder;
    this.settings = settings;
    this.server = server;
  }

  static Cluster start(Path folder, Map<String, String> settings) {
    RestartableServer server = RestartableServer.start(folder.resolve("server"));
    Cluster cluster = new Cluster(folder, settings, server);
    // One after the other: the first migrates.
    for (int node = 0; node < NODES; node++) {
      cluster.proxies[node] = new BlackHole(server.connectionInfo());
      cluster.start(node);
    }
    return cluster;
  }

  RestartableServer server() {
    return server;
  }

  DaemonProcess node(int number) {
    return nodes[number];
  }

  /** What lies between a node and the server. */
  BlackHole proxy(int node) {
    return proxies[node];
  }

  int size() {
    return NODES;
  }

  List<DaemonProcess> alive() {
    return List.of(nodes).stream().filter(DaemonProcess::isAlive).toList();
  }

  void start(int node) {
    nodes[node] =
        DaemonProcess.start(
                folder.resolve("node" + (node + 1)), proxies[node].connectionInfo(), settings)
            .awaitReady();
  }

  @Override
  public void close() {
    for (DaemonProcess node : nodes) {
      if (node != null) {
        node.close();
      }
    }
    for (BlackHole proxy : proxies) {
      if (proxy != null) {
        proxy.close();
      }
    }
    server.close();
  }
}
