package ro.wowcinema.pipeline.core.schedule;

import java.time.LocalDate;
import java.util.Optional;

/** The deliveries of logical dates. */
public interface Deliveries {
  /** The first date for which anything is delivered; empty where nothing is. */
  Optional<LocalDate> first();

  /** The deliveries of a date, for people: {@code imdb, platform (incomplete)}. */
  String of(LocalDate date);

  /** What a run of the date waits for, without a full stop; empty if it waits for nothing. */
  Optional<String> missing(LocalDate date);
}
