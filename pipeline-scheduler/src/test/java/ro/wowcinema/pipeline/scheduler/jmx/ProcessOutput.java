package ro.wowcinema.pipeline.scheduler.jmx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/** What another program says. */
final class ProcessOutput {
  private ProcessOutput() {}

  /** Everything that it printed, on both streams, until it ended. */
  static String of(ProcessBuilder builder, String input) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output.strip();
  }
}
