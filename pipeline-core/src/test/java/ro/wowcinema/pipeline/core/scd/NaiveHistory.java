package ro.wowcinema.pipeline.core.scd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All delivered changes, and the dimension computed from them from scratch each time. */
final class NaiveHistory {
  private final SortedMap<Integer, MemberDelivery> deliveries = new TreeMap<>();

  void take(MemberDelivery delivery) {
    deliveries.put(delivery.number(), delivery);
  }

  List<ScratchVersion> dimension() {
    SortedMap<Integer, SortedMap<Instant, MemberDelivery.Change>> members = new TreeMap<>();
    for (MemberDelivery delivery : deliveries.values()) {
      for (MemberDelivery.Change change : delivery.changes()) {
        members.computeIfAbsent(change.member(), m -> new TreeMap<>()).put(change.at(), change);
      }
    }
    List<ScratchVersion> versions = new ArrayList<>();
    members.forEach((member, changes) -> versions.addAll(chain(member, changes)));
    return versions;
  }

  private static List<ScratchVersion> chain(
      int member, SortedMap<Instant, MemberDelivery.Change> changes) {
    SortedMap<Instant, ScratchAttributes> history = new TreeMap<>();
    for (Map.Entry<Instant, MemberDelivery.Change> change : changes.entrySet()) {
      history.put(change.getKey(), change.getValue().traits());
    }
    return ScratchVersion.chain(member, history, changes.get(changes.lastKey()).colour());
  }
}
