package ro.wowcinema.pipeline.jobs.testing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;

/**
 * Solves for the suppressed figures of {@code report_churn_by_segment} from everything published.
 *
 * <p>People flow through groups: they are in one at the start of a month, and leave or stay for the
 * next month, in which new subscribers join them. Totals are published, shown figures are fixed, a
 * group with a row has at least one person, and users named in {@code report_inactive_users} have
 * stayed in their county. A reader cannot distinguish the real flow from any other within these
 * bounds, and a figure that is the same in all of them is known.
 */
public final class SuppressedFigures {
  private static final List<String> AGE_BANDS =
      List.of("0-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+");
  private static final String UNKNOWN = "unknown";

  private final String segment;
  private final boolean isLinked;
  private final TreeMap<LocalDate, Map<String, Group>> months = new TreeMap<>();
  private final FlowNetwork network = new FlowNetwork();
  private final Map<Group, Flows> flows = new HashMap<>();

  private SuppressedFigures(String segment, boolean isLinked, List<Group> groups) {
    this.segment = segment;
    this.isLinked = isLinked;
    groups.stream()
        .collect(groupingBy(Group::month))
        .forEach(
            (month, all) ->
                months.put(month, all.stream().collect(toMap(Group::value, group -> group))));
  }

  /** A real group and which of its figures the report shows. */
  private record Group(
      LocalDate month,
      String value,
      long people,
      long churned,
      long named,
      boolean hasRow,
      boolean showsPeople,
      boolean showsChurned,
      boolean showsRate) {
    long stayed() {
      return people - churned;
    }

    String atStart() {
      return value + " at the start of " + month;
    }

    String during() {
      return value + " during " + month;
    }
  }

  private record Flows(FlowNetwork.Arc atStart, FlowNetwork.Arc left, Set<FlowNetwork.Arc> stay) {}

  /** How many figures are null, and those of them that can have one value only. */
  public record Result(int suppressed, List<String> known) {}

  /**
   * A user may be in another group in the next month. {@code owner} also reads what is suppressed.
   */
  public static Result solve(DSLContext owner) {
    return solve(owner, List.of("age_band", "region"), false);
  }

  /** Users change their age band only in January, and then to the next. */
  public static Result solveAgeBandsAcrossMonths(DSLContext owner) {
    return solve(owner, List.of("age_band"), true);
  }

  private static Result solve(DSLContext owner, List<String> segments, boolean isLinked) {
    List<String> suppressed = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (String segment : segments) {
      SuppressedFigures figures = new SuppressedFigures(segment, isLinked, read(owner, segment));
      figures.connect();
      figures.flows.forEach((group, all) -> figures.solve(group, all, suppressed, known));
    }
    return new Result(suppressed.size(), known.stream().sorted().toList());
  }

  private static List<Group> read(DSLContext owner, String segment) {
    return owner
        .fetch(
            """
            select c.month, c.value, c.subscribers_at_start, c.churned,
              case when c.segment = 'region' and c.month = mart.month_of(a.as_of_date) then (
                select count(*) from mart.report_inactive_users as i where i.region_name = c.value) else 0 end,
              r.value is not null, r.subscribers_at_start is not null, r.churned is not null,
              r.churn_rate is not null
            from aggregate.subscription_churn as c
            cross join mart.as_of as a
            left join mart.report_churn_by_segment as r using (month, segment, value)
            where c.segment = ?
            """,
            segment)
        .map(
            row ->
                new Group(
                    row.get(0, LocalDate.class),
                    row.get(1, String.class),
                    row.get(2, long.class),
                    row.get(3, long.class),
                    Math.min(
                        row.get(4, long.class), row.get(2, long.class) - row.get(3, long.class)),
                    row.get(5, boolean.class),
                    row.get(6, boolean.class),
                    row.get(7, boolean.class),
                    row.get(8, boolean.class)));
  }

