package ro.wowcinema.pipeline.jobs.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.TableField;
import ro.wowcinema.pipeline.core.quality.Check;
import ro.wowcinema.pipeline.core.quality.Relationship;

/** What the star's columns point to: what the jobs' checks say, and what none of them does. */
public final class References {
  /** Their jobs work the key out from a date, and take -1 outside of the calendar. */
  private static final List<DimensionReference> UNCHECKED =
      List.of(
          byKey("fact_watch_session", "start_date_key", "dim_date", "date_key"),
          byKey("fact_subscription_month", "month_date_key", "dim_date", "date_key"),
          byKey("fact_title_rating", "delivery_date_key", "dim_date", "date_key"));

  private static final List<DimensionReference> NATURAL =
      List.of(
          new DimensionReference("dim_user", "plan_id", "dim_plan", "plan_id", true),
          new DimensionReference("dim_title", "parent_title_id", "dim_title", "title_id", true));

  private final List<DimensionReference> all = new ArrayList<>();

  References(DagJobs jobs) {
    for (Check check : jobs.checks()) {
      check.relationship().flatMap(relationship -> inStar(check, relationship)).ifPresent(all::add);
    }
    all.addAll(UNCHECKED);
    all.addAll(NATURAL);
  }

  /** Those of the jobs that the product runs. */
  public static References ofTheProduct() {
    return new References(new DagJobs());
  }

  /** By natural keys too. */
  public List<DimensionReference> all() {
    return List.copyOf(all);
  }

  Optional<DimensionReference> of(StarTable table, StarColumn column) {
    return all.stream().filter(reference -> reference.isOf(table, column)).findFirst();
  }

  private static Optional<DimensionReference> inStar(Check check, Relationship relationship) {
    Field<?> column = relationship.columns().get(0);
    TableField<?, ?> key = relationship.referenced().get(0);
    return isInStar(check.target().getSchema().getName())
            && isInStar(key.getTable().getSchema().getName())
        ? Optional.of(
            byKey(
                check.target().getName(),
                column.getName(),
                key.getTable().getName(),
                key.getName()))
        : Optional.empty();
  }

  private static boolean isInStar(String schema) {
    return schema.equals("warehouse");
  }

  private static DimensionReference byKey(
      String table, String column, String dimension, String key) {
    return new DimensionReference(table, column, dimension, key, false);
  }
}
