package ro.wowcinema.pipeline.core.operations;

import java.time.Instant;

/** A message of an attempt, or its outcome. */
public record LogRow(Instant at, String task, int attempt, String message) {}
