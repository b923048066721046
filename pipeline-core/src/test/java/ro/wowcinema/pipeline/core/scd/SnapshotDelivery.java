package ro.wowcinema.pipeline.core.scd;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A full snapshot; replaces what had been delivered for that day.
 *
 * @param day its place in time, from 1
 * @param content every member that exists on that day; empty: withdrawn, as if never delivered
 * @param gaps members about which it makes no statement where it does not have them
 * @param isGapOfAll whether it makes no statement about any member that it does not have
 */
record SnapshotDelivery(
    int day,
    Optional<Map<Integer, ScratchAttributes>> content,
    Set<Integer> gaps,
    boolean isGapOfAll) {
  boolean saysNothingOf(int member) {
    return content.isPresent()
        && !content.get().containsKey(member)
        && (isGapOfAll || gaps.contains(member));
  }
}
