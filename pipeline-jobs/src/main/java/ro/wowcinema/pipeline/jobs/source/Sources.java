package ro.wowcinema.pipeline.jobs.source;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The sources of deliveries, and the zone of their dates. */
public final class Sources {
  /** IMDb's published files. */
  public static final String IMDB = "imdb";

  /** The streaming platform itself. */
  public static final String PLATFORM = "platform";

  /** Zone of logical dates, of months, and of instants that carry no offset. */
  public static final ZoneId BUCHAREST = ZoneId.of("Europe/Bucharest");

  private Sources() {}

  /** Instant at which a full snapshot of a logical date takes effect. */
  public static Instant startOf(LocalDate logicalDate) {
    return logicalDate.atStartOfDay(BUCHAREST).toInstant();
  }
}
