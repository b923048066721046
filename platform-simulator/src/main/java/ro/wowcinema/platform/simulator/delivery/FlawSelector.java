package ro.wowcinema.platform.simulator.delivery;

import java.util.List;
import java.util.Optional;
import ro.wowcinema.platform.simulator.world.RandomStream;

/**
 * Selects which records of one file are bad, and how: every flaw in turn.
 *
 * <p>A file with more than 5 % rejected records fails as a whole, so flaws that cause rejects stay
 * below that, and a file of a few lines has none.
 */
final class FlawSelector {
  private static final double LARGEST_REFUSED_SHARE = 0.04;

  private final double ratio;
  private final RandomStream chance;
  private final List<Flaw> refusedFlaws;
  private final List<Flaw> acceptedFlaws;
  private int nextRefused;
  private int nextAccepted;
  private long records;
  private long refusedLines;
  private long badRecords;

  FlawSelector(double ratio, RandomStream chance, List<Flaw> flaws) {
    this.ratio = ratio;
    this.chance = chance;
    this.refusedFlaws = flaws.stream().filter(flaw -> flaw.refusedLines() > 0).toList();
    this.acceptedFlaws = flaws.stream().filter(flaw -> flaw.refusedLines() == 0).toList();
    // Small files show only a few flaws each: other ones on other days.
    this.nextRefused = chance.below(1 + refusedFlaws.size());
    this.nextAccepted = chance.below(1 + acceptedFlaws.size());
  }

  RandomStream chance() {
    return chance;
  }

  long badRecords() {
    return badRecords;
  }

  /** The flaw of the next record, if it should have one. */
  Optional<Flaw> next() {
    records++;
    if (acceptedFlaws.isEmpty() || !chance.isTrueWith(ratio)) {
      return Optional.empty();
    }
    badRecords++;
    int all = refusedFlaws.size() + acceptedFlaws.size();
    boolean refused = chance.below(all) < refusedFlaws.size() && canRefuseMore();
    return Optional.of(refused ? refusedFlaw() : acceptedFlaw());
  }

  private boolean canRefuseMore() {
    int wanted = refusedFlaws.get(nextRefused % refusedFlaws.size()).refusedLines();
    return refusedLines + wanted <= LARGEST_REFUSED_SHARE * records;
  }

  private Flaw refusedFlaw() {
    Flaw flaw = refusedFlaws.get(nextRefused++ % refusedFlaws.size());
    refusedLines += flaw.refusedLines();
    return flaw;
  }

  private Flaw acceptedFlaw() {
    return acceptedFlaws.get(nextAccepted++ % acceptedFlaws.size());
  }
}
