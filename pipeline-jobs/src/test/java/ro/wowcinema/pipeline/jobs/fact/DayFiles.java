package ro.wowcinema.pipeline.jobs.fact;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import ro.wowcinema.pipeline.jobs.source.Sources;
import ro.wowcinema.pipeline.jobs.testing.LandingFiles;

/**
 * Files of one date that come or change before the date is loaded; what is absent stays as it was.
 *
 * @param day 0 to 3
 * @param plans price by plan
 * @param runtimes runtime by title; none stands for an unknown one
 */
record DayFiles(
    int day,
    Optional<Map<Integer, String>> plans,
    Optional<Map<String, Optional<Integer>>> runtimes,
    Optional<List<UserLine>> users,
    Optional<List<SessionLine>> sessions) {
  private static final LocalDate FIRST = LocalDate.of(2026, 9, 29);

  /**
   * A line of users.csv.
   *
   * @param at half days since three days before the first date
   */
  record UserLine(
      long user, int at, int plan, Integer region, Integer birthYear, boolean isDeleted) {}

  /**
   * A line of sessions.jsonl.
   *
   * @param start half days since three days before the first date
   * @param length half days; null while it is open
   * @param emitted half days since three days before the first date
   */
  record SessionLine(
      String log,
      long user,
      String title,
      int start,
      Integer length,
      int emitted,
      Integer rating,
      Integer region) {
    Optional<Instant> end() {
      return Optional.ofNullable(length).map(halfDays -> instant(start + halfDays));
    }

    Optional<BigDecimal> ratingValue() {
      return Optional.ofNullable(rating).map(BigDecimal::valueOf);
    }
  }

  /**
   * Instants fall on midnights of the snapshots' dates, and between them. The last, ten half days,
   * is the latest that the first date's delivery may have.
   */
  static Instant instant(int halfDays) {
    return Sources.startOf(FIRST.minusDays(3)).plus(Duration.ofHours(12L * halfDays));
  }

  static Instant startOf(int day) {
    return Sources.startOf(FIRST.plusDays(day));
  }

  LocalDate date() {
    return FIRST.plusDays(day);
  }

  void writeTo(LandingFiles.Delivery delivery) {
    plans.ifPresent(
        prices ->
            delivery.plans(
                table(
                    "plan_id | plan_name | monthly_price | currency_code",
                    prices.entrySet().stream()
                        .map(plan -> "%d | P | %s | USD".formatted(plan.getKey(), plan.getValue()))
                        .toList())));
    runtimes.ifPresent(
        titles ->
            delivery.titles(
                table(
                    "tconst | runtimeMinutes",
                    titles.entrySet().stream()
                        .map(title -> title.getKey() + " | " + orEmpty(title.getValue()))
                        .toList())));
    users.ifPresent(
        lines ->
            delivery.users(
                table(
                    "user_id | updated_at | plan_id | region_code | birth_date | is_deleted | subscription_start_date",
                    lines.stream().map(DayFiles::cells).toList())));
    sessions.ifPresent(
        lines ->
            delivery.sessions(
                table(
                    "log_id | user_id | title_id | session_start | session_end | emitted_at | rating | region_code",
                    lines.stream().map(DayFiles::cells).toList())));
  }

  private static String cells(UserLine line) {
    return "%d | %s | %d | %s | %s | %s | 2026-01-01"
        .formatted(
            line.user(),
            instant(line.at()),
            line.plan(),
            orEmpty(Optional.ofNullable(line.region())),
            line.birthYear() == null ? "" : line.birthYear() + "-05-01",
            line.isDeleted());
  }

  private static String cells(SessionLine line) {
    return "%s | %d | %s | %s | %s | %s | %s | %s"
        .formatted(
            line.log(),
            line.user(),
            line.title(),
            instant(line.start()),
            orEmpty(line.end()),
            instant(line.emitted()),
            orEmpty(Optional.ofNullable(line.rating())),
            orEmpty(Optional.ofNullable(line.region())));
  }

  private static String orEmpty(Optional<?> value) {
    return value.map(String::valueOf).orElse("");
  }

  private static String table(String header, List<String> rows) {
    return header + rows.stream().map(row -> "\n" + row).collect(Collectors.joining());
  }
}
