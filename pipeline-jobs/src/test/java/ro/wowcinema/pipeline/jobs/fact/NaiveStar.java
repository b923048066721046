package ro.wowcinema.pipeline.jobs.fact;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import ro.wowcinema.pipeline.jobs.fact.DayFiles.SessionLine;
import ro.wowcinema.pipeline.jobs.fact.DayFiles.UserLine;
import ro.wowcinema.pipeline.jobs.testing.Timeline;
import ro.wowcinema.pipeline.jobs.testing.Timeline.Span;

/**
 * All files as they are now, and the star that is recomputed from them each time, as rows with bars
 * between their cells.
 */
final class NaiveStar {
  private record UserState(Integer plan, int region, boolean isDeleted) {}

  private static final UserState NOBODY = new UserState(null, -1, false);
  private static final BigDecimal COMPLETED = new BigDecimal("0.9");

  private final SortedMap<Integer, Map<Integer, String>> plans = new TreeMap<>();
  private final SortedMap<Integer, Map<String, Optional<Integer>>> runtimes = new TreeMap<>();
  private final SortedMap<Integer, List<UserLine>> users = new TreeMap<>();
  private final SortedMap<Integer, List<SessionLine>> sessions = new TreeMap<>();

  void take(DayFiles files) {
    files.plans().ifPresent(content -> plans.put(files.day(), content));
    files.runtimes().ifPresent(content -> runtimes.put(files.day(), content));
    files.users().ifPresent(content -> users.put(files.day(), content));
    files.sessions().ifPresent(content -> sessions.put(files.day(), content));
  }

  /** plan_id, monthly_price, is_offered, valid_from, valid_to. */
  List<String> planRows() {
    List<String> rows = new ArrayList<>();
    timelines(plans)
        .forEach(
            (plan, timeline) -> {
              boolean isOffered = plans.get(plans.lastKey()).containsKey(plan);
              timeline
                  .spans()
                  .forEach(
                      span -> rows.add(row(plan, span.state(), isOffered, span.from(), span.to())));
            });
    return rows;
  }

  /** title_id, runtime_minutes, in_imdb, in_catalog, is_inferred, valid_from, valid_to. */
  List<String> titleRows() {
    Map<String, Timeline<Optional<Integer>>> known = timelines(runtimes);
    List<String> rows = new ArrayList<>();
    titles()
        .forEach(
            (title, timeline) -> {
              boolean isInImdb =
                  !runtimes.isEmpty() && runtimes.get(runtimes.lastKey()).containsKey(title);
              boolean isInferred = !known.containsKey(title);
              timeline
                  .spans()
                  .forEach(
                      span ->
                          rows.add(
                              row(
                                  title,
                                  span.state().orElse(null),
                                  isInImdb,
                                  isInImdb,
                                  isInferred,
                                  span.from(),
                                  span.to())));
            });
    return rows;
  }

  /** user_id, plan_id, region_code, is_deleted, birth_year, is_inferred, valid_from, valid_to. */
  List<String> userRows() {
    Map<Long, SortedMap<Instant, UserLine>> known = knownUsers();
    List<String> rows = new ArrayList<>();
    users()
        .forEach(
            (user, timeline) -> {
              SortedMap<Instant, UserLine> lines = known.get(user);
              Integer birthYear = lines == null ? null : lines.get(lines.lastKey()).birthYear();
              for (Span<UserState> span : timeline.spans()) {
                rows.add(
                    row(
                        user,
                        span.state().plan(),
                        span.state().region(),
                        span.state().isDeleted(),
                        birthYear,
                        lines == null,
                        span.from(),
                        span.to()));
              }
            });
    return rows;
  }

  /**
   * session_id; id and start of the user's, title's and plan's version; region_code, close_reason,
   * session_end, watched_minutes, viewed_minutes, completion_ratio, is_completed, rating.
   */
  List<String> factRows() {
    Map<Long, Timeline<UserState>> userTimelines = users();
    Map<String, Timeline<Optional<Integer>>> titleTimelines = titles();
    Map<Integer, Timeline<String>> planTimelines = timelines(plans);
    List<String> rows = new ArrayList<>();
    for (SessionLine session : currentSessions().values()) {
      Instant start = DayFiles.instant(session.start());
      Span<UserState> user = userTimelines.get(session.user()).at(start);
      Span<Optional<Integer>> title = titleTimelines.get(session.title()).at(start);
      Timeline<String> plan =
          user.state().plan() == null ? null : planTimelines.get(user.state().plan());
      Optional<Instant> next = nextStart(session);
      Optional<Instant> end = session.end().or(() -> next);
      BigDecimal minutes =
          end.map(at -> BigDecimal.valueOf(Duration.between(start, at).toMinutes())).orElse(null);
      boolean isEndObserved = session.end().isPresent();
      BigDecimal ratio = isEndObserved ? ratio(minutes, title.state()) : null;
      BigDecimal viewed = isEndObserved ? minutes : atMost(title.state(), minutes);
      rows.add(
          row(
              session.log(),
              session.user(),
              user.from(),
              session.title(),
              title.from(),
              plan == null ? -1 : user.state().plan(),
              plan == null ? Instant.parse("1900-01-01T00:00:00Z") : plan.at(start).from(),
              session.region() == null ? -1 : session.region(),
              isEndObserved ? "explicit" : next.isPresent() ? "next_session" : "open",
              end.orElse(null),
              minutes,
              viewed,
              ratio,
              ratio == null ? null : ratio.compareTo(COMPLETED) >= 0,
              session.ratingValue().orElse(null)));
    }
    return rows;
  }

