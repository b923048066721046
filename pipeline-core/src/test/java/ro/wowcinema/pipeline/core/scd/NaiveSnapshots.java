package ro.wowcinema.pipeline.core.scd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The final version of each day's snapshot, and what one reads off them from day to day. */
final class NaiveSnapshots {
  private static final Instant START = Instant.parse("2026-09-28T00:00:00Z");

  private final SortedMap<Integer, SnapshotDelivery> days = new TreeMap<>();

  static Instant startOf(int day) {
    return START.plusSeconds(86_400L * day);
  }

  void take(SnapshotDelivery delivery) {
    if (delivery.content().isPresent()) {
      days.put(delivery.day(), delivery);
    } else {
      days.remove(delivery.day());
    }
  }

  List<Instant> after(int day) {
    return days.tailMap(day + 1).keySet().stream().map(NaiveSnapshots::startOf).toList();
  }

  /**
   * What became true of each member and when, where it had not been true before; nothing stands for
   * its absence.
   */
  SortedMap<Integer, SortedMap<Instant, Optional<ScratchAttributes>>> changes() {
    SortedMap<Integer, SortedMap<Instant, Optional<ScratchAttributes>>> states = new TreeMap<>();
    for (SnapshotDelivery delivery : days.values()) {
      delivery
          .content()
          .orElseThrow()
          .keySet()
          .forEach(member -> states.put(member, new TreeMap<>()));
    }
    states.forEach(
        (member, timeline) ->
            days.forEach(
                (day, delivery) -> {
                  if (!delivery.saysNothingOf(member)) {
                    timeline.put(
                        startOf(day),
                        Optional.ofNullable(delivery.content().orElseThrow().get(member)));
                  }
                }));
    return withoutRepetitions(states);
  }

  /** Absence before a member first appears is no change either. */
  static SortedMap<Integer, SortedMap<Instant, Optional<ScratchAttributes>>> withoutRepetitions(
      SortedMap<Integer, SortedMap<Instant, Optional<ScratchAttributes>>> states) {
    SortedMap<Integer, SortedMap<Instant, Optional<ScratchAttributes>>> result = new TreeMap<>();
    states.forEach(
        (member, timeline) -> {
          SortedMap<Instant, Optional<ScratchAttributes>> changes = new TreeMap<>();
          Optional<ScratchAttributes> last = Optional.empty();
          for (Entry<Instant, Optional<ScratchAttributes>> state : timeline.entrySet()) {
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
  List<ScratchVersion> dimension() {
    List<ScratchVersion> versions = new ArrayList<>();
    changes()
        .forEach(
            (member, timeline) -> {
              SortedMap<Instant, ScratchAttributes> history = new TreeMap<>();
              timeline.forEach(
                  (at, traits) -> traits.ifPresent(present -> history.put(at, present)));
              versions.addAll(ScratchVersion.chain(member, history, null));
            });
    return versions;
  }
}
