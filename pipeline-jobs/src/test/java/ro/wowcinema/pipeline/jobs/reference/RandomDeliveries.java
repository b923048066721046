package ro.wowcinema.pipeline.jobs.reference;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Deliveries in which everything collides: few members, few logs, instants at and around midnight,
 * and hardly a record that another one does not correct. Made up per seed.
 */
final class RandomDeliveries {
  /** Winter time begins on the 25th. */
  static final List<LocalDate> DATES =
      Stream.of("2026-10-24", "2026-10-26", "2026-11-01", "2026-11-02")
          .map(LocalDate::parse)
          .toList();

  private static final ZoneId BUCHAREST = ZoneId.of("Europe/Bucharest");
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private static final LocalDate FIRST = LocalDate.of(2026, 9, 29);

  private final WrittenLanding landing;
  private final Random random;
  private LocalDate delivered = FIRST;

  RandomDeliveries(WrittenLanding landing, long seed) {
    this.landing = landing;
    this.random = new Random(seed);
  }

  /** Writes the deliveries of a date, over those that may be there. */
  void write(LocalDate date) {
    delivered = date;
    String folder = date.toString();
    landing.catalog(folder, records(9, this::title));
    if (chance(0.6)) {
      landing.plans(folder, records(4, this::plan));
    }
    landing.users(folder, records(6, this::user));
    landing.sessions(folder, records(25, this::session));
    if (chance(0.6)) {
      landing.titles(folder, records(14, this::titleRecord));
    }
    if (chance(0.6)) {
      landing.ratings(folder, records(10, this::rating));
    }
    landing.success(folder);
  }

  private String plan() {
    return String.join(
        ",",
        oneOf("1", "2", "3"),
        oneOf("Bronze", "Silver", "Gold"),
        oneOf("2.50", "3.99", "7.77", "11.99", "free"),
        oneOf("USD", "USD", "EUR"),
        oneOf("15", "33.3", "0", "100", "-", "101", "x"));
  }

  private String user() {
    return String.join(
        ",",
        oneOf("1", "2", "3.0", "4", "5", "-1"),
        oneOf("1", "2", "3", "1", "2", "9", "-"),
        date(),
        chance(0.5) ? "-" : date(),
        instant(),
        oneOf("false", "false", "false", "true", "-"),
        oneOf("12", "13", "42", "99", "-"),
        oneOf("2008-10-31", "1990-01-01", "1961-12-31", "-", "long ago"));
  }

  private String session() {
    Instant start = boundary().plusSeconds(random.nextInt(3) * 1_800L);
    return String.join(
        ",",
        "l" + random.nextInt(30),
        oneOf("1", "2", "3", "4", "5", "6"),
        title(),
        text(start),
        sessionEnd(start),
        oneOf("-", "0", "3", "7", "10", "11"),
        instant(),
        oneOf("12", "13", "43", "-"),
        oneOf("1", "0", "-1", "-", "2"));
  }

  private String sessionEnd(Instant start) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> "-";
      case 2 -> "soon";
      case 3 -> text(start.minusSeconds(random.nextInt(2)));
      default -> text(start.plus(Duration.ofSeconds(random.nextInt(5_400))));
    };
  }

  private String titleRecord() {
    return String.join(
        ",",
        title(),
        oneOf("movie", "tvMovie", "short", "tvSeries"),
        oneOf("Alpha", "Beta", "Gamma"),
        oneOf("30", "60", "60", "0", "-", "abc"),
        oneOf("Drama", "Drama", "Comedy", "Comedy+Drama", "War+Drama+War", "-"));
  }

  private String rating() {
    return String.join(
        ",", title(), oneOf("5.5", "7.0", "10.0", "10.1", "n/a"), oneOf("10", "20", "many"));
  }

  private String title() {
    return "tt000%04d".formatted(1 + random.nextInt(14));
  }

  private String date() {
    LocalDate day = FIRST.plusDays(random.nextInt(40));
    return chance(0.03) ? "2026-02-30" : day.toString();
  }

  private String instant() {
    return text(boundary());
  }

  /** A midnight of Bucharest or of Greenwich, or a second around it. */
  private Instant boundary() {
    // Up to two days further ahead than can be true.
    long days = ChronoUnit.DAYS.between(FIRST, delivered) + 4;
    LocalDate day = FIRST.plusDays(random.nextInt((int) Math.max(days, 1)));
    ZoneId zone = chance(0.7) ? BUCHAREST : ZoneOffset.UTC;
    return day.atStartOfDay(zone).toInstant().plusSeconds(random.nextInt(3) - 1L);
  }

  /** With some offset, or with none where Bucharest's clock shows it once. */
  private String text(Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, BUCHAREST);
    if (chance(0.2) && BUCHAREST.getRules().getValidOffsets(local).size() == 1) {
      return LOCAL.format(local);
    }
    if (chance(0.5)) {
      return LOCAL.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "Z";
    }
    return LOCAL.format(LocalDateTime.ofInstant(instant, ZoneOffset.ofHours(5))) + "+05:00";
  }

  private String[] records(int count, Supplier<String> record) {
    return IntStream.range(0, count).mapToObj(index -> record.get()).toArray(String[]::new);
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private String oneOf(String... values) {
    return values[random.nextInt(values.length)];
  }
}
