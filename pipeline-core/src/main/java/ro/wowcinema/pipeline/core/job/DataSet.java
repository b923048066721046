package ro.wowcinema.pipeline.core.job;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jooq.Table;

/**
 * A data set: a table ({@code cleansed.user_change}), a delivered file ({@code
 * landing/platform/users.csv}), a published file ({@code https://example.com/titles.gz}), or data
 * of another system ({@code outside/platform/users}).
 *
 * @param name its name in lineage
 */
public record DataSet(String name) implements Comparable<DataSet> {
  private static final String LANDING = "landing/";
  private static final String SCHEME_END = "://";
  private static final String OUTSIDE = "outside/";

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

  /** A published file. */
  public static DataSet published(URI uri) {
    return new DataSet(uri.toString());
  }

  /** Data of another system, for example a table of its database. */
  public static DataSet outside(String system, String name) {
    return new DataSet(OUTSIDE + system + "/" + name);
  }

  /** Whether it can come from outside, so that no job has to write it. */
  public boolean isExternal() {
    return name.startsWith(LANDING) || name.startsWith(OUTSIDE) || name.contains(SCHEME_END);
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
