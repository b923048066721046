package ro.wowcinema.pipeline.jobs.simulation;

import java.time.Instant;

/** A user: what the platform knows now, and how they watch. */
final class SimulatedUser {
  private final Habits habits;
  private final Instant knownSince;
  private UserState state;

  /** Sessions begin after {@code knownSince}. */
  SimulatedUser(UserState state, Habits habits, Instant knownSince) {
    this.state = state;
    this.habits = habits;
    this.knownSince = knownSince;
  }

  UserState state() {
    return state;
  }

  void become(UserState next) {
    state = next;
  }

  Habits habits() {
    return habits;
  }

  Instant knownSince() {
    return knownSince;
  }
}
