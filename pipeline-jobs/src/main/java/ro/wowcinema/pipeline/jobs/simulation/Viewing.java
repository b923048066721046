package ro.wowcinema.pipeline.jobs.simulation;

import java.time.Instant;
import java.util.OptionalInt;

/** A viewing session as it really was. */
record Viewing(
    String logId,
    int userId,
    String titleId,
    Instant start,
    Instant end,
    OptionalInt rating,
    OptionalInt reaction,
    OptionalInt region) {}
