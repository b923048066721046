package ro.wowcinema.platform.simulator.user;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import ro.wowcinema.platform.simulator.world.RandomStream;
import ro.wowcinema.platform.simulator.world.Simulation;
import ro.wowcinema.platform.simulator.world.WeightedChoice;

/** A subscription plan. */
public record Plan(int id, String name, String monthlyPrice, int discountPercent) {
  private static final Plan BRONZE = new Plan(1, "Bronze", "3.99", 15);
  private static final Plan SILVER = new Plan(2, "Silver", "5.99", 30);
  private static final Plan GOLD = new Plan(3, "Gold", "11.99", 45);
  private static final Plan DEARER_GOLD = new Plan(3, "Gold", "12.99", 45);
  private static final int FEWEST_DAYS_FOR_A_CHANGE = 10;
  private static final WeightedChoice<Integer> SHARES =
      new WeightedChoice<>(List.of(1, 2, 3), id -> List.of(50, 33, 17).get(id - 1));

  static int drawId(RandomStream chance) {
    return SHARES.pick(chance);
  }

  static int drawOtherId(int id, RandomStream chance) {
    return 1 + (id - 1 + chance.between(1, 2)) % 3;
  }

  public static List<Plan> offeredOn(LocalDate day, Simulation simulation) {
    boolean dearer = priceRise(simulation).filter(rise -> !day.isBefore(rise)).isPresent();
    return List.of(BRONZE, SILVER, dearer ? DEARER_GOLD : GOLD);
  }

  public static boolean isChangeDue(LocalDate day, Simulation simulation) {
    return day.equals(simulation.from()) || priceRise(simulation).equals(Optional.of(day));
  }

  /** Gold gets dearer in the middle of a simulation that is long enough to have one. */
  private static Optional<LocalDate> priceRise(Simulation simulation) {
    return simulation.days() < FEWEST_DAYS_FOR_A_CHANGE
        ? Optional.empty()
        : Optional.of(simulation.from().plusDays(simulation.days() / 2));
  }
}