  private static BigDecimal ratio(BigDecimal minutes, Optional<Integer> runtime) {
    return minutes == null || runtime.isEmpty() || runtime.get() == 0
        ? null
        : minutes
            .divide(BigDecimal.valueOf(runtime.get()), 10, RoundingMode.HALF_UP)
            .min(BigDecimal.ONE);
  }

  /** What nobody saw the end of counts up to the runtime, and not at all where that is unknown. */
  private static BigDecimal atMost(Optional<Integer> runtime, BigDecimal minutes) {
    return minutes == null || runtime.isEmpty() || runtime.get() == 0
        ? null
        : minutes.min(BigDecimal.valueOf(runtime.get()));
  }

  private Optional<Instant> nextStart(SessionLine session) {
    return currentSessions().values().stream()
        .filter(other -> other.user() == session.user() && other.start() > session.start())
        .map(SessionLine::start)
        .min(Comparator.naturalOrder())
        .map(DayFiles::instant);
  }

  /** The latest emitted, then of the later file, then the later line. */
  private SortedMap<String, SessionLine> currentSessions() {
    SortedMap<String, SessionLine> current = new TreeMap<>();
    sessions
        .values()
        .forEach(
            lines ->
                lines.forEach(
                    line ->
                        current.merge(
                            line.log(),
                            line,
                            (before, after) ->
                                after.emitted() >= before.emitted() ? after : before)));
    return current;
  }

  private Map<Long, SortedMap<Instant, UserLine>> knownUsers() {
    Map<Long, SortedMap<Instant, UserLine>> known = new TreeMap<>();
    for (List<UserLine> lines : users.values()) {
      for (UserLine line : lines) {
        known
            .computeIfAbsent(line.user(), user -> new TreeMap<>())
            .put(DayFiles.instant(line.at()), line);
      }
    }
    return known;
  }

  private Map<Long, Timeline<UserState>> users() {
    Map<Long, Timeline<UserState>> timelines = new TreeMap<>();
    currentSessions().values().forEach(s -> timelines.put(s.user(), Timeline.always(NOBODY)));
    knownUsers()
        .forEach(
            (user, lines) -> {
              SortedMap<Instant, UserState> states = new TreeMap<>();
              lines.forEach(
                  (at, line) ->
                      states.put(
                          at,
                          new UserState(
                              line.plan(),
                              line.region() == null ? -1 : line.region(),
                              line.isDeleted())));
              timelines.put(user, Timeline.of(states));
            });
    return timelines;
  }

  private Map<String, Timeline<Optional<Integer>>> titles() {
    Map<String, Timeline<Optional<Integer>>> timelines = new TreeMap<>();
    currentSessions()
        .values()
        .forEach(s -> timelines.put(s.title(), Timeline.always(Optional.empty())));
    timelines.putAll(timelines(runtimes));
    return timelines;
  }

  /** Of full snapshots: a member that one lacks keeps the version it had. */
  private static <K extends Comparable<K>, T> Map<K, Timeline<T>> timelines(
      SortedMap<Integer, Map<K, T>> snapshots) {
    Set<K> members = new TreeSet<>();
    snapshots.values().forEach(content -> members.addAll(content.keySet()));
    Map<K, SortedMap<Instant, T>> states = new HashMap<>();
    members.forEach(member -> states.put(member, new TreeMap<>()));
    snapshots.forEach(
        (day, content) ->
            content.forEach(
                (member, state) -> states.get(member).put(DayFiles.startOf(day), state)));
    Map<K, Timeline<T>> timelines = new TreeMap<>();
    states.forEach((member, timeline) -> timelines.put(member, Timeline.of(timeline)));
    return timelines;
  }

  private static String row(Object... cells) {
    List<String> texts = new ArrayList<>();
    for (Object cell : cells) {
      texts.add(
          cell == null
              ? "-"
              : cell instanceof BigDecimal number
                  ? number.stripTrailingZeros().toPlainString()
                  : cell.toString());
    }
    return String.join(" | ", texts);
  }
}
