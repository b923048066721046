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
 *     empty for a job that only waits
 * @param handsOver tables of touched keys to which the job adds work for jobs downstream
 * @param takesOff tables of touched keys from which the job takes the work it has done
 */
public record Lineage(
    Set<DataSet> reads, Optional<DataSet> target, Set<DataSet> handsOver, Set<DataSet> takesOff) {

  public Lineage {
    reads = Set.copyOf(reads);
    requireNonNull(target, "target is null");
    handsOver = Set.copyOf(handsOver);
    takesOff = Set.copyOf(takesOff);
  }

  /** A job that reads these tables. */
  public static Lineage reads(Table<?>... tables) {
    return new Lineage(setOf(tables), Optional.empty(), Set.of(), Set.of());
  }

  /** A job that reads this delivered file. */
  public static Lineage readsFile(DataSet file) {
    return new Lineage(Set.of(file), Optional.empty(), Set.of(), Set.of());
  }

  /** A job that reads what other systems have. */
  public static Lineage readsOutside(DataSet... sources) {
    return new Lineage(Set.of(sources), Optional.empty(), Set.of(), Set.of());
  }

  public Lineage writes(Table<?> table) {
    return writes(DataSet.of(table));
  }

  /** A job that delivers this file. */
  public Lineage writes(DataSet file) {
    return new Lineage(reads, Optional.of(file), handsOver, takesOff);
  }

  public Lineage handsOver(Table<?>... tables) {
    return new Lineage(reads, target, setOf(tables), takesOff);
  }

  public Lineage takesOff(Table<?>... tables) {
    return new Lineage(reads, target, handsOver, setOf(tables));
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
