package ro.wowcinema.pipeline.scheduler.daemon;

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
import ro.wowcinema.pipeline.scheduler.jmx.GeneratedCredentials;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings.UserFiles;
import ro.wowcinema.pipeline.scheduler.jmx.JmxTarget;
import ro.wowcinema.pipeline.scheduler.jmx.JmxTarget.JmxLogin;
import ro.wowcinema.pipeline.scheduler.jmx.Keystore;

/** The configuration of JMX: of the daemon that is reached, and of the command that reaches it. */
public final class JmxConfig {
  static final ConfigKey<String> HOST =
      ConfigKey.requiredText(
          "jmx.host",
          JmxSettings.DEFAULT_HOST,
          "address at which [JMX](jmx.md) operates the daemon",
          "an address");

  static final ConfigKey<Integer> PORT =
      ConfigKey.wholeNumber(
          "jmx.port",
          Integer.toString(JmxSettings.DEFAULT_PORT),
          "port at which JMX operates the daemon; 0: any free one",
          0,
          65_535);

  static final ConfigKey<Optional<Path>> PASSWORD_FILE =
      file(
          "jmx.password-file",
          "users of JMX and their passwords; empty: the daemon generates two users");

  static final ConfigKey<Optional<Path>> ACCESS_FILE =
      file("jmx.access-file", "users of JMX and their access: readonly or readwrite");

  static final ConfigKey<Optional<Path>> KEYSTORE =
      file("jmx.keystore", "keystore with the daemon's key; empty: no TLS");

  static final ConfigKey<Optional<Path>> KEYSTORE_PASSWORD_FILE =
      file("jmx.keystore-password-file", "file with the keystore's password");

  static final ConfigKey<Optional<String>> USER =
      ConfigKey.text(
          "jmx.user",
          "user name of the commands that operate the daemon; empty: the operator that the daemon generated");

  static final ConfigKey<Optional<String>> PASSWORD =
      ConfigKey.text("jmx.password", "password of that user").secret();

  static final ConfigKey<Optional<Path>> TRUSTSTORE =
      file("jmx.truststore", "truststore with the daemon's certificate; empty: no TLS");

  static final ConfigKey<Optional<Path>> TRUSTSTORE_PASSWORD_FILE =
      file("jmx.truststore-password-file", "file with the truststore's password");

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private JmxConfig() {}

  static JmxSettings server(Config config) {
    return new JmxSettings(
        config.get(HOST),
        config.get(PORT),
        files(config, PASSWORD_FILE, ACCESS_FILE, UserFiles::new),
        files(config, KEYSTORE, KEYSTORE_PASSWORD_FILE, Keystore::new));
  }

  /**
   * How to reach the daemon of a configuration: with its generated user where its home is on this
   * machine.
   */
  public static JmxTarget target(Config config) {
    int port = config.get(PORT);
    return new JmxTarget(
        config.get(HOST),
        port == 0 ? DaemonFile.of(config.home()).jmxPort().orElse(JmxSettings.DEFAULT_PORT) : port,
        login(config),
        files(config, TRUSTSTORE, TRUSTSTORE_PASSWORD_FILE, Keystore::new),
        TIMEOUT);
  }

  private static Optional<JmxLogin> login(Config config) {
    Optional<String> user = config.get(USER);
    if (user.isPresent()) {
      return Optional.of(new JmxLogin(user.get(), config.get(PASSWORD).orElse("")));
    }
    GeneratedCredentials made = GeneratedCredentials.at(config.home());
    if (!Files.exists(made.files().passwords())) {
      // No daemon has used this home: connecting will show whether one is running.
      return Optional.empty();
    }
    try {
      return Optional.of(made.login(GeneratedCredentials.OPERATOR));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + made.files().passwords(), e);
    }
  }

  private static <T> Optional<T> files(
      Config config,
      ConfigKey<Optional<Path>> one,
      ConfigKey<Optional<Path>> other,
      BiFunction<Path, Path, T> both) {
    Optional<Path> first = config.get(one);
    Optional<Path> second = config.get(other);
    if (first.isPresent() != second.isPresent()) {
      throw new ConfigException("%s goes with %s".formatted(one.path(), other.path()));
    }
    return first.map(file -> both.apply(file, second.orElseThrow()));
  }

  private static ConfigKey<Optional<Path>> file(String path, String description) {
    return ConfigKey.path(path, "", description).optional();
  }
}
