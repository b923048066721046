package ro.wowcinema.pipeline.core.job;

import static java.util.Objects.requireNonNull;

import org.jooq.Table;

/**
 * Something that holds data: a table ({@code cleansed.user_change}) or a delivered file ({@code
 * landing/platform/users.csv}).
 *
 * @param name what lineage calls it
 */
public record DataSet(String name) implements Comparable<DataSet> {
  private static final String LANDING = "landing/";

  public DataSet {
    requireNonNull(name, "name is null");
  }

  /** A table or view of the database. */
  public static DataSet of(Table<?> table) {
    return new DataSet(table.getSchema().getName() + "." + table.getName());
  }

  /** A file of the landing zone, without its date: {@code platform/users.csv}. */
  public static DataSet landing(String source, String fileName) {
    return new DataSet(LANDING + source + "/" + fileName);
  }

  /** Whether it comes from outside, so that no job has to write it. */
  public boolean isExternal() {
    return name.startsWith(LANDING);
  }

  @Override
  public int compareTo(DataSet other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
