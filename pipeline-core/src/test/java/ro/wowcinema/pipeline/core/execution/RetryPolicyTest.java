package ro.wowcinema.pipeline.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetryPolicyTest {
  private final RetryPolicy policy =
      new RetryPolicy(9, Duration.ofSeconds(1), Duration.ofSeconds(30));

  @Test
  void pausesDoubleUpToLongest() {
    // Jitter reduces each step by up to a half: 1, 2, 4, 8, 16, 30, 30 …
    assertBetween(1, 500, 1_000);
    assertBetween(2, 1_000, 2_000);
    assertBetween(3, 2_000, 4_000);
    assertBetween(5, 8_000, 16_000);
    assertBetween(6, 15_000, 30_000);
    assertBetween(7, 15_000, 30_000);
    assertBetween(1_000_000, 15_000, 30_000);
  }

  @Test
  void pausesAreSpread() {
    assertThat(pauses(3)).hasSizeGreaterThan(100);
  }

  private void assertBetween(int failures, long least, long most) {
    assertThat(pauses(failures)).allMatch(pause -> pause >= least && pause <= most);
  }

  private List<Long> pauses(int failures) {
    Random random = new Random(7);
    return IntStream.range(0, 500)
        .mapToObj(i -> policy.pauseAfter(failures, random).toMillis())
        .distinct()
        .toList();
  }
}
