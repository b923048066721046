package ro.wowcinema.platform.simulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ro.wowcinema.platform.simulator.world.RandomStream;

class FlawSelectorTest {
  @Test
  void spoilsNothingAtZero() {
    assertThat(draw(0, 10_000)).isEmpty();
  }

  @Test
  void usesEveryFlawOfEveryFile() {
    for (List<Flaw> flaws : everyFile()) {
      assertThat(draw(0.03, 2_000, flaws)).containsAll(flaws);
    }
  }

  @Test
  void spoilsTheShareAskedFor() {
    assertThat(draw(0.03, 10_000)).hasSizeBetween(250, 350);
    assertThat(draw(0.5, 10_000)).hasSizeBetween(4_800, 5_200);
  }

  @Test
  void rejectsNeverEndangerTheFile() {
    for (int records : List.of(1, 3, 24, 25, 60, 1_000, 10_000)) {
      for (double ratio : List.of(0.03, 0.3, 1.0)) {
        int refused = draw(ratio, records).stream().mapToInt(Flaw::refusedLines).sum();
        assertThat(refused).isLessThanOrEqualTo(records * 4 / 100);
      }
    }
  }

  private static List<List<Flaw>> everyFile() {
    return List.of(
        ImdbFlaws.titles(),
        ImdbFlaws.ratings(),
        ImdbFlaws.crew(),
        ImdbFlaws.episodes(),
        ImdbFlaws.people(),
        PlatformFlaws.users(),
        PlatformFlaws.catalogue(),
        SessionFlaws.all());
  }

  private static List<Flaw> draw(double ratio, int records) {
    return draw(ratio, records, SessionFlaws.all());
  }

  private static List<Flaw> draw(double ratio, int records, List<Flaw> flaws) {
    FlawSelector dirt = new FlawSelector(ratio, RandomStream.of(1, "dirt", 0), flaws);
    List<Flaw> drawn = new ArrayList<>();
    for (int record = 0; record < records; record++) {
      Optional<Flaw> flaw = dirt.next();
      flaw.ifPresent(drawn::add);
    }
    assertThat(dirt.badRecords()).isEqualTo(drawn.size());
    return drawn;
  }
}
