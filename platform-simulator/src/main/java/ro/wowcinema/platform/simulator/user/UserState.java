package ro.wowcinema.platform.simulator.user;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** A user as the platform's database has them from an instant on. */
public record UserState(
    int userId,
    PersonalDetails identity,
    Optional<Integer> region,
    Subscription subscription,
    boolean consent,
    boolean deleted,
    Instant updatedAt) {

  public boolean isSubscribedOn(LocalDate day) {
    return !deleted && subscription.covers(day);
  }

  UserState with(Subscription changed, Instant at) {
    return new UserState(userId, identity, region, changed, consent, deleted, at);
  }

  UserState with(PersonalDetails corrected, Instant at) {
    return new UserState(userId, corrected, region, subscription, consent, deleted, at);
  }

  UserState movedTo(int newRegion, Instant at) {
    return new UserState(
        userId, identity, Optional.of(newRegion), subscription, consent, deleted, at);
  }

  UserState withOppositeConsent(Instant at) {
    return new UserState(userId, identity, region, subscription, !consent, deleted, at);
  }

  UserState deletedAt(Instant at) {
    return new UserState(userId, identity, region, subscription, consent, true, at);
  }
}
