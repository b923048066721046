package ro.wowcinema.pipeline.scheduler.jmx;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import javax.management.openmbean.TabularData;
import org.weakref.jmx.Managed;
import ro.wowcinema.pipeline.scheduler.jmx.MBeans.Described;
import ro.wowcinema.pipeline.scheduler.jmx.MBeans.ReadsOnly;

/** An exported test object: it counts, returns the caller, and fails in several ways. */
@Described("Lets people in")
public final class Turnstile {
  private int turns;
  private String lastCaller = "";

  @Managed(description = "How often it turned")
  public int getTurns() {
    return turns;
  }

  @Managed(description = "How often it turned")
  public void setTurns(int turns) {
    this.turns = turns;
  }

  @Managed(description = "Who turned it last")
  public String getLastCaller() {
    return lastCaller;
  }

  @Managed(description = "Lets one in on a date")
  public String turn(@Described("such as 2026-10-01") String date) {
    LocalDate day;
    try {
      day = LocalDate.parse(date);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "\"%s\" is no date; write it like 2026-10-01".formatted(date), e);
    }
    turns++;
    lastCaller = Caller.name();
    return "Turned for %s by %s".formatted(day, lastCaller);
  }

  @Managed(description = "Turns as often as that")
  public String turnOften(long times, boolean quietly) {
    turns += Math.toIntExact(times);
    return quietly ? "" : "Turned %d times".formatted(times);
  }

  @ReadsOnly
  @Managed(description = "Who would get in")
  public TabularData preview(String from, String to) {
    return OpenTypes.table(
        "turns",
        Turn.class,
        List.of(new Turn("zoe", LocalDate.parse(from)), new Turn("adam", null)));
  }

  @Managed(description = "Is out of order")
  public String breakDown() {
    if (turns < Integer.MAX_VALUE) {
      throw new OutOfOrderException("The turnstile is jammed");
    }
    return "Turned too often";
  }

  /** A pass through the turnstile. */
  record Turn(String who, LocalDate when) {}

  /** A type that clients do not have. */
  private static final class OutOfOrderException extends RuntimeException {
    OutOfOrderException(String message) {
      super(message, new java.sql.SQLException("detail"));
    }
  }
}
