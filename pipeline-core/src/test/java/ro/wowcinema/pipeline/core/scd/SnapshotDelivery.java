package ro.wowcinema.pipeline.core.scd;

import java.util.Map;

/**
 * A full snapshot: in place of what had been delivered for that day.
 *
 * @param day its place in time, from 1
 * @param content every member that exists on that day
 */
record SnapshotDelivery(int day, Map<Integer, Traits> content) {}
