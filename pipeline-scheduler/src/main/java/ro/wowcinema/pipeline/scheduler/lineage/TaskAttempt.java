package ro.wowcinema.pipeline.scheduler.lineage;

import java.time.Instant;

/** One attempt of a task: what is a run of its own for OpenLineage. */
record TaskAttempt(String task, int number, Instant startedAt) {}
