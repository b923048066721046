package ro.wowcinema.platform.simulator.user;

import java.time.Instant;

/** A user: what the platform knows now, and how they watch. */
public final class SimulatedUser {
  private final Habits habits;
  private final Instant knownSince;
  private UserState state;

  /** Sessions begin after {@code knownSince}. */
  SimulatedUser(UserState state, Habits habits, Instant knownSince) {
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

  public Habits habits() {
    return habits;
  }

  public Instant knownSince() {
    return knownSince;
  }
}
