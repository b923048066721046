package ro.wowcinema.pipeline.core.scd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.SortedMap;

/** A row of the scratch dimension, without its surrogate key. */
record ScratchVersion(
    int member,
    ScratchAttributes traits,
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
  static List<ScratchVersion> chain(
      int member, SortedMap<Instant, ScratchAttributes> history, Integer colour) {
    List<ScratchVersion> chain = new ArrayList<>();
    for (Entry<Instant, ScratchAttributes> state : history.entrySet()) {
      if (chain.isEmpty()) {
        chain.add(open(member, state.getValue(), colour, Scd2Dimension.BEGINNING));
        continue;
      }
      ScratchVersion last = chain.get(chain.size() - 1);
      if (!last.traits().equals(state.getValue())) {
        chain.set(chain.size() - 1, last.endingAt(state.getKey()));
        chain.add(open(member, state.getValue(), colour, state.getKey()));
      }
    }
    return chain;
  }

  private static ScratchVersion open(
      int member, ScratchAttributes traits, Integer colour, Instant from) {
    return new ScratchVersion(member, traits, colour, from, Scd2Dimension.END, true);
  }

  private ScratchVersion endingAt(Instant end) {
    return new ScratchVersion(member, traits, colour, validFrom, end, false);
  }
}
