package ro.wowcinema.pipeline.core.schedule;

import java.time.LocalDate;
import java.util.Optional;

/** What has been delivered for logical dates. */
public interface Deliveries {
  /** The first date for which anything is delivered; empty where nothing is. */
  Optional<LocalDate> first();

  /** What is delivered for a date, for people: {@code imdb, platform (incomplete)}. */
  String of(LocalDate date);

  /** What a run of the date waits for, without a full stop; empty where it waits for nothing. */
  Optional<String> missing(LocalDate date);
}