  private void connect() {
    months.values().forEach(groups -> groups.values().forEach(this::connect));
    months.forEach(
        (month, groups) -> {
          Map<String, Group> before = months.getOrDefault(month.minusMonths(1), Map.of());
          if (isLinked) {
            carryOver(month, groups, before);
          } else {
            spread(month, groups, before);
          }
        });
    months.forEach(
        (month, groups) -> {
          if (!months.containsKey(month.plusMonths(1))) {
            groups
                .values()
                .forEach(group -> stay(group, group.named(), "after " + month, group.stayed()));
          }
        });
  }

  private void connect(Group group) {
    String left = "left in " + group.month();
    flows.put(
        group,
        new Flows(
            group.showsPeople()
                ? network.fixed(group.atStart(), group.during(), group.people())
                : network.atLeast(
                    group.hasRow() ? 1 : 0, group.atStart(), group.during(), group.people()),
            group.showsChurned()
                ? network.fixed(group.during(), left, group.churned())
                : network.atLeast(0, group.during(), left, group.churned()),
            new HashSet<>()));
  }

  private void stay(Group group, long least, String to, long people) {
    flows.get(group).stay().add(network.atLeast(least, group.during(), to, people));
  }

  /** All who stayed, with those who are new, may be anywhere. */
  private void spread(LocalDate month, Map<String, Group> groups, Map<String, Group> before) {
    String pool = "subscribed by " + month;
    before.values().forEach(group -> stay(group, 0, pool, group.stayed()));
    groups.values().forEach(group -> network.atLeast(0, pool, group.atStart(), group.people()));
  }

  /** As few as possible get older: the first flow need not be the real one, only feasible. */
  private void carryOver(LocalDate month, Map<String, Group> groups, Map<String, Group> before) {
    boolean getOlder = month.getMonth() == Month.JANUARY;
    long arriving = 0;
    for (int i = 0; i <= AGE_BANDS.size(); i++) {
      String band = i == AGE_BANDS.size() ? UNKNOWN : AGE_BANDS.get(i);
      Group to = groups.get(band);
      Group from = before.get(band);
      Group older = getOlder && i + 1 < AGE_BANDS.size() ? groups.get(AGE_BANDS.get(i + 1)) : null;
      long people = to == null ? 0 : to.people();
      long stayed = from == null ? 0 : from.stayed();
      long leaving = older == null ? 0 : Math.max(0, stayed + arriving - people);
      if (from != null && to != null) {
        stay(from, 0, to.atStart(), stayed - leaving);
      }
      if (from != null && older != null) {
        stay(from, 0, older.atStart(), leaving);
      }
      if (to != null) {
        network.atLeast(0, "new by " + month, to.atStart(), people - (stayed - leaving) - arriving);
      }
      arriving = leaving;
    }
  }

  private void solve(Group group, Flows of, List<String> suppressed, List<String> known) {
    if (!group.hasRow()) {
      return;
    }
    String figure = "%s %s %s: ".formatted(group.month(), segment, group.value());
    if (!group.showsPeople()) {
      suppressed.add(figure);
      if (!network.canChange(of.atStart(), Set.of())) {
        known.add(figure + "subscribers_at_start = " + group.people());
      }
    }
    if (!group.showsChurned()) {
      suppressed.add(figure);
      if (!network.canChange(of.left(), Set.of())) {
        known.add(figure + "churned = " + group.churned());
      }
    }
    if (!group.showsRate()) {
      suppressed.add(figure);
      if (!rateCanChange(group, of)) {
        known.add(figure + "churn_rate = " + group.churned() + " / " + group.people());
      }
    }
  }

  /** By one for the other, by who left alone, or by who stayed alone. */
  private boolean rateCanChange(Group group, Flows of) {
    return network.canChange(of.left(), Set.of(of.atStart()))
        || (group.stayed() > 0 && network.canChange(of.left(), of.stay()))
        || (group.churned() > 0
            && of.stay().stream()
                .anyMatch(
                    stay -> {
                      Set<FlowNetwork.Arc> unchanged = new HashSet<>(of.stay());
                      unchanged.add(of.left());
                      return network.canChange(stay, unchanged);
                    }));
  }
}
