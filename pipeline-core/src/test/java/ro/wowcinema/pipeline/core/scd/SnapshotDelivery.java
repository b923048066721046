package ro.wowcinema.pipeline.core.scd;

import java.util.Map;
import java.util.Optional;

/**
 * A full snapshot: in place of what had been delivered for that day.
 *
 * @param day its place in time, from 1
 * @param content every member that exists on that day; empty: taken back, as if never delivered
 */
record SnapshotDelivery(int day, Optional<Map<Integer, Traits>> content) {}
