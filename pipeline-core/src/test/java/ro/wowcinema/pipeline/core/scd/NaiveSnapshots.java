package ro.wowcinema.pipeline.core.scd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The final version of each day's snapshot, and what one reads off them from day to day. */
final class NaiveSnapshots {
  private static final Instant START = Instant.parse("2026-09-28T00:00:00Z");

  private final SortedMap<Integer, Map<Integer, Traits>> days = new TreeMap<>();

  static Instant startOf(int day) {
    return START.plusSeconds(86_400L * day);
  }

  void take(SnapshotDelivery delivery) {
    delivery
        .content()
        .ifPresentOrElse(
            content -> days.put(delivery.day(), content), () -> days.remove(delivery.day()));
  }

  Optional<Instant> nextAfter(int day) {
    return days.tailMap(day + 1).keySet().stream().findFirst().map(NaiveSnapshots::startOf);
  }

  /**
   * What became true of each member and when, where it had not been true before; nothing stands for
   * its absence.
   */
  SortedMap<Integer, SortedMap<Instant, Optional<Traits>>> changes() {
    SortedMap<Integer, SortedMap<Instant, Optional<Traits>>> states = new TreeMap<>();
    for (Map<Integer, Traits> content : days.values()) {
      content.keySet().forEach(member -> states.put(member, new TreeMap<>()));
    }
    for (Entry<Integer, SortedMap<Instant, Optional<Traits>>> member : states.entrySet()) {
      days.forEach(
          (day, content) ->
              member
                  .getValue()
                  .put(startOf(day), Optional.ofNullable(content.get(member.getKey()))));
    }
    return withoutRepetitions(states);
  }

  /** Absence before a member first appears is no change either. */
  static SortedMap<Integer, SortedMap<Instant, Optional<Traits>>> withoutRepetitions(
      SortedMap<Integer, SortedMap<Instant, Optional<Traits>>> states) {
    SortedMap<Integer, SortedMap<Instant, Optional<Traits>>> result = new TreeMap<>();
    states.forEach(
        (member, timeline) -> {
          SortedMap<Instant, Optional<Traits>> changes = new TreeMap<>();
          Optional<Traits> last = Optional.empty();
          for (Entry<Instant, Optional<Traits>> state : timeline.entrySet()) {
            if (!state.getValue().equals(last)) {
              changes.put(state.getKey(), state.getValue());
            }
            last = state.getValue();
          }
          if (!changes.isEmpty()) {
            result.put(member, changes);
          }
        });
    return result;
  }

  /** A member keeps its last version while it is absent. */
  List<Version> dimension() {
    List<Version> versions = new ArrayList<>();
    changes()
        .forEach(
            (member, timeline) -> {
              SortedMap<Instant, Traits> history = new TreeMap<>();
              timeline.forEach(
                  (at, traits) -> traits.ifPresent(present -> history.put(at, present)));
              versions.addAll(Version.chain(member, history, null));
            });
    return versions;
  }
}
