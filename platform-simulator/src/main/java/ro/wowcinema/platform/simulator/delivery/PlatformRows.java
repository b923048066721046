package ro.wowcinema.platform.simulator.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import ro.wowcinema.platform.simulator.title.CatalogueEntry;
import ro.wowcinema.platform.simulator.user.PersonalDetails;
import ro.wowcinema.platform.simulator.user.Plan;
import ro.wowcinema.platform.simulator.user.Subscription;
import ro.wowcinema.platform.simulator.user.UserState;
import ro.wowcinema.platform.simulator.viewing.LogRecord;
import ro.wowcinema.platform.simulator.viewing.ViewingSession;
import ro.wowcinema.platform.simulator.world.Bucharest;

/** The columns of the platform's files, and the values in their order. */
final class PlatformRows {
  static final List<String> PLAN_COLUMNS =
      List.of("plan_id", "plan_name", "monthly_price", "currency_code", "discount_percent");
  static final List<String> CATALOGUE_COLUMNS =
      List.of("title_id", "available_from", "available_until");
  static final List<String> USER_COLUMNS =
      List.of(
          "user_id",
          "first_name",
          "last_name",
          "email",
          "birth_date",
          "iban",
          "region_code",
          "plan_id",
          "subscription_start_date",
          "subscription_end_date",
          "consent_personalisation",
          "updated_at",
          "is_deleted");
  static final List<String> SESSION_COLUMNS =
      List.of(
          "log_id",
          "user_id",
          "title_id",
          "session_start",
          "session_end",
          "rating",
          "reaction",
          "region_code",
          "emitted_at");

  private PlatformRows() {}

  static List<String> plan(Plan plan) {
    return List.of(
        Integer.toString(plan.id()),
        plan.name(),
        plan.monthlyPrice(),
        "USD",
        Integer.toString(plan.discountPercent()));
  }

  static List<String> catalogueEntry(CatalogueEntry entry) {
    return Arrays.asList(entry.title().id(), date(entry.from()), date(entry.until()));
  }

  static List<String> user(UserState user, boolean withReferral) {
    PersonalDetails identity = user.identity();
    Subscription subscription = user.subscription();
    List<String> values = new ArrayList<>();
    values.add(Integer.toString(user.userId()));
    values.add(identity.name().first());
    values.add(identity.name().last());
    values.add(identity.email());
    values.add(date(identity.birthDate()));
    values.add(identity.iban().orElse(null));
    values.add(user.region().map(code -> Integer.toString(code)).orElse(null));
    values.add(Integer.toString(subscription.planId()));
    values.add(subscription.start().toString());
    values.add(date(subscription.end()));
    values.add(Boolean.toString(user.consent()));
    values.add(Bucharest.withOffset(user.updatedAt(), user.userId() % 2 == 0));
    values.add(Boolean.toString(user.deleted()));
    if (withReferral) {
      values.add("R" + user.userId() % 97);
    }
    return values;
  }

  static List<String> session(LogRecord record) {
    ViewingSession viewing = record.viewing();
    boolean closed = record.closed();
    return Arrays.asList(
        JsonLinesFormat.string(viewing.logId()),
        Integer.toString(viewing.userId()),
        JsonLinesFormat.string(viewing.titleId()),
        instant(viewing.start(), record),
        closed ? instant(viewing.end(), record) : null,
        closed ? number(viewing.rating()) : null,
        closed ? number(viewing.reaction()) : null,
        number(viewing.region()),
        instant(record.emittedAt(), record));
  }

  private static String date(Optional<LocalDate> date) {
    return date.map(LocalDate::toString).orElse(null);
  }

  private static String instant(Instant instant, LogRecord record) {
    return JsonLinesFormat.string(Bucharest.withOffset(instant, record.utc()));
  }

  private static String number(OptionalInt value) {
    return value.isPresent() ? Integer.toString(value.getAsInt()) : null;
  }
}
