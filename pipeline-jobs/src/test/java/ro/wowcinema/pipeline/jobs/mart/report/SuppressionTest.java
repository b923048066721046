package ro.wowcinema.pipeline.jobs.mart.report;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ro.wowcinema.pipeline.core.testing.RandomCases;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.SuppressedFigures;
import ro.wowcinema.pipeline.jobs.testing.WarehouseCleaner;

/** Whether what report_churn_by_segment does not show can be computed from what is published. */
final class SuppressionTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final String WORLD =
      "(extract(year from month) * 6 + extract(month from month) / 2)::int";

  private static final LocalDate OCTOBER_20 = LocalDate.of(2026, 10, 20);
  private static final int HISTORIES = 25;

  @AfterEach
  void wipe() {
    WarehouseCleaner.wipe(warehouse.owner());
    warehouse.owner().execute("update mart.setting set smallest_group = 5");
  }

  /** What a county has in one world, or what the report shows of that: nulls where suppressed. */
  private record County(int world, String name, Integer people, Integer churned, String rate) {
    static County of(Record row) {
      return new County(
          row.get(0, int.class),
          row.get(1, String.class),
          row.get(2, Integer.class),
          row.get(3, Integer.class),
          row.get(4, String.class));
    }

    String shown() {
      return "%s: %s, %s, %s".formatted(name, people, churned, rate);
    }
  }

  /**
   * Each month is a world of its own, and all that there can be are there. Worlds with the same
   * totals and the same rows are one to the reader, also to one who knows the rule. (As many
   * subscribers as counties, each in one of her own, are known; there are 42, and these are few.)
   */
  @ParameterizedTest
  @CsvSource({"3, 5, 4", "3, 6, 5", "4, 3, 2"})
  void leavesEveryFigureTwoValuesWhereAllWorldsAreTried(
      int counties, int people, int smallestGroup) {
    enumerate(counties, people, smallestGroup);

    Map<Integer, List<County>> worlds =
        rows("aggregate.subscription_churn", "mart.share(churned, subscribers_at_start)");
    Map<Integer, List<County>> reports = rows("mart.report_churn_by_segment", "churn_rate");

    assertThat(reports.values().stream().flatMap(List::stream).filter(row -> row.people() == null))
        .isNotEmpty();
    assertThat(
            worlds.keySet().stream()
                .collect(groupingBy(world -> published(worlds.get(world), reports.get(world))))
                .entrySet()
                .stream()
                .filter(
                    alike ->
                        subscribers(worlds, alike.getValue()) < counties
                            || reports.containsKey(alike.getValue().get(0)))
                .flatMap(
                    alike ->
                        known(
                            alike.getKey(),
                            alike.getValue().stream().map(worlds::get).toList(),
                            reports.get(alike.getValue().get(0)))
                            .stream()))
        .isEmpty();
  }

  private static int subscribers(Map<Integer, List<County>> worlds, List<Integer> alike) {
    return worlds.get(alike.get(0)).stream().mapToInt(County::people).sum();
  }

  private static void enumerate(int counties, int people, int smallestGroup) {
    warehouse.owner().execute("update mart.setting set smallest_group = ?", smallestGroup);
    asOf(OCTOBER_20);
    warehouse
        .owner()
        .execute(
            """
            with choice as (
              select row_number() over () - 1 as choice, people, churned, count(*) over () as choices
              from generate_series(0, ?) as people cross join lateral generate_series(0, people) as churned
            )
            insert into aggregate.subscription_churn (month, segment, value, subscribers_at_start, churned)
            select ('0001-02-01'::date + world * interval '2 months')::date, 'region', 'County ' || county, people, churned
            from choice
            cross join generate_series(1, ?) as county
            cross join lateral generate_series(0, (choices ^ ?)::int - 1) as world
            where people > 0 and div(world, (choices ^ (county - 1))::int)::int % choices = choice
            """,
            people, counties, counties);
    warehouse.owner().execute("analyze aggregate.subscription_churn");
  }

  @Test
  void leavesEveryFigureTwoValuesInRandomHistories() {
    long seed = RandomCases.seed();
    Random random = new Random(seed);
    int suppressed = 0;
    for (int history = 0; history < HISTORIES; history++) {
      WarehouseCleaner.wipe(warehouse.owner());
      new ChurnHistory(random).writeTo(warehouse.owner());

      SuppressedFigures.Result result = SuppressedFigures.solve(warehouse.owner());

      assertThat(result.known()).as("history %d of seed %d", history, seed).isEmpty();
      suppressed += result.suppressed();
    }
    assertThat(suppressed).as("suppressed with seed %d", seed).isPositive();
  }

  /**
   * Everybody in the two smallest is named and stayed, so that their rows would add nothing new.
   */
  @Test
  void suppressesMoreWhereAllOfThemAreNamed() {
    asOf(OCTOBER_20);
    county("Alba", 2, 0, 2);
    county("Arad", 3, 0, 3);
    county("Cluj", 9, 0, 8);
    county("Dolj", 20, 0, 0);

    assertThat(suppressed()).containsExactly("Alba", "Arad", "Cluj");
    assertThat(SuppressedFigures.solve(warehouse.owner()).known()).isEmpty();
  }

  /** All who stayed in Arad are named, so that Alba's one subscriber would have left. */
  @Test
  void suppressesMoreWhereAllWhoStayedAreNamed() {
    asOf(OCTOBER_20);
    county("Alba", 1, 1, 0);
    county("Arad", 5, 2, 3);
    county("Cluj", 9, 1, 2);
    county("Dolj", 20, 0, 0);

    assertThat(suppressed()).containsExactly("Alba", "Arad", "Cluj");
    assertThat(SuppressedFigures.solve(warehouse.owner()).known()).isEmpty();
  }

  private static void asOf(LocalDate date) {
    warehouse
        .owner()
        .execute("insert into mart.as_of (as_of_date, history_from) values (?, ?)", date, date);
  }

  /**
   * Nobody joined the two smallest in September: those who stayed in it, which its rows show, are
   * all that they have in October.
   */
  @Test
  void suppressesMoreWhereTheMonthBeforeWouldTell() {
    asOf(OCTOBER_20);
    band("2026-09-01", "18-24", 6, 3);
    band("2026-09-01", "25-34", 9, 1);
    band("2026-09-01", "35-44", 20, 2);
    band("2026-09-01", "45-54", 30, 2);
    band("2026-10-01", "18-24", 3, 1);
    band("2026-10-01", "25-34", 8, 0);
    band("2026-10-01", "35-44", 22, 2);
    band("2026-10-01", "45-54", 28, 0);

    assertThat(suppressed()).containsExactly("18-24", "25-34", "35-44");
    assertThat(SuppressedFigures.solveAgeBandsAcrossMonths(warehouse.owner()).known()).isEmpty();
  }

  private static void band(String month, String band, int people, int churned) {
    warehouse
        .owner()
        .execute(
            "insert into aggregate.subscription_churn values (?::date, 'age_band', ?, ?, ?)",
            month,
            band,
            people,
            churned);
  }

  /** Of one month, which the as-of date is in. */
  private static void county(String name, int people, int churned, int named) {
    warehouse
        .owner()
        .execute(
            "insert into aggregate.subscription_churn values ('2026-10-01', 'region', ?, ?, ?)",
            name,
            people,
            churned);
    int code =
        (int)
            warehouse
                .owner()
                .fetchValue(
                    "select region_code::int from warehouse.dim_region where region_name = ?",
                    name);
    IntStream.range(0, named).forEach(user -> ChurnHistory.name(warehouse.owner(), code));
  }

  private static List<String> suppressed() {
    return warehouse
        .owner()
        .fetch("select value from mart.report_churn_by_segment where is_suppressed order by value")
        .getValues(0, String.class);
  }

  private static Map<Integer, List<County>> rows(String table, String rate) {
    return warehouse
        .owner()
        .fetch(
            "select %s, value, subscribers_at_start, churned, %s from %s order by month, value"
                .formatted(WORLD, rate, table))
        .stream()
        .map(County::of)
        .collect(groupingBy(County::world));
  }

  private static String published(List<County> counties, List<County> report) {
    return "%d subscribers, %d left; %s"
        .formatted(
            counties.stream().mapToInt(County::people).sum(),
            counties.stream().mapToInt(County::churned).sum(),
            report == null ? "no rows" : report.stream().map(County::shown).toList());
  }

  /** Where a month has no rows, the reader must not know how many a county has. */
  private static List<String> known(
      String published, List<List<County>> worlds, List<County> report) {
    List<County> unknown =
        report != null
            ? report
            : worlds.stream()
                .flatMap(List::stream)
                .map(County::name)
                .distinct()
                .map(name -> new County(0, name, null, 0, ""))
                .toList();
    List<String> known = new ArrayList<>();
    for (County row : unknown) {
      if (row.people() == null && values(worlds, row.name(), County::people) < 2) {
        known.add(row.name() + ": subscribers_at_start of " + published);
      }
      if (row.churned() == null && values(worlds, row.name(), County::churned) < 2) {
        known.add(row.name() + ": churned of " + published);
      }
      if (row.rate() == null && values(worlds, row.name(), County::rate) < 2) {
        known.add(row.name() + ": churn_rate of " + published);
      }
    }
    return known;
  }

  private static long values(
      List<List<County>> worlds, String name, Function<County, Object> figure) {
    return worlds.stream()
        .map(
            world ->
                world.stream().filter(county -> county.name().equals(name)).findAny().map(figure))
        .distinct()
        .count();
  }
}
