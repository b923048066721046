package ro.wowcinema.pipeline.jobs.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A flow between bounds. Another whole-number flow with the same supplies differs from it in some
 * arc if and only if the residual network has a cycle through that arc.
 */
final class FlowNetwork {
  private final Map<String, List<Arc>> arcs = new HashMap<>();

  static final class Arc {
    private final String from;
    private final String to;
    private final long least;
    private final long flow;
    private final boolean isFixed;

    private Arc(String from, String to, long least, long flow, boolean isFixed) {
      if (flow < least) {
        throw new IllegalArgumentException(
            "%s to %s: flow %d, at least %d".formatted(from, to, flow, least));
      }
      this.from = from;
      this.to = to;
      this.least = least;
      this.flow = flow;
      this.isFixed = isFixed;
    }
  }

  Arc fixed(String from, String to, long flow) {
    return add(new Arc(from, to, flow, flow, true));
  }

  /** Without an upper bound. */
  Arc atLeast(long least, String from, String to, long flow) {
    return add(new Arc(from, to, least, flow, false));
  }

  private Arc add(Arc arc) {
    arcs.computeIfAbsent(arc.from, node -> new ArrayList<>()).add(arc);
    arcs.computeIfAbsent(arc.to, node -> new ArrayList<>()).add(arc);
    return arc;
  }

  /** Whether another flow differs in {@code arc}, and not in {@code unchanged}. */
  boolean canChange(Arc arc, Set<Arc> unchanged) {
    Set<Arc> closed = new HashSet<>(unchanged);
    closed.add(arc);
    return (canGrow(arc) && leads(arc.to, arc.from, closed))
        || (canShrink(arc) && leads(arc.from, arc.to, closed));
  }

  private boolean leads(String from, String to, Set<Arc> closed) {
    Set<String> reached = new HashSet<>(Set.of(from));
    Deque<String> next = new ArrayDeque<>(reached);
    while (!next.isEmpty()) {
      String node = next.remove();
      for (Arc arc : arcs.get(node)) {
        boolean forward = arc.from.equals(node);
        String other = forward ? arc.to : arc.from;
        if ((forward ? canGrow(arc) : canShrink(arc))
            && !closed.contains(arc)
            && reached.add(other)) {
          next.add(other);
        }
      }
    }
    return reached.contains(to);
  }

  private static boolean canGrow(Arc arc) {
    return !arc.isFixed;
  }

  private static boolean canShrink(Arc arc) {
    return arc.flow > arc.least;
  }
}
