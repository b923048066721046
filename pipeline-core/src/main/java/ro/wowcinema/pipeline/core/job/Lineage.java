package ro.wowcinema.pipeline.core.job;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.Table;

/**
 * What a job reads and writes, said once and before it runs: the DAG is checked against it, and
 * lineage is drawn from it.
 *
 * @param reads what the job's result depends on
 * @param target the one table or delivered file that the job maintains, and no other job does;
 *     empty for a job that only waits, or looks after the database
 * @param handsOver tables of touched keys to which the job adds work for jobs downstream
 * @param takesOff tables of touched keys from which the job takes the work it has done
 * @param recalls tables that jobs downstream write, as the run before left them
 */
public record Lineage(
    Set<DataSet> reads,
    Optional<DataSet> target,
    Set<DataSet> handsOver,
    Set<DataSet> takesOff,
    Set<DataSet> recalls) {

  public Lineage {
    reads = Set.copyOf(reads);
    requireNonNull(target, "target is null");
    handsOver = Set.copyOf(handsOver);
    takesOff = Set.copyOf(takesOff);
    recalls = Set.copyOf(recalls);
  }

  /** A job that neither reads nor writes data, and looks after what holds it. */
  public static Lineage none() {
    return new Lineage(Set.of(), Optional.empty(), Set.of(), Set.of(), Set.of());
  }

  /** A job that reads these tables. */
  public static Lineage reads(Table<?>... tables) {
    return new Lineage(setOf(tables), Optional.empty(), Set.of(), Set.of(), Set.of());
  }

  /** A job that reads this delivered or published file. */
  public static Lineage readsFile(DataSet file) {
    return new Lineage(Set.of(file), Optional.empty(), Set.of(), Set.of(), Set.of());
  }

  /** A job that reads what other systems have. */
  public static Lineage readsOutside(DataSet... sources) {
    return new Lineage(Set.of(sources), Optional.empty(), Set.of(), Set.of(), Set.of());
  }

  public Lineage writes(Table<?> table) {
    return writes(DataSet.of(table));
  }

  /** A job that delivers this file. */
  public Lineage writesFile(DataSet file) {
    return writes(file);
  }

  private Lineage writes(DataSet newTarget) {
    return new Lineage(reads, Optional.of(newTarget), handsOver, takesOff, recalls);
  }

  public Lineage handsOver(Table<?>... tables) {
    return new Lineage(reads, target, setOf(tables), takesOff, recalls);
  }

  public Lineage takesOff(Table<?>... tables) {
    return new Lineage(reads, target, handsOver, setOf(tables), recalls);
  }

  public Lineage recalls(Table<?>... tables) {
    return new Lineage(reads, target, handsOver, takesOff, setOf(tables));
  }

  /** Everything that must have been written before the job runs. */
  public Set<DataSet> inputs() {
    return union(reads, takesOff);
  }

  /** Everything that the job adds to. */
  public Set<DataSet> outputs() {
    return union(handsOver, Set.copyOf(target.stream().toList()));
  }

  private static Set<DataSet> union(Set<DataSet> left, Set<DataSet> right) {
    Set<DataSet> all = new TreeSet<>(left);
    all.addAll(right);
    return all;
  }

  private static Set<DataSet> setOf(Table<?>... tables) {
    return Set.copyOf(Stream.of(tables).map(DataSet::of).toList());
  }
}
