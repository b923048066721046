package ro.wowcinema.pipeline.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeviationTest {
  private static final List<Double> WEEK = List.of(100.0, 100.0, 90.0, 110.0, 100.0, 95.0, 105.0);

  @Test
  void fromHalfToTwiceTheMedianIsUsual() {
    assertThat(Deviation.TWOFOLD.oddity(200, WEEK)).isEmpty();
    assertThat(Deviation.TWOFOLD.oddity(50, WEEK)).isEmpty();
  }

  @Test
  void largerDeviationIsReported() {
    assertThat(Deviation.TWOFOLD.oddity(201, WEEK))
        .contains(
            "201, where 100 is usual, and up to 200 or down to 50 (the last 7 completed dates)");
    assertThat(Deviation.TWOFOLD.oddity(49, WEEK)).isPresent();
    assertThat(Deviation.TWOFOLD.oddity(0, WEEK)).isPresent();
  }

  @Test
  void smallCountsVaryByThemselves() {
    List<Double> few = List.of(4.0, 4.0, 3.0, 5.0, 4.0, 4.0, 4.0);

    assertThat(Deviation.TWOFOLD.oddity(10, few)).isEmpty();
    assertThat(Deviation.TWOFOLD.oddity(0, few)).isEmpty();
    assertThat(Deviation.TWOFOLD.oddity(11, few)).isPresent();
  }

  @Test
  void figuresThatAlwaysVaryMayVary() {
    // Median 100, MAD 60: three robust deviations are 266.9.
    List<Double> wild = List.of(10.0, 40.0, 100.0, 160.0, 400.0, 30.0, 150.0);

    assertThat(Deviation.TWOFOLD.oddity(360, wild)).isEmpty();
    assertThat(Deviation.TWOFOLD.oddity(370, wild)).isPresent();
  }

  @Test
  void oneOddDayDoesNotMakeTheNextUsual() {
    List<Double> afterSpike = List.of(100.0, 100.0, 100.0, 5000.0, 100.0, 100.0, 100.0);

    assertThat(Deviation.TWOFOLD.oddity(5000, afterSpike)).isPresent();
  }

  @Test
  void nothingIsOddBeforeThereIsEnoughHistory() {
    assertThat(Deviation.TWOFOLD.oddity(1_000_000, WEEK.subList(0, 6))).isEmpty();
  }

  @Test
  void upwardsOnlyLeavesSmallFiguresAlone() {
    assertThat(Deviation.TWOFOLD.upwardsOnly().oddity(0, WEEK)).isEmpty();
    assertThat(Deviation.TWOFOLD.upwardsOnly().oddity(201, WEEK)).isPresent();
  }

  @Test
  void evenNumberOfDatesHasItsMedianBetweenTwo() {
    List<Double> dates = List.of(10.0, 10.0, 10.0, 10.0, 20.0, 20.0, 20.0, 20.0);

    assertThat(new Deviation(2, 1, 28, false).oddity(38, dates))
        .contains(
            "38, where 15 is usual, and up to 37.24 or down to 0 (the last 8 completed dates)");
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new Deviation(1, 1, 2, false)).hasMessageContaining("more than 1");
    assertThatThrownBy(() -> new Deviation(2, 5, 2, false)).hasMessageContaining("5 to 2");
    assertThat(new Deviation(2, 1, 1, false).oddity(5, Collections.nCopies(1, 1.0))).isPresent();
  }
}
