package ro.wowcinema.pipeline.core.operations;

import java.time.Instant;

/**
 * A task of a run as people look at it: attempts, and the latest one's figures and message, of its
 * current execution; null before its first attempt.
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
