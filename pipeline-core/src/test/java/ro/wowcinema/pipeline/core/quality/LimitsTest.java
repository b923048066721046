package ro.wowcinema.pipeline.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LimitsTest {
  @Test
  void absoluteLimitIsTheMostThatPasses() {
    assertThat(Limit.rows(3).isExceededBy(3, 10)).isFalse();
    assertThat(Limit.rows(3).isExceededBy(4, 1_000_000)).isTrue();
  }

  @Test
  void relativeLimitIsShareOfCheckedRows() {
    assertThat(Limit.share(0.01).isExceededBy(10, 1000)).isFalse();
    assertThat(Limit.share(0.01).isExceededBy(11, 1000)).isTrue();
    assertThat(Limit.share(0).isExceededBy(0, 0)).isFalse();
  }

  @Test
  void errorBeatsWarning() {
    Limits limits = new Limits(Optional.of(Limit.rows(0)), Optional.of(Limit.share(0.5)));

    assertThat(limits.outcome(0, 10)).isEqualTo(CheckOutcome.PASSED);
    assertThat(limits.outcome(1, 10)).isEqualTo(CheckOutcome.WARNED);
    assertThat(limits.outcome(5, 10)).isEqualTo(CheckOutcome.WARNED);
    assertThat(limits.outcome(6, 10)).isEqualTo(CheckOutcome.FAILED);
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> Limit.rows(-1)).hasMessageContaining("at least 0");
    assertThatThrownBy(() -> Limit.share(1.5)).hasMessageContaining("from 0 to 1");
    assertThatThrownBy(() -> Limit.share(Double.NaN)).hasMessageContaining("from 0 to 1");
  }
}
