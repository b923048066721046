package ro.wowcinema.pipeline.jobs.mart.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/**
 * Random subscribers who join, leave, get older and move over some months, counted as {@code
 * aggregate.subscription_churn} counts them, with some of those who are left named as inactive.
 */
final class ChurnHistory {
  private static final int MOST_MONTHS = 16;

  private final LocalDate first;
  private final int months;
  private final List<Subscriber> subscribers;

  /** Subscribed at the end of months {@code joined} to {@code left} - 1; moves once, or never. */
  private record Subscriber(
      int birthYear,
      int joined,
      int left,
      int county,
      int movesIn,
      int nextCounty,
      boolean isNamed) {
    boolean isSubscribedAtEndOf(int month) {
      return joined <= month && month < left;
    }

    int countyAtEndOf(int month) {
      return month < movesIn ? county : nextCounty;
    }
  }

  ChurnHistory(Random random) {
    first = LocalDate.of(2025, 1, 1).plusMonths(random.nextInt(12));
    months = 2 + random.nextInt(MOST_MONTHS - 1);
    int counties = 2 + random.nextInt(8);
    int perMonth = 1 + random.nextInt(random.nextBoolean() ? 12 : 80);
    double churn = random.nextDouble() * 0.4;
    double named = random.nextDouble();
    double moves = random.nextBoolean() ? 0 : 0.2;
    subscribers =
        Stream.generate(
                () -> {
                  int joined = random.nextInt(3) == 0 ? 0 : random.nextInt(months);
                  int left = joined + 1;
                  while (random.nextDouble() > churn && left <= months) {
                    left++;
                  }
                  return new Subscriber(
                      1955 + random.nextInt(57),
                      joined,
                      left,
                      skewed(random, counties),
                      random.nextDouble() < moves ? random.nextInt(months) : months,
                      skewed(random, counties),
                      random.nextDouble() < named);
                })
            .limit((long) perMonth * months)
            .toList();
  }

  /** Some counties are larger than others, from 1 on. */
  private static int skewed(Random random, int counties) {
    return 1 + Math.min(random.nextInt(counties), random.nextInt(counties));
  }

  void writeTo(DSLContext owner) {
    IntStream.range(1, months).forEach(month -> write(owner, month));
    LocalDate asOf = first.plusMonths(months).minusDays(1);
    owner.execute("insert into mart.as_of (as_of_date, history_from) values (?, ?)", asOf, first);
    for (Subscriber subscriber : subscribers) {
      if (subscriber.isNamed() && subscriber.isSubscribedAtEndOf(months - 1)) {
        name(owner, subscriber.countyAtEndOf(months - 1));
      }
    }
  }

  private void write(DSLContext owner, int month) {
    LocalDate date = first.plusMonths(month);
    for (Subscriber subscriber : subscribers) {
      if (subscriber.isSubscribedAtEndOf(month - 1)) {
        owner.execute(
            """
            insert into aggregate.subscription_churn (month, segment, value, subscribers_at_start, churned)
            values (?, 'age_band', mart.age_band(?, ?), 1, ?),
              (?, 'region', (select region_name from warehouse.dim_region where region_code = ?), 1, ?)
            on conflict (month, segment, value) do update set
              subscribers_at_start = subscription_churn.subscribers_at_start + 1,
              churned = subscription_churn.churned + excluded.churned
            """,
            date,
            subscriber.birthYear(),
            date.getYear(),
            subscriber.isSubscribedAtEndOf(month) ? 0 : 1,
            date,
            subscriber.countyAtEndOf(month - 1),
            subscriber.isSubscribedAtEndOf(month) ? 0 : 1);
      }
    }
  }

  /** Has {@code report_inactive_users} name one more subscriber of a county. */
  static void name(DSLContext owner, int county) {
    owner.execute(
        """
        insert into aggregate.plan (plan_key, plan_id, plan_name) values (1, 1, 'Gold')
        on conflict do nothing
        """);
    owner.execute(
        """
        insert into aggregate.user_status (user_id, subscribed_plan_key, subscribed_region_code, is_known)
        select count(*) + 1, 1, ?, true from aggregate.user_status
        """,
        county);
  }
}
