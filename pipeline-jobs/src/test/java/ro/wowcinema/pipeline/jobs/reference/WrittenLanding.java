package ro.wowcinema.pipeline.jobs.reference;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes small deliveries: a text with commas a record, {@code -} for null, and only the columns
 * that the reports need. A file that is written again replaces the former one.
 */
record WrittenLanding(Path root) {
  private static final String NULL = "-";

  /** Of plan_id, plan_name, monthly_price, currency_code, discount_percent. */
  WrittenLanding plans(String date, String... records) {
    String header = "plan_id,plan_name,monthly_price,currency_code,discount_percent";
    return write("platform", date, "plans.csv", header, WrittenLanding::csv, records);
  }

  /**
   * Of user_id, plan_id, subscription_start_date, subscription_end_date, updated_at, is_deleted,
   * region_code, birth_date; the last two may be left out.
   */
  WrittenLanding users(String date, String... records) {
    String header =
        "user_id,plan_id,subscription_start_date,subscription_end_date,updated_at,is_deleted"
            + ",region_code,birth_date";
    return write("platform", date, "users.csv", header, WrittenLanding::user, records);
  }

  /** Of title_id. */
  WrittenLanding catalog(String date, String... records) {
    return write("platform", date, "catalog.csv", "title_id", WrittenLanding::csv, records);
  }

  /**
   * Of log_id, user_id, title_id, session_start, session_end, rating, emitted_at, region_code,
   * reaction; the last two may be left out.
   */
  WrittenLanding sessions(String date, String... records) {
    return write("platform", date, "sessions.jsonl", "", WrittenLanding::session, records);
  }

  /**
   * Of tconst, titleType, primaryTitle, runtimeMinutes, genres with plus signs between them;
   * without any it is Drama.
   */
  WrittenLanding titles(String date, String... records) {
    String header =
        "tconst titleType primaryTitle originalTitle isAdult startYear endYear runtimeMinutes genres";
    return write(
        "imdb",
        date,
        "title.basics.tsv",
        header.replace(' ', '\t'),
        WrittenLanding::title,
        records);
  }

  /** Of tconst, averageRating, numVotes. */
  WrittenLanding ratings(String date, String... records) {
    return write(
        "imdb",
        date,
        "title.ratings.tsv",
        "tconst\taverageRating\tnumVotes",
        record -> record.replace(",", "\t").replace(NULL, "\\N"),
        records);
  }

  /** Completes the platform's delivery; the files that it must have and has not are empty. */
  WrittenLanding success(String date) {
    Path folder = root.resolve("platform").resolve(date);
    if (!Files.exists(folder.resolve("users.csv"))) {
      users(date);
    }
    if (!Files.exists(folder.resolve("sessions.jsonl"))) {
      sessions(date);
    }
    return write("platform", date, "_SUCCESS", "", Function.identity());
  }

  private static String user(String record) {
    return csv(record + (record.split(",", -1).length == 6 ? ",-,-" : ""));
  }

  private static String csv(String record) {
    return Stream.of(record.split(","))
        .map(field -> field.equals(NULL) ? "" : field)
        .collect(joining(","));
  }

  private static String title(String record) {
    String[] field = record.split(",", -1);
    String runtime = field[3].equals(NULL) ? "\\N" : field[3];
    return String.join(
        "\t", field[0], field[1], field[2], field[2], "0", "2001", "\\N", runtime, genres(field));
  }

  private static String genres(String[] title) {
    if (title.length < 5) {
      return "Drama";
    }
    return title[4].equals(NULL) ? "\\N" : title[4].replace('+', ',');
  }

  private static String session(String record) {
    String[] field = record.split(",", -1);
    return """
        {"log_id":%s,"user_id":%s,"title_id":%s,"session_start":%s,"session_end":%s,\
        "rating":%s,"emitted_at":%s,"region_code":%s,"reaction":%s}"""
        .formatted(
            quoted(field[0]),
            field[1],
            quoted(field[2]),
            quoted(field[3]),
            quoted(field[4]),
            number(field, 5),
            quoted(field[6]),
            number(field, 7),
            number(field, 8));
  }

  private static String number(String[] field, int index) {
    return field.length <= index || field[index].equals(NULL) ? "null" : field[index];
  }

  private static String quoted(String value) {
    return value.equals(NULL) ? "null" : '"' + value + '"';
  }

  private WrittenLanding write(
      String source,
      String date,
      String file,
      String header,
      Function<String, String> line,
      String... records) {
    String lines = Stream.of(records).map(line).map(text -> text + "\n").collect(joining());
    try {
      Path folder = Files.createDirectories(root.resolve(source).resolve(date));
      Files.writeString(folder.resolve(file), header.isEmpty() ? lines : header + "\n" + lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }
}
