package ro.wowcinema.platform.simulator.user;

import java.time.Instant;

/** A user: what the platform knows now, and how they watch. */
public final class SimulatedUser {
  private final ViewingHabits habits;
  private final Instant knownSince;
  private UserState state;

  /** Sessions begin after {@code knownSince}. */
  SimulatedUser(UserState state, ViewingHabits habits, Instant knownSince) {
    this.state = state;
    this.habits = habits;
    this.knownSince = knownSince;
  }

  public UserState state() {
    return state;
  }

  void become(UserState next) {
    state = next;
  }

  public ViewingHabits habits() {
    return habits;
  }

  public Instant knownSince() {
    return knownSince;
  }
}
