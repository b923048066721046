package ro.wowcinema.pipeline.core.operations;

import java.time.Instant;

/** What an attempt said, or how it ended. */
public record LogRow(Instant at, String task, int attempt, String message) {}
