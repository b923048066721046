package ro.wowcinema.pipeline.scheduler.jmx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ro.wowcinema.pipeline.scheduler.jmx.JmxTarget.JmxLogin;

/**
 * Runs jmxterm, an interactive JMX client.
 *
 * @param port of the server
 * @param login of the user
 * @param trusted the server's certificate, if it uses TLS
 */
public record Jmxterm(int port, JmxLogin login, Optional<Keystore> trusted) {
  private static final Path JAR = Path.of("target", "jmxterm", "jmxterm-uber.jar");

  /** Logs in, and executes one command. */
  public String run(String line) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    if (trusted.isPresent()) {
      command.add("-Djavax.net.ssl.trustStore=" + trusted.get().file());
      String password = Files.readString(trusted.get().passwordFile()).strip();
      command.add("-Djavax.net.ssl.trustStorePassword=" + password);
    }
    command.addAll(List.of("-jar", JAR.toString(), "-n", "-v", "verbose"));
    String open =
        "open %s:%d -u %s -p %s%s%n"
            .formatted(
                JmxSettings.DEFAULT_HOST,
                port,
                login.user(),
                login.password(),
                trusted.isPresent() ? " -s" : "");
    return ProcessOutput.of(new ProcessBuilder(command), open + line + "\nquit\n");
  }
}
