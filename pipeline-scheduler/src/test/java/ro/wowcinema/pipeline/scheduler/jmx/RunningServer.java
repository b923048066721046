package ro.wowcinema.pipeline.scheduler.jmx;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings.UserFiles;
import ro.wowcinema.pipeline.scheduler.jmx.JmxTarget.JmxLogin;

/** A server of this process's MBeans, among them a {@link Turnstile}. */
final class RunningServer implements AutoCloseable {
  static final ObjectName TURNSTILE = name(MBeans.DOMAIN + ":type=Turnstile");
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path home;
  private final MBeans mbeans = new MBeans(ManagementFactory.getPlatformMBeanServer());
  private final Turnstile turnstile = new Turnstile();
  private final List<RefusedCall> refused = new CopyOnWriteArrayList<>();
  private final JmxServer server;

  private RunningServer(JmxSettings settings, Path home) {
    this.home = home;
    this.server =
        JmxServer.start(settings, ManagementFactory.getPlatformMBeanServer(), home, refused::add);
    mbeans.export(TURNSTILE, turnstile);
  }

  /** Starts a server with generated users, on any port. */
  static RunningServer start(Path home) {
    return start(onAnyPort(Optional.empty(), Optional.empty()), home);
  }

  static RunningServer start(JmxSettings settings, Path home) {
    return new RunningServer(settings, home);
  }

  static JmxSettings onAnyPort(Optional<UserFiles> users, Optional<Keystore> tls) {
    return new JmxSettings(JmxSettings.DEFAULT_HOST, 0, users, tls);
  }

  /** Logs in as a generated user. */
  JmxClient login(String user) throws java.io.IOException {
    return JmxClient.connect(target(Optional.of(GeneratedCredentials.at(home).login(user))));
  }

  JmxTarget target(Optional<JmxLogin> login) {
    return new JmxTarget(
        JmxSettings.DEFAULT_HOST, server.port(), login, Optional.empty(), PATIENCE);
  }

  /** The refused calls so far. */
  List<RefusedCall> refused() {
    return List.copyOf(refused);
  }

  Turnstile turnstile() {
    return turnstile;
  }

  MBeans mbeans() {
    return mbeans;
  }

  int port() {
    return server.port();
  }

  String url() {
    return server.url();
  }

  static ObjectName name(String text) {
    try {
      return new ObjectName(text);
    } catch (MalformedObjectNameException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Override
  public void close() {
    mbeans.close();
    server.close();
  }
}
