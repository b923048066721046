package ro.wowcinema.pipeline.core.quality;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.scd.Scd2Dimension;

/**
 * A condition that a table must meet once a job has written to it; declared by {@link Checks}
 * beside the job.
 *
 * @param name what it is called in {@code ops.check_result}; unique for a target
 * @param kind what it checks
 * @param target the table that it guards
 * @param scope which of its rows are checked
 * @param limits how many rows may offend
 * @param measure how it is computed
 */
public record Check(
    String name,
    CheckKind kind,
    Table<?> target,
    CheckScope scope,
    Limits limits,
    CheckMeasure measure) {
  public Check {
    requireNonNull(name, "name is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(target, "target is null");
    requireNonNull(scope, "scope is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(measure, "measure is null");
  }

  /** {@code warehouse.dim_user}. */
  public String targetName() {
    return target.getSchema().getName() + "." + target.getName();
  }

  /** The relationship that it requires, if its kind is {@code RELATIONSHIP}. */
  public Optional<Relationship> relationship() {
    return measure instanceof CheckMeasure.Points points
        ? Optional.of(points.relationship())
        : Optional.empty();
  }

  /** The dimension whose versions it checks, if its kind is {@code TIMELINE}. */
  public Optional<Scd2Dimension> dimension() {
    return measure instanceof CheckMeasure.BrokenTimelines timelines
        ? Optional.of(timelines.dimension())
        : Optional.empty();
  }

  /** When its figure is out of line, where it holds one against those of earlier dates. */
  public Optional<Deviation> deviation() {
    return measure instanceof CheckMeasure.Figure figure
        ? Optional.of(figure.deviation())
        : Optional.empty();
  }

  Check with(Limits newLimits) {
    return new Check(name, kind, target, scope, newLimits, measure);
  }
}
