package ro.wowcinema.pipeline.core.scd;

import java.time.Instant;
import java.util.List;

/**
 * A delivery of changes: in place of what the delivery of that number had said before.
 *
 * @param number of two deliveries that speak of the same instant the higher number counts
 * @param changes of two that speak of the same member and instant the last counts
 */
record MemberDelivery(int number, List<Change> changes) {
  /** What became true of a member from an instant on. */
  record Change(int member, Instant at, ScratchAttributes traits, Integer colour) {}
}
