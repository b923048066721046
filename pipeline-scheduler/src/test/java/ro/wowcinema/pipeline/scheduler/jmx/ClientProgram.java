package ro.wowcinema.pipeline.scheduler.jmx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient.DaemonUnreachableException;
import ro.wowcinema.pipeline.scheduler.jmx.JmxClient.RefusedException;
import ro.wowcinema.pipeline.scheduler.jmx.JmxTarget.JmxLogin;

/** A client in a separate process, like the command line. */
final class ClientProgram {
  private ClientProgram() {}

  /** Arguments: the home folder of the operator, and optionally a truststore and its password. */
  public static void main(String[] args) throws IOException {
    Optional<Keystore> trusted =
        args.length > 2
            ? Optional.of(new Keystore(Path.of(args[2]), Path.of(args[3])))
            : Optional.empty();
    JmxLogin login = GeneratedCredentials.at(Path.of(args[1])).login(GeneratedCredentials.OPERATOR);
    JmxTarget target =
        new JmxTarget(
            JmxSettings.DEFAULT_HOST,
            Integer.parseInt(args[0]),
            Optional.of(login),
            trusted,
            RunningServer.PATIENCE);
    try (JmxClient client = JmxClient.connect(target)) {
      System.out.println(client.invoke(RunningServer.TURNSTILE, "turn", "2026-10-01"));
    } catch (RefusedException | DaemonUnreachableException e) {
      System.out.println(e.getMessage());
    }
  }

  /** Runs the program in an unusual time zone, and returns its output. */
  static String run(String... args) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=Asia/Kathmandu",
                "-cp",
                System.getProperty("java.class.path"),
                ClientProgram.class.getName()));
    command.addAll(Arrays.asList(args));
    return ProcessOutput.of(new ProcessBuilder(command), "");
  }
}
