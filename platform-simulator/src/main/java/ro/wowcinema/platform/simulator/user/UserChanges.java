package ro.wowcinema.platform.simulator.user;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import ro.wowcinema.platform.simulator.world.Bucharest;
import ro.wowcinema.platform.simulator.world.RandomStream;

/** What may happen to a user on a day: at most one thing. */
final class UserChanges {
  private static final int LONGEST_NOTICE_DAYS = 30;

  /** The chances on one day; the rest of the days nothing happens. */
  private static final double CHANGES_PLAN = 0.003;

  private static final double CANCELS = 0.002;
  private static final double TURNS_CONSENT = 0.0015;
  private static final double MOVES = 0.001;
  private static final double CORRECTS_BIRTH_DATE = 0.0004;
  private static final double DELETES_ACCOUNT = 0.0003;
  private static final double COMES_BACK = 0.003;

  private final Counties counties = new Counties();
  private final List<Change> ofSubscribers =
      List.of(
          new Change(CHANGES_PLAN, UserChanges::changePlan),
          new Change(CANCELS, UserChanges::cancel),
          new Change(TURNS_CONSENT, (user, day, at, chance) -> user.withOppositeConsent(at)),
          new Change(MOVES, (user, day, at, chance) -> user.movedTo(counties.pick(chance), at)),
          new Change(CORRECTS_BIRTH_DATE, UserChanges::correctBirthDate),
          new Change(DELETES_ACCOUNT, (user, day, at, chance) -> user.deletedAt(at)));
  private final List<Change> ofOthers =
      List.of(
          new Change(COMES_BACK, UserChanges::comeBack),
          new Change(DELETES_ACCOUNT, (user, day, at, chance) -> user.deletedAt(at)));

  Optional<UserState> on(LocalDate day, UserState user, RandomStream chance) {
    double point = chance.fraction();
    if (user.deleted()) {
      return Optional.empty();
    }
    for (Change change : user.isSubscribedOn(day) ? ofSubscribers : ofOthers) {
      if (point < change.probability()) {
        Instant at = Bucharest.within(chance.between(7, 23), day, chance);
        return Optional.of(change.effect().on(user, day, at, chance));
      }
      point -= change.probability();
    }
    return Optional.empty();
  }

  private static UserState changePlan(
      UserState user, LocalDate day, Instant at, RandomStream chance) {
    Subscription current = user.subscription();
    return user.with(current.onPlan(Plan.drawOtherId(current.planId(), chance)), at);
  }

  private static UserState cancel(UserState user, LocalDate day, Instant at, RandomStream chance) {
    LocalDate end = day.plusDays(chance.between(1, LONGEST_NOTICE_DAYS));
    return user.with(user.subscription().endingOn(end), at);
  }

  private static UserState correctBirthDate(
      UserState user, LocalDate day, Instant at, RandomStream chance) {
    LocalDate known = user.identity().birthDate().orElse(LocalDate.of(1990, 1, 1));
    return user.with(user.identity().bornOn(known.plusDays(chance.between(-400, 400))), at);
  }

  private static UserState comeBack(
      UserState user, LocalDate day, Instant at, RandomStream chance) {
    return user.with(new Subscription(Plan.drawId(chance), day, Optional.empty()), at);
  }

  private record Change(double probability, Effect effect) {}

  private interface Effect {
    UserState on(UserState user, LocalDate day, Instant at, RandomStream chance);
  }
}
