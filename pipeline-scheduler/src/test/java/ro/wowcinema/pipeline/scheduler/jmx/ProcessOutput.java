package ro.wowcinema.pipeline.scheduler.jmx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/** The output of another program. */
final class ProcessOutput {
  private ProcessOutput() {}

  /** The complete output on both streams, until the program ended. */
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
