package ro.wowcinema.pipeline.jobs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.RandomCases;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** Whatever the loader accepts fits every column that anything downstream derives from it. */
final class ExtremeValuesTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse);

  private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
  private static final LocalDate SECOND = FIRST.plusDays(1);

  /** The first and, delivered on the first date, the last plausible instant. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2026-11-02T21:59:59.999999Z");
  private static final Duration LONGEST_SESSION = Duration.ofDays(7);

  /** Four bytes each in UTF-8. */
  private static final String WIDE = "𝔚";

  private static final String DEAREST = "9999999999.99";
  private static final String MAX_INT = "2147483647";
  private static final String LONG_TITLE_ID = "tt" + "9".repeat(18);
  private static final List<String> DATES =
      List.of("1000-01-01", "1899-12-31", "1900-01-01", "2026-11-01", "2026-11-02", "9998-12-31");
  private static final List<String> TITLES =
      Stream.concat(
              Stream.of(LONG_TITLE_ID, "tt0"),
              IntStream.range(1, 12).mapToObj(number -> "tt%07d".formatted(number)))
          .toList();

  /** Which nobody watched: each viewer's profile would have all of its directors to count. */
  private static final String EVERYBODYS_TITLE = "tt0000099";

  private static final List<String> DIRECTORS =
      IntStream.rangeClosed(1, 40_000).mapToObj(number -> "nm%07d".formatted(number)).toList();

  /** Enough of them for their money to be worth more than any price. */
  private static final int SUBSCRIBERS = 120;

  private static final long[] USERS =
      LongStream.concat(
              LongStream.rangeClosed(Long.MAX_VALUE - SUBSCRIBERS + 1, Long.MAX_VALUE),
              LongStream.rangeClosed(1, 12))
          .toArray();

  @Test
  void whatIsAcceptedFitsEverywhere() {
    long seed = RandomCases.seed();
    Random random = new Random(seed);
    for (LocalDate date : List.of(FIRST, SECOND)) {
      deliver(date, random);
      loads.run(date);

      assertThat(loads.rows("select reason_code from ops.quarantine")).as("seed " + seed).isEmpty();
      assertThat(loads.rows("select reason_code, column_name from ops.field_warning"))
          .as("seed " + seed)
          .isEmpty();
      assertThat(readAll()).as("seed " + seed).isNotEmpty();
    }
    loads.rebuild(SECOND);
    assertThat(
            loads.rows(
                "select subscribers >= %d, gross_amount = subscribers * %s, gross_amount = net_amount + discount_amount from mart.report_revenue_by_plan where month = '2026-11-01' and plan_name = 'Dear'"
                    .formatted(SUBSCRIBERS, DEAREST)))
        .containsExactly("true | true | true");
    assertThat(loads.rows("select max(director_order) from warehouse.bridge_title_director"))
        .containsExactly(String.valueOf(DIRECTORS.size()));
  }

  @Test
  void namesOfPlansFitTheirIndexes() {
    loads.on(FIRST);
    String plans = "plan_id,plan_name,monthly_price,currency_code\n1,%s,1,USD\n2,%s,1,USD\n";
    loads
        .files()
        .write("platform", FIRST, "plans.csv", plans.formatted(WIDE.repeat(200), WIDE.repeat(201)));

    loads.run(FIRST);

    assertThat(loads.rows("select plan_id from warehouse.dim_plan where plan_id > 0"))
        .containsExactly("1");
    assertThat(loads.rows("select line_number from ops.quarantine")).containsExactly("3");
  }

  /** Everything that people read, to the last row and column. */
  private List<String> readAll() {
    return loads
        .rows(
            "select table_schema || '.' || table_name from information_schema.tables where table_schema in ('warehouse', 'aggregate', 'mart')")
        .stream()
        .flatMap(
            table ->
                loads
                    .rows("select sum(length(to_jsonb(t)::text)) from %s as t".formatted(table))
                    .stream())
        .toList();
  }

  private void deliver(LocalDate date, Random random) {
    loads.on(date);
    write("imdb", date, "title.basics.tsv", titles(random));
    write("imdb", date, "title.ratings.tsv", ratings(random));
    write("imdb", date, "title.crew.tsv", crew());
    write("imdb", date, "title.episode.tsv", episodes(random));
    write("imdb", date, "name.basics.tsv", people(random));
    write("platform", date, "plans.csv", plans());
    write("platform", date, "users.csv", users(random));
    write("platform", date, "catalog.csv", catalog(random));
    write("platform", date, "sessions.jsonl", sessions(date, random));
  }

  private void write(String source, LocalDate date, String file, List<String> lines) {
    loads.files().write(source, date, file, String.join("\n", lines) + "\n");
  }

  private static List<String> plans() {
    return List.of(
        "plan_id,plan_name,monthly_price,currency_code,discount_percent",
        "1,Dear," + DEAREST + ",USD,0.0000000001",
        "2," + WIDE.repeat(200) + ",0,RON,100",
        MAX_INT + "," + WIDE.repeat(199) + "x," + DEAREST + ",EUR,99.9999999999");
  }

  private static List<String> users(Random random) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "user_id,first_name,last_name,email,birth_date,iban,region_code,plan_id,subscription_start_date,subscription_end_date,consent_personalisation,updated_at,is_deleted"));
    for (int i = 0; i < USERS.length; i++) {
      boolean isSubscriber = i < SUBSCRIBERS;
      lines.add(
          String.join(
              ",",
              String.valueOf(USERS[i]),
              WIDE.repeat(2_000),
              WIDE.repeat(2_000),
              WIDE.repeat(1_000) + "@example.com",
              one(random, DATES),
              "RO49AAAA1B31007593840000" + "0".repeat(1_000),
              one(random, List.of("", "1", "42")),
              isSubscriber ? "1" : one(random, List.of("1", "2", "77", MAX_INT)),
              isSubscriber ? (i == 0 ? "1000-01-01" : "2026-10-31") : one(random, DATES),
              isSubscriber ? one(random, List.of("", "9998-12-31")) : one(random, DATES),
              one(random, List.of("true", "true", "false")),
              one(random, List.of(EARLIEST.toString(), LATEST.toString())),
              isSubscriber ? "false" : one(random, List.of("true", "false"))));
    }
    return lines;
  }

  private static List<String> catalog(Random random) {
    return Stream.concat(
            Stream.of("title_id,available_from,available_until"),
            TITLES.stream()
                .map(title -> title + "," + one(random, DATES) + "," + one(random, DATES)))
        .toList();
  }

  private static List<String> titles(Random random) {
    String manyGenres = IntStream.range(0, 250).mapToObj(i -> charAt(i)).collect(joining(","));
    List<String> lines =
        new ArrayList<>(
            List.of(
                "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres"));
    lines.add(EVERYBODYS_TITLE + "\tmovie\tEverybody\t\\N\t0\t2026\t\\N\t90\tDrama");
    for (String title : TITLES) {
      lines.add(
          String.join(
              "\t",
              title,
              one(random, List.of("movie", "tvMovie", "tvEpisode", WIDE.repeat(3_000))),
              WIDE.repeat(4_000),
              WIDE.repeat(4_000),
              one(random, List.of("0", "1")),
              one(random, List.of("0", "9999")),
              one(random, List.of("0", "9999", "\\N")),
              one(random, List.of("0", "1", "90", MAX_INT, "\\N")),
              one(
                  random,
                  List.of("Drama", WIDE.repeat(500), manyGenres.substring(0, 499), "\\N"))));
    }
    return lines;
  }

  private static String charAt(int place) {
    return Character.toString((char) ('À' + place));
  }

  private static List<String> ratings(Random random) {
    return Stream.concat(
            Stream.of("tconst\taverageRating\tnumVotes"),
            TITLES.stream()
                .map(
                    title ->
                        title
                            + "\t"
                            + one(random, List.of("0", "9.99", "10.00"))
                            + "\t"
                            + one(random, List.of("0", MAX_INT))))
        .toList();
  }

  private static List<String> crew() {
    return List.of(
        "tconst\tdirectors\twriters",
        EVERYBODYS_TITLE + "\t" + String.join(",", DIRECTORS) + "\tnm" + "9".repeat(18),
        LONG_TITLE_ID + "\tnm" + "9".repeat(18) + "\t\\N");
  }

  private static List<String> episodes(Random random) {
    return Stream.concat(
            Stream.of("tconst\tparentTconst\tseasonNumber\tepisodeNumber"),
            TITLES.stream()
                .map(
                    title ->
                        String.join(
                            "\t",
                            title,
                            LONG_TITLE_ID,
                            one(random, List.of("0", MAX_INT)),
                            one(random, List.of("0", MAX_INT)))))
        .toList();
  }

  private static List<String> people(Random random) {
    return List.of(
        "nconst\tprimaryName\tbirthYear\tdeathYear\tprimaryProfession\tknownForTitles",
        String.join(
            "\t",
            "nm0000001",
            WIDE.repeat(4_000),
            one(random, List.of("0", "9999")),
            one(random, List.of("0", "9999")),
            WIDE.repeat(5_000),
            LONG_TITLE_ID));
  }

  /** Each day the same logs, with other contents. */
  private static List<String> sessions(LocalDate date, Random random) {
    List<Instant> starts =
        List.of(
            EARLIEST,
            EARLIEST.plusNanos(1_000),
            LATEST.minus(LONGEST_SESSION),
            Instant.parse("2026-10-24T21:00:00Z"),
            Instant.parse("2026-10-31T22:00:00Z"),
            Instant.parse("2026-11-01T21:59:59.999999Z"),
            LATEST);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Instant start = starts.get(random.nextInt(starts.size()));
      lines.add(
          "{\"log_id\":\"%s\",\"user_id\":%d,\"title_id\":\"%s\",\"session_start\":\"%s\",%s%s%s%s\"emitted_at\":\"%s\"}"
              .formatted(
                  WIDE.repeat(47) + "%03d".formatted(i),
                  random.nextInt(4) == 0
                      ? Long.MAX_VALUE - 10_000 - random.nextInt(3)
                      : USERS[random.nextInt(USERS.length)],
                  random.nextInt(9) == 0 ? "tt" + "8".repeat(18) : one(random, TITLES),
                  start,
                  member(random, "session_end", ends(start)),
                  member(random, "rating", List.of("0", "10", "0.0000000001", "9.9999999999")),
                  member(random, "reaction", List.of("-1", "0", "1")),
                  member(random, "region_code", List.of("1", "42")),
                  date.equals(FIRST) ? EARLIEST : LATEST));
    }
    return lines;
  }

  private static List<String> ends(Instant start) {
    return Stream.of(start, start.plusNanos(1_000), start.plus(LONGEST_SESSION))
        .filter(end -> !end.isAfter(LATEST))
        .map(end -> "\"" + end + "\"")
        .toList();
  }

  private static String member(Random random, String name, List<String> values) {
    return random.nextInt(3) == 0 ? "" : "\"%s\":%s,".formatted(name, one(random, values));
  }

  private static String one(Random random, List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
