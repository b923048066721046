package ro.wowcinema.platform.simulator.viewing;

import java.time.Instant;
import java.util.OptionalInt;

/** A viewing session as it really was. */
public record ViewingSession(
    String logId,
    int userId,
    String titleId,
    Instant start,
    Instant end,
    OptionalInt rating,
    OptionalInt reaction,
    OptionalInt region) {}
