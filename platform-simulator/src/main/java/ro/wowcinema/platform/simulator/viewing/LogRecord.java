package ro.wowcinema.platform.simulator.viewing;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A log record of a viewing session at one instant.
 *
 * @param closed whether it has the end, and the viewer's feedback
 * @param position its place in its file, mostly the order in which records were emitted
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
