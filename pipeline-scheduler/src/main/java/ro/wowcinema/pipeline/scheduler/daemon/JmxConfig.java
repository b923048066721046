package ro.wowcinema.pipeline.scheduler.daemon;

import static ro.wowcinema.pipeline.core.config.ConfigKey.JMX_ACCESS_FILE;
import static ro.wowcinema.pipeline.core.config.ConfigKey.JMX_KEYSTORE;
import static ro.wowcinema.pipeline.core.config.ConfigKey.JMX_KEYSTORE_PASSWORD_FILE;
import static ro.wowcinema.pipeline.core.config.ConfigKey.JMX_PASSWORD_FILE;
import static ro.wowcinema.pipeline.core.config.ConfigKey.JMX_TRUSTSTORE;
import static ro.wowcinema.pipeline.core.config.ConfigKey.JMX_TRUSTSTORE_PASSWORD_FILE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.DaemonConfig;
import ro.wowcinema.pipeline.scheduler.jmx.access.GeneratedCredentials;
import ro.wowcinema.pipeline.scheduler.jmx.access.JmxLogin;
import ro.wowcinema.pipeline.scheduler.jmx.access.JmxSettings;
import ro.wowcinema.pipeline.scheduler.jmx.access.Keystore;
import ro.wowcinema.pipeline.scheduler.jmx.access.UserFiles;
import ro.wowcinema.pipeline.scheduler.jmx.client.JmxTarget;

/** The configuration of JMX: of the daemon that is reached, and of the command that reaches it. */
public final class JmxConfig {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private JmxConfig() {}

  static JmxSettings server(Config config) {
    DaemonConfig daemon = config.daemon();
    return new JmxSettings(
        daemon.jmxHost(),
        daemon.jmxPort(),
        files(daemon, JMX_PASSWORD_FILE, JMX_ACCESS_FILE, UserFiles::new),
        files(daemon, JMX_KEYSTORE, JMX_KEYSTORE_PASSWORD_FILE, Keystore::new));
  }

  /**
   * How to reach the daemon of a configuration: where it has a home on this machine, as whom it
   * made itself.
   */
  public static JmxTarget target(Config config) {
    DaemonConfig daemon = config.daemon();
    int port = daemon.jmxPort();
    return new JmxTarget(
        daemon.jmxHost(),
        port == 0 ? DaemonFile.of(config.home()).jmxPort().orElse(JmxSettings.DEFAULT_PORT) : port,
        login(config, daemon),
        files(daemon, JMX_TRUSTSTORE, JMX_TRUSTSTORE_PASSWORD_FILE, Keystore::new),
        PATIENCE);
  }

  private static Optional<JmxLogin> login(Config config, DaemonConfig daemon) {
    if (daemon.jmxUser().isPresent()) {
      return Optional.of(new JmxLogin(daemon.jmxUser().get(), daemon.jmxPassword().orElse("")));
    }
    GeneratedCredentials made = GeneratedCredentials.at(config.home());
    if (!Files.exists(made.files().passwords())) {
      // No daemon has used this home: whether there is one, connecting will tell.
      return Optional.empty();
    }
    try {
      return Optional.of(made.login(GeneratedCredentials.OPERATOR));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + made.files().passwords(), e);
    }
  }

  private static <T> Optional<T> files(
      DaemonConfig daemon, ConfigKey one, ConfigKey other, BiFunction<Path, Path, T> both) {
    Optional<Path> first = daemon.jmxFile(one);
    Optional<Path> second = daemon.jmxFile(other);
    if (first.isPresent() != second.isPresent()) {
      throw new ConfigException("%s goes with %s".formatted(one.path(), other.path()));
    }
    return first.map(file -> both.apply(file, second.orElseThrow()));
  }
}
