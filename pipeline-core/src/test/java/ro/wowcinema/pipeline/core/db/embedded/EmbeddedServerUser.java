package ro.wowcinema.pipeline.core.db.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Another process that uses the embedded server: says its JDBC URL when it does, and leaves when
 * its standard input ends.
 */
final class EmbeddedServerUser {
  private EmbeddedServerUser() {}

  public static void main(String[] args) throws IOException {
    try (EmbeddedServer server = EmbeddedServer.open(Path.of(args[0]))) {
      System.out.println(server.connectionInfo().url());
      System.out.flush();
      while (System.in.read() >= 0) {
        // Until the parent process closes the pipe.
      }
    }
  }
}
