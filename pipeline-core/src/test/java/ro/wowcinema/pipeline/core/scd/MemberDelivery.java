package ro.wowcinema.pipeline.core.scd;

import java.time.Instant;
import java.util.List;

/**
 * A delivery of changes; replaces what an earlier delivery of that number had.
 *
 * @param number of two deliveries about the same instant the higher number counts
 * @param changes of two about the same member and instant the last counts
 */
record MemberDelivery(int number, List<Change> changes) {
  /** What became true of a member from an instant on. */
  record Change(int member, Instant at, ScratchAttributes traits, Integer colour) {}
}
