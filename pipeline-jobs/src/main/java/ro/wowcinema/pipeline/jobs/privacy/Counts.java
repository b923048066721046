package ro.wowcinema.pipeline.jobs.privacy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many rows, files or places of each kind an action affected; identifies nobody. */
public final class Counts {
  private final Map<String, Long> counts = new TreeMap<>();

  public void add(String place, long count) {
    if (count > 0) {
      counts.merge(place, count, Long::sum);
    }
  }

  public void addAll(Counts others) {
    others.counts.forEach(this::add);
  }

  /** By place, in alphabetical order; places with a count of zero are omitted. */
  public Map<String, Long> byPlace() {
    return Collections.unmodifiableMap(counts);
  }

  public boolean isEmpty() {
    return counts.isEmpty();
  }

  String toJson() {
    return counts.entrySet().stream()
        .map(entry -> "\"%s\": %d".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
