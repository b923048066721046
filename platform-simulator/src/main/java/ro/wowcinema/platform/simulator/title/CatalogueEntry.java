package ro.wowcinema.platform.simulator.title;

import java.time.LocalDate;
import java.util.Optional;

/** A title that the platform streams; without a first or last day, always. */
public record CatalogueEntry(Title title, Optional<LocalDate> from, Optional<LocalDate> until) {

  boolean isAvailableOn(LocalDate day) {
    return from.map(first -> !day.isBefore(first)).orElse(true)
        && until.map(day::isBefore).orElse(true);
  }

  CatalogueEntry leavingOn(LocalDate day) {
    return new CatalogueEntry(title, from, Optional.of(day));
  }
}
