package ro.wowcinema.pipeline.scheduler.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.scheduler.cli.terminal.Terminal;

/** A file's name, or a value in a failure's message, must not reach the terminal as a command. */
final class TerminalTest {
  private static final String HOSTILE = "users\u001B]0;x\u0007.csv";
  private static final String VISIBLE = "users\\u001b]0;x\\u0007.csv";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(new PrintStream(written, true, UTF_8), Optional.empty(), false);

  @Test
  void argumentsAreShownVisibly() {
    terminal.say("failed: %s  %s", "2026-10-01", HOSTILE);

    assertThat(written()).isEqualTo("failed: 2026-10-01  " + VISIBLE + System.lineSeparator());
  }

  @Test
  void complaintsAreShownVisibly() {
    terminal.complain(HOSTILE);

    assertThat(written()).isEqualTo("error: " + VISIBLE + System.lineSeparator());
  }

  @Test
  void messagesOfTasksAreShownVisibly() {
    Clock clock = Clock.fixed(Instant.parse("2026-10-05T09:00:00Z"), ZoneOffset.UTC);
    try (RunProgress progress = new RunProgress(terminal, clock, true)) {
      progress.taskWillRetry("stage_users", HOSTILE, Duration.ofSeconds(1));
      progress.taskFinished(outcome(TaskState.FAILED));
      progress.taskFinished(outcome(TaskState.SUCCESS));
    }

    assertThat(written().lines()).hasSize(3).allMatch(line -> line.contains(VISIBLE));
  }

  private static TaskOutcome outcome(TaskState state) {
    return new TaskOutcome("stage_users", state, 1, 0, 0, Duration.ZERO, HOSTILE);
  }

  private String written() {
    return written.toString(UTF_8);
  }
}
