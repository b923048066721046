package ro.wowcinema.platform.simulator;

/**
 * What a simulation wrote.
 *
 * @param deliveries dated folders, of both sources
 * @param users users of the last day, including those who left
 * @param titles IMDb titles that any snapshot had
 * @param sessions viewing sessions with at least one delivered record
 * @param badRecords records that were corrupted or added on purpose
 */
public record SimulationSummary(
    int deliveries, long users, long titles, long sessions, long badRecords) {}
