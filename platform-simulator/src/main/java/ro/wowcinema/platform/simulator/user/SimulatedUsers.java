package ro.wowcinema.platform.simulator.user;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import ro.wowcinema.platform.simulator.world.RandomStream;
import ro.wowcinema.platform.simulator.world.Simulation;

/** The users, day by day, and the records of users.csv. */
public final class SimulatedUsers {
  private static final double SIGN_UPS_OF_A_DAY = 0.004;
  private static final double LATE_SIGN_UPS = 0.1;
  private static final double LATE_CHANGES = 0.12;
  private static final int LATEST_DAYS = 3;

  private final Simulation simulation;
  private final UserMaker maker;
  private final UserChanges changes = new UserChanges();
  private final List<SimulatedUser> users = new ArrayList<>();
  private final TreeMap<LocalDate, List<UserState>> deliveries = new TreeMap<>();

  public SimulatedUsers(Simulation simulation) {
    this.simulation = simulation;
    this.maker = new UserMaker(simulation);
    RandomStream chance = simulation.chance("users");
    while (users.size() < simulation.users()) {
      SimulatedUser member = maker.member(chance);
      users.add(member);
      deliver(member.state(), simulation.from());
    }
  }

  public List<SimulatedUser> everybody() {
    return users;
  }

  /** To be called for each day in turn. */
  public void simulateDay(LocalDate day) {
    RandomStream chance = simulation.chance("user changes", day);
    for (SimulatedUser user : users) {
      changes
          .on(day, user.state(), chance)
          .ifPresent(
              changed -> {
                user.become(changed);
                int late = chance.isTrueWith(LATE_CHANGES) ? chance.between(1, LATEST_DAYS) : 0;
                deliver(changed, day.plusDays(late));
              });
    }
    signUp(day, simulation.chance("sign-ups", day));
  }

  /** The rows of users.csv; late ones come without those that overtook them. */
  public List<UserState> deliveredOn(LocalDate day) {
    List<UserState> due = deliveries.remove(day);
    return due == null ? List.of() : due;
  }

  private void signUp(LocalDate day, RandomStream chance) {
    for (int left = chance.poisson(signUps()); left > 0; left--) {
      SimulatedUser newcomer = maker.newcomer(day, chance);
      users.add(newcomer);
      deliver(newcomer.state(), chance.isTrueWith(LATE_SIGN_UPS) ? day.plusDays(1) : day);
    }
  }

  private double signUps() {
    return Math.min(500, simulation.users() * SIGN_UPS_OF_A_DAY);
  }

  private void deliver(UserState state, LocalDate day) {
    deliveries.computeIfAbsent(day, none -> new ArrayList<>()).add(state);
  }
}
