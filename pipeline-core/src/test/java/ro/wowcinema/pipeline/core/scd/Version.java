package ro.wowcinema.pipeline.core.scd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.SortedMap;

/** A row of the scratch dimension, without its surrogate key. */
record Version(
    int member,
    Traits traits,
    Integer colour,
    Instant validFrom,
    Instant validTo,
    boolean isCurrent) {
  /** What a version is known by. */
  record Id(int member, Instant validFrom) {}

  Id id() {
    return new Id(member, validFrom);
  }

  /** The chain as one would write it down by hand, state after state. */
  static List<Version> chain(int member, SortedMap<Instant, Traits> history, Integer colour) {
    List<Version> chain = new ArrayList<>();
    for (Entry<Instant, Traits> state : history.entrySet()) {
      if (chain.isEmpty()) {
        chain.add(open(member, state.getValue(), colour, Scd2Dimension.BEGINNING));
        continue;
      }
      Version last = chain.get(chain.size() - 1);
      if (!last.traits().equals(state.getValue())) {
        chain.set(chain.size() - 1, last.endingAt(state.getKey()));
        chain.add(open(member, state.getValue(), colour, state.getKey()));
      }
    }
    return chain;
  }

  private static Version open(int member, Traits traits, Integer colour, Instant from) {
    return new Version(member, traits, colour, from, Scd2Dimension.END, true);
  }

  private Version endingAt(Instant end) {
    return new Version(member, traits, colour, validFrom, end, false);
  }
}
