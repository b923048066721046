package ro.wowcinema.pipeline.core.operations;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A run as operators see it.
 *
 * @param state how it stands in the ledger; {@code waiting} where it is requested and something is
 *     missing
 * @param done tasks that succeeded or had nothing to do
 * @param tasks tasks in all
 * @param problem of the first task that failed, or what the run waits for; null where neither
 *     applies
 */
public record RunRow(
    String dag,
    LocalDate date,
    String state,
    String type,
    Instant startedAt,
    Instant finishedAt,
    long done,
    long tasks,
    String problem) {}
