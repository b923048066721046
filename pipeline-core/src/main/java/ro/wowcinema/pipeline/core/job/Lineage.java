package ro.wowcinema.pipeline.core.job;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.Table;

/**
 * What a job reads and writes, declared once and before it runs: the DAG is checked against it, and
 * lineage is derived from it.
 *
 * @param reads what the job's result depends on
 * @param targets the tables or the delivered file that only this job maintains: one, or several
 *     that must change together; none for a job that only waits, or that maintains the database
 *     itself
 * @param enqueues change queues to which the job adds keys for jobs downstream
 * @param consumes change queues from which the job deletes the keys that it has processed
 * @param readsPrevious tables that jobs downstream write, read as the previous run left them
 * @param origins where the columns of the only target come from, where the job declares it; a job
 *     whose work is SQL does not
 */
public record Lineage(
    Set<DataSet> reads,
    Set<DataSet> targets,
    Set<DataSet> enqueues,
    Set<DataSet> consumes,
    Set<DataSet> readsPrevious,
    Set<ColumnOrigin> origins) {

  public Lineage {
    reads = Set.copyOf(reads);
    targets = Set.copyOf(targets);
    enqueues = Set.copyOf(enqueues);
    consumes = Set.copyOf(consumes);
    readsPrevious = Set.copyOf(readsPrevious);
    origins = Set.copyOf(origins);
  }

  /** A job that neither reads nor writes data, and looks after what holds it. */
  public static Lineage none() {
    return reading(Set.of());
  }

  /** A job that reads these tables. */
  public static Lineage reads(Table<?>... tables) {
    return reading(setOf(tables));
  }

  /** A job that reads this delivered or published file. */
  public static Lineage readsFile(DataSet file) {
    return reading(Set.of(file));
  }

  /** A job that reads what other systems have. */
  public static Lineage readsOutside(DataSet... sources) {
    return reading(Set.of(sources));
  }

  private static Lineage reading(Set<DataSet> reads) {
    return new Lineage(reads, Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
  }

  /** A job that maintains this table, or these together. */
  public Lineage writes(Table<?>... tables) {
    return writes(setOf(tables));
  }

  /** A job that delivers this file. */
  public Lineage writesFile(DataSet file) {
    return writes(Set.of(file));
  }

  private Lineage writes(Set<DataSet> newTargets) {
    return new Lineage(reads, newTargets, enqueues, consumes, readsPrevious, origins);
  }

  public Lineage enqueues(Table<?>... tables) {
    return new Lineage(reads, targets, setOf(tables), consumes, readsPrevious, origins);
  }

  public Lineage consumes(Table<?>... tables) {
    return new Lineage(reads, targets, enqueues, setOf(tables), readsPrevious, origins);
  }

  public Lineage readsPrevious(Table<?>... tables) {
    return new Lineage(reads, targets, enqueues, consumes, setOf(tables), origins);
  }

  /** A job whose only target has columns that come from these fields. */
  public Lineage withOrigins(Set<ColumnOrigin> columns) {
    return new Lineage(reads, targets, enqueues, consumes, readsPrevious, columns);
  }

  /** All data sets that must have been written before the job runs. */
  public Set<DataSet> inputs() {
    return union(reads, consumes);
  }

  /** All data sets that the job adds to. */
  public Set<DataSet> outputs() {
    return union(enqueues, targets);
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
