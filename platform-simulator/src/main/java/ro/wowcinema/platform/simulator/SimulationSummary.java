package ro.wowcinema.platform.simulator;

/**
 * What a simulation wrote.
 *
 * @param deliveries dated folders, of both sources
 * @param users users of the last day, those who left included
 * @param titles IMDb titles that any snapshot had
 * @param sessions viewing sessions of which at least one record was delivered
 * @param badRecords records that were spoilt or added on purpose
 */
public record SimulationSummary(
    int deliveries, long users, long titles, long sessions, long badRecords) {}
