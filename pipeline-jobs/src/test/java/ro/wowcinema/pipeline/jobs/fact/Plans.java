package ro.wowcinema.pipeline.jobs.fact;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultExecuteListenerProvider;

/**
 * Asks PostgreSQL, just before a statement on a table runs and in its transaction, how it will go
 * about it.
 */
final class Plans implements ExecuteListener {
  private static final long serialVersionUID = 1L;
  private static final Pattern HAS_PLAN =
      Pattern.compile(
          "^\\s*(insert|update|delete|select|with|merge|create temporary table \\S+ (on commit drop )?as)\\b",
          Pattern.CASE_INSENSITIVE);

  private final String table;
  private final List<String> plans;

  private Plans(String table, List<String> plans) {
    this.table = table;
    this.plans = plans;
  }

  /**
   * Plans of all statements of a context that reach the table, be it through views and functions,
   * while something is done.
   */
  static Plans during(DSLContext dsl, String table, Runnable work) {
    Plans plans = new Plans(table, new CopyOnWriteArrayList<>());
    dsl.configuration().set(new DefaultExecuteListenerProvider(plans));
    try {
      work.run();
    } finally {
      dsl.configuration().set(new ExecuteListenerProvider[0]);
    }
    return plans;
  }

  @Override
  public void executeStart(ExecuteContext context) {
    if (context.query() == null) {
      return;
    }
    // Another context, so that the listener does not record its own statements.
    DSLContext quiet = DSL.using(context.connection(), context.dialect());
    String sql = context.dsl().renderInlined(context.query());
    if (HAS_PLAN.matcher(sql).find()) {
      String plan =
          quiet.fetch("explain " + sql.replace("?", "??")).getValues(0, String.class).stream()
              .collect(Collectors.joining("\n"));
      if (plan.contains(table)) {
        plans.add(sql + "\n" + plan);
      }
    }
  }

  /** Those whose statement or plan has one of these names. */
  Plans naming(String... names) {
    return those(plan -> Stream.of(names).anyMatch(plan::contains));
  }

  /** All others. */
  Plans notNaming(String... names) {
    return those(plan -> Stream.of(names).noneMatch(plan::contains));
  }

  private Plans those(Predicate<String> condition) {
    return new Plans(table, plans.stream().filter(condition).toList());
  }

  List<String> all() {
    return List.copyOf(plans);
  }

  /** Names of the table's partitions that some plan reads from end to end. */
  Set<String> fullyScannedPartitions() {
    Pattern scan = Pattern.compile("Seq Scan on (" + table + "_\\w+)");
    Set<String> found = new TreeSet<>();
    for (String plan : plans) {
      Matcher matcher = scan.matcher(plan);
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }
}
