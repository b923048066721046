package ro.wowcinema.platform.simulator.user;

import java.util.List;
import java.util.stream.IntStream;
import ro.wowcinema.platform.simulator.world.RandomStream;
import ro.wowcinema.platform.simulator.world.WeightedChoice;

/** Where users live: the 42 region codes, as populous as the counties were in the 2021 census. */
public final class Counties {
  /** Thousands of inhabitants, in the order of the codes: Alba is 1, București 42. */
  private static final List<Integer> POPULATIONS =
      List.of(
          326, 410, 570, 601, 551, 296, 393, 547, 282, 405, 247, 284, 679, 656, 200, 479, 599, 497,
          262, 315, 292, 362, 251, 761, 543, 453, 234, 518, 454, 383, 695, 331, 212, 388, 643, 324,
          651, 193, 375, 342, 335, 1_717);

  private final WeightedChoice<Integer> choice =
      new WeightedChoice<>(
          IntStream.rangeClosed(1, POPULATIONS.size()).boxed().toList(),
          code -> POPULATIONS.get(code - 1));

  public int pick(RandomStream chance) {
    return choice.pick(chance);
  }
}
