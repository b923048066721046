package ro.wowcinema.pipeline.core.operation;

import java.time.Instant;

/** What an attempt said, or how it ended. */
public record LogRow(Instant at, String task, int attempt, String message) {}
