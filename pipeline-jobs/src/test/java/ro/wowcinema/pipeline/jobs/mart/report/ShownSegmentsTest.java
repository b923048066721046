package ro.wowcinema.pipeline.jobs.mart.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.RandomCases;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.WarehouseCleaner;

/** Which plans and counties have figures of their own, and whether those reveal the others. */
final class ShownSegmentsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  private static final int SMALLEST_GROUP = 5;
  private static final int MONTHS = 60;

  @AfterEach
  void wipe() {
    WarehouseCleaner.wipe(warehouse.owner());
  }

  /** People of a plan in a county, and whether the segment is shown. */
  private record Segment(int plan, int county, int people, boolean isShown) {}

  @Test
  void countyWithFewPeopleIsLeftOutWithTheNextSmallest() {
    people(1, 1, 4);
    people(1, 2, 9);
    people(1, 3, 20);

    assertThat(shownCounties()).containsExactly(3);
    assertThat(shownSegments()).containsExactly("1 3");
  }

  @Test
  void everyCountyWithEnoughPeopleIsShown() {
    people(1, 1, 5);
    people(1, 2, 9);

    assertThat(shownCounties()).containsExactly(1, 2);
    assertThat(shownSegments()).containsExactly("1 1", "1 2");
  }

  /** The three would be one each: what is left out must not be all alike. */
  @Test
  void countiesThatAreAllAlikeAreNotLeftOutAlone() {
    people(1, 1, 4);
    people(1, 2, 4);
    people(1, 3, 9);
    people(1, 4, 20);

    assertThat(shownCounties()).containsExactly(4);
  }

  @Test
  void countyIsShownWhereOnlyOneOfItsPlansHasFewPeople() {
    people(1, 1, 20);
    people(2, 1, 3);
    people(1, 2, 40);
    people(2, 2, 9);
    people(1, 3, 60);
    people(2, 3, 8);

    assertThat(shownCounties()).containsExactly(1, 2, 3);
    assertThat(shownSegments()).containsExactly("1 3", "2 3");
  }

  /** The second county's people are all of another plan: the three would be known. */
  @Test
  void plansOfTheCountiesThatAreLeftOutHaveEnoughPeopleTogether() {
    people(1, 1, 20);
    people(2, 1, 3);
    people(1, 2, 40);
    people(1, 3, 60);
    people(2, 3, 8);
    people(1, 4, 80);
    people(2, 4, 9);

    assertThat(shownSegments()).containsExactly("1 4", "2 4");
  }

  @Test
  void nothingThatIsShownRevealsWhatIsLeftOut() {
    long seed = RandomCases.seed();
    Random random = new Random(seed);
    for (int month = 0; month < MONTHS; month++) {
      fill(random, month);
    }
    int leftOut = 0;
    int shown = 0;
    for (Map.Entry<String, List<Segment>> month : segmentsByMonth().entrySet()) {
      List<Segment> segments = month.getValue();
      Set<Integer> counties = shownCounties(month.getKey());
      assertCountiesRevealNothing(seed, segments, counties);
      assertPlansRevealNothing(seed, segments, counties);
      leftOut += (int) segments.stream().filter(segment -> !segment.isShown()).count();
      shown += (int) segments.stream().filter(Segment::isShown).count();
    }
    assertThat(leftOut).as("left out with seed %d", seed).isPositive();
    assertThat(shown).as("shown with seed %d", seed).isPositive();
  }

  private static void fill(Random random, int month) {
    int counties = 4 + random.nextInt(20);
    int most = 10 + random.nextInt(120);
    for (int county = 1; county <= counties; county++) {
      for (int plan = 1; plan <= 3; plan++) {
        int people = random.nextInt(2 + most / plan);
        if (people > 0) {
          people(month, plan, county, people);
        }
      }
    }
  }

  private static void assertCountiesRevealNothing(
      long seed, List<Segment> segments, Set<Integer> shown) {
    Map<Integer, Integer> people =
        segments.stream().collect(groupingBy(Segment::county, summingInt(Segment::people)));
    List<Integer> leftOut =
        people.entrySet().stream()
            .filter(county -> !shown.contains(county.getKey()))
            .map(Map.Entry::getValue)
            .sorted()
            .toList();
    assertThat(shown).as("seed %d", seed).allMatch(county -> people.get(county) >= SMALLEST_GROUP);
    if (!leftOut.isEmpty() && !shown.isEmpty()) {
      int largest = leftOut.get(leftOut.size() - 1);
      assertThat(leftOut.stream().mapToInt(Integer::intValue).sum())
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(SMALLEST_GROUP);
      assertThat(leftOut.get(0)).as("seed %d", seed).isLessThan(largest);
      assertThat(shown).as("seed %d", seed).allMatch(county -> people.get(county) > largest);
    }
  }

  /**
   * The bounds of a cell of a table with known margins (Fréchet). Counties without a figure of
   * their own are one row to the reader.
   */
  private static void assertPlansRevealNothing(
      long seed, List<Segment> segments, Set<Integer> shownCounties) {
    List<Segment> leftOut = segments.stream().filter(segment -> !segment.isShown()).toList();
    assertThat(segments)
        .as("seed %d", seed)
        .allMatch(segment -> !segment.isShown() || segment.people() >= SMALLEST_GROUP);
    Map<Integer, Integer> ofPlan =
        leftOut.stream().collect(groupingBy(Segment::plan, summingInt(Segment::people)));
    Map<Integer, Integer> ofCounty =
        leftOut.stream().collect(groupingBy(Segment::county, summingInt(Segment::people)));
    int all = leftOut.stream().mapToInt(Segment::people).sum();
    for (Segment segment : leftOut) {
      int county = ofCounty.get(segment.county());
      int plan = ofPlan.get(segment.plan());
      boolean isOfOneRow = shownCounties.contains(segment.county());
      if (isOfOneRow && segment.people() < SMALLEST_GROUP) {
        assertThat(Math.max(0, county + plan - all))
            .as("least of %s with seed %d", segment, seed)
            .isLessThan(Math.min(county, plan));
      }
    }
  }

  private static void people(int plan, int county, int people) {
    people(0, plan, county, people);
  }

  private static void people(int month, int plan, int county, int people) {
    warehouse
        .owner()
        .execute(
            """
            insert into aggregate.subscription_summary
              (month, plan_id, plan_name, currency_code, region_code, subscribers, new_subscribers, subscribers_at_end)
            values (date '2020-01-01' + ? * interval '1 month', ?, 'Plan', 'USD', ?, ?, 0, 0)
            """,
            month,
            plan,
            county,
            people);
  }

  private static List<Integer> shownCounties() {
    return warehouse
        .owner()
        .fetch(
            "select region_code from mart.current_shown_segment where plan_id is null order by 1")
        .getValues(0, Integer.class);
  }

  private static List<String> shownSegments() {
    return warehouse
        .owner()
        .fetch(
            "select plan_id || ' ' || region_code from mart.current_shown_segment where plan_id is not null order by 1")
        .getValues(0, String.class);
  }

  private static Set<Integer> shownCounties(String month) {
    return warehouse
        .owner()
        .fetch(
            "select region_code from mart.current_shown_segment where plan_id is null and month = ?::date",
            month)
        .intoSet(0, Integer.class);
  }

  private static Map<String, List<Segment>> segmentsByMonth() {
    return new TreeMap<>(
        warehouse
            .owner()
            .fetch(
                """
                select s.month, s.plan_id, s.region_code, s.subscribers, c.month is not null
                from aggregate.subscription_summary as s
                left join mart.current_shown_segment as c using (month, plan_id, region_code)
                """)
            .stream()
            .collect(
                groupingBy(
                    row -> row.get(0, String.class),
                    Collectors.mapping(
                        row ->
                            new Segment(
                                row.get(1, int.class),
                                row.get(2, int.class),
                                row.get(3, int.class),
                                row.get(4, boolean.class)),
                        Collectors.toCollection(ArrayList::new)))));
  }
}
