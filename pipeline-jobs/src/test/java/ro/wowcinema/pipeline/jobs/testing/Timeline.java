package ro.wowcinema.pipeline.jobs.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.SortedMap;

/**
 * A member's versions as one would write them down by hand.
 *
 * @param spans half open, without gaps, from the beginning to the end of time
 */
public record Timeline<T>(List<Span<T>> spans) {
  private static final Instant BEGINNING = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

  /** One version. */
  public record Span<T>(T state, Instant from, Instant to) {
    boolean holdsAt(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  /** Neighbours that are equal are one version. */
  public static <T> Timeline<T> of(SortedMap<Instant, T> states) {
    List<Span<T>> spans = new ArrayList<>();
    for (Entry<Instant, T> state : states.entrySet()) {
      if (spans.isEmpty()) {
        spans.add(new Span<>(state.getValue(), BEGINNING, END));
        continue;
      }
      Span<T> last = spans.get(spans.size() - 1);
      if (!last.state().equals(state.getValue())) {
        spans.set(spans.size() - 1, new Span<>(last.state(), last.from(), state.getKey()));
        spans.add(new Span<>(state.getValue(), state.getKey(), END));
      }
    }
    return new Timeline<>(List.copyOf(spans));
  }

  public static <T> Timeline<T> always(T state) {
    return new Timeline<>(List.of(new Span<>(state, BEGINNING, END)));
  }

  public Span<T> at(Instant instant) {
    return spans.stream().filter(span -> span.holdsAt(instant)).findFirst().orElseThrow();
  }
}
