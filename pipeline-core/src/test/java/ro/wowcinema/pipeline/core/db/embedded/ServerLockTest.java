package ro.wowcinema.pipeline.core.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.db.DatabaseUnavailableException;

final class ServerLockTest {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  @TempDir Path folder;

  /** Another process that locks a file until it is ended. */
  static final class Holder {
    private Holder() {}

    /** Says so once it has the lock, and holds it until its standard input ends. */
    public static void main(String[] args) throws IOException {
      try (ServerLock held = ServerLock.exclusive(Path.of(args[0]))) {
        System.out.println("held");
        System.in.read();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @EnabledOnOs(OS.LINUX)
  void processThatHoldsTheLockForTooLongIsNamed(boolean isShared) throws Exception {
    Path file = folder.resolve("a.lock");
    Process holder = hold(file);
    try {
      assertThatThrownBy(() -> ServerLock.await(file, isShared, PATIENCE))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageContaining("Process " + holder.pid() + " has held " + file);
    } finally {
      holder.destroyForcibly().waitFor();
    }

    try (ServerLock free = ServerLock.await(file, isShared, Duration.ofSeconds(20))) {
      assertThat(free).isNotNull();
    }
  }

  @Test
  void lockIsTakenOnceItIsGivenBack() throws Exception {
    Path file = folder.resolve("b.lock");
    Process holder = hold(file);
    try {
      holder.getOutputStream().close();

      try (ServerLock taken = ServerLock.await(file, false, Duration.ofSeconds(60))) {
        assertThat(taken).isNotNull();
      }
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  private static Process hold(Path file) throws IOException {
    Process holder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(holder.inputReader().readLine()).isEqualTo("held");
    return holder;
  }
}
