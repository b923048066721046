package ro.wowcinema.pipeline.core.quality;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Computes checks in the transaction that wrote the checked rows, before it commits
 * (write–audit–commit). Checks of single rows share one pass over the rows.
 */
public final class Audit {
  private static final int SAMPLES = 5;

  private record Group(Table<?> target, CheckScope scope) {}

  private final DSLContext dsl;
  private final CheckedTask task;

  /**
   * An audit of one attempt.
   *
   * @param dsl its transaction
   */
  public Audit(DSLContext dsl, CheckedTask task) {
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.task = requireNonNull(task, "task is null");
  }

  /** One result for each check. */
  public List<CheckResult> of(List<Check> checks) {
    Map<Group, List<Check>> groups = new LinkedHashMap<>();
    checks.forEach(
        check -> groups.computeIfAbsent(groupOf(check), group -> new ArrayList<>()).add(check));
    List<CheckResult> results = new ArrayList<>();
    groups.forEach((group, ofGroup) -> results.addAll(results(group, ofGroup)));
    return results;
  }

  private List<CheckResult> results(Group group, List<Check> checks) {
    Condition rows = group.scope().rows(dsl, task.logicalDate());
    CombinedCheckQuery pass =
        new CombinedCheckQuery(group.target(), rows, checks, task.logicalDate());
    Record measured = dsl.fetchSingle(pass.query());
    long checked = measured.get(0, BigDecimal.class).longValue();
    List<CheckResult> results = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      results.add(result(checks.get(i), pass, checked, measured.get(i + 1, BigDecimal.class)));
    }
    return results;
  }

  private CheckResult result(
      Check check, CombinedCheckQuery pass, long checked, BigDecimal measured) {
    if (check.measure() instanceof CheckMeasure.Figure figure) {
      return figureResult(check, figure.deviation(), checked, Optional.ofNullable(measured));
    }
    if (check.measure() instanceof CheckMeasure.RowsOf query) {
      Select<?> offending = query.offending(check.target(), pass.rows());
      return rowsResult(check, checked, dsl.fetchCount(offending), offending);
    }
    return rowsResult(check, checked, measured.longValue(), pass.offending(check));
  }

  private CheckResult rowsResult(
      Check check, long checked, long offending, Select<?> offendingRows) {
    return new CheckResult(
        check,
        check.limits().outcome(offending, checked),
        Optional.of(checked),
        Optional.of(offending),
        Optional.empty(),
        "%d of %d rows".formatted(offending, checked),
        offending == 0 ? Optional.empty() : Optional.of(samples(offendingRows)));
  }

  private CheckResult figureResult(
      Check check, Deviation deviation, long checked, Optional<BigDecimal> measured) {
    List<Double> earlier = new CheckLedger(dsl).earlier(check, task, deviation.mostDates());
    Optional<String> oddity =
        measured.flatMap(value -> deviation.oddity(value.doubleValue(), earlier));
    return new CheckResult(
        check,
        check.limits().outcome(oddity.isPresent() ? 1 : 0, 1),
        Optional.of(checked),
        Optional.empty(),
        measured,
        oddity.orElse(measured.isEmpty() ? "nothing to measure" : "as usual"),
        Optional.empty());
  }

  private String samples(Select<?> offendingRows) {
    Table<?> sample =
        dsl.selectFrom(offendingRows.asTable("offending")).limit(SAMPLES).asTable("sample");
    return dsl.select(DSL.field("jsonb_agg(to_jsonb({0}))::text", String.class, DSL.name("sample")))
        .from(sample)
        .fetchSingle()
        .value1();
  }

  private static Group groupOf(Check check) {
    return new Group(check.target(), check.scope());
  }
}
