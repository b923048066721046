package ro.wowcinema.platform.simulator.viewing;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What the log says of a viewing at one instant.
 *
 * @param closed whether it tells the end, and what the viewer thought
 * @param position where it comes in its file, mostly the order in which records were emitted
 */
public record LogRecord(
    ViewingSession viewing,
    boolean closed,
    Instant emittedAt,
    LocalDate deliveredOn,
    Instant position,
    boolean utc) {

  LogRecord againOn(LocalDate day) {
    return new LogRecord(viewing, closed, emittedAt, day, position, utc);
  }
}
