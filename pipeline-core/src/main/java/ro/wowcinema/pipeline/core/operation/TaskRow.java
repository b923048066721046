package ro.wowcinema.pipeline.core.operation;

import java.time.Instant;

/**
 * A task of a run as people look at it; its latest attempt's figures and message, null before it.
 */
public record TaskRow(
    String task,
    String state,
    int attempts,
    Instant startedAt,
    Instant finishedAt,
    Long rowsRead,
    Long rowsWritten,
    String message) {}
