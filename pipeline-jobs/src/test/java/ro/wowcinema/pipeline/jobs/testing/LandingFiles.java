package ro.wowcinema.pipeline.jobs.testing;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A landing folder whose files are written down as {@link LiteralTable}s. Writing a file again
 * replaces it.
 */
public final class LandingFiles {
  private static final Set<String> JSON_NUMBERS =
      Set.of("user_id", "rating", "reaction", "region_code");

  private static final String NO_USERS = "user_id,plan_id,subscription_start_date,updated_at\n";

  private final Path root;

  public LandingFiles(Path root) {
    this.root = requireNonNull(root, "root is null");
  }

  /**
   * The deliveries of a date; the platform's counts as complete from now on. The files that it must
   * have and has not are empty until they are written.
   */
  public Delivery on(LocalDate date) {
    writeIfAbsent(date, "users.csv", NO_USERS);
    writeIfAbsent(date, "sessions.jsonl", "");
    write("platform", date, "_SUCCESS", "");
    return new Delivery(date);
  }

  /** Puts text into a file as it stands. */
  public void write(String source, LocalDate date, String file, String text) {
    Path folder = root.resolve(source).resolve(date.toString());
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void delete(String source, LocalDate date, String file) throws IOException {
    Files.delete(root.resolve(source).resolve(date.toString()).resolve(file));
  }

  private void writeIfAbsent(LocalDate date, String file, String text) {
    if (!Files.exists(root.resolve("platform").resolve(date.toString()).resolve(file))) {
      write("platform", date, file, text);
    }
  }

  /** What both sources deliver on a date. */
  public final class Delivery {
    private final LocalDate date;

    private Delivery(LocalDate date) {
      this.date = date;
    }

    public Delivery plans(String table) {
      return csv("plans.csv", table);
    }

    public Delivery users(String table) {
      return csv("users.csv", table);
    }

    public Delivery catalog(String table) {
      return csv("catalog.csv", table);
    }

    /** Empty cells are absent members. */
    public Delivery sessions(String table) {
      LiteralTable rows = LiteralTable.of(table);
      return put(
          "platform",
          "sessions.jsonl",
          rows,
          new ArrayList<>(),
          cells -> json(rows.header(), cells));
    }

    public Delivery titles(String table) {
      return imdb(
          "title.basics.tsv",
          "tconst titleType primaryTitle originalTitle isAdult startYear endYear runtimeMinutes genres",
          table);
    }

    public Delivery ratings(String table) {
      return imdb("title.ratings.tsv", "tconst averageRating numVotes", table);
    }

    public Delivery crew(String table) {
      return imdb("title.crew.tsv", "tconst directors writers", table);
    }

    public Delivery episodes(String table) {
      return imdb("title.episode.tsv", "tconst parentTconst seasonNumber episodeNumber", table);
    }

    public Delivery people(String table) {
      return imdb(
          "name.basics.tsv",
          "nconst primaryName birthYear deathYear primaryProfession knownForTitles",
          table);
    }

    private Delivery csv(String file, String table) {
      LiteralTable rows = LiteralTable.of(table);
      List<String> lines = new ArrayList<>(List.of(String.join(",", rows.header())));
      return put("platform", file, rows, lines, cells -> String.join(",", cells));
    }

    /** Columns that the table leaves out, and empty cells, are null. */
    private Delivery imdb(String file, String columns, String table) {
      List<String> all = List.of(columns.split(" "));
      LiteralTable rows = LiteralTable.of(table);
      List<String> lines = new ArrayList<>(List.of(String.join("\t", all)));
      return put(
          "imdb", file, rows, lines, cells -> String.join("\t", spread(all, rows.header(), cells)));
    }

    private Delivery put(
        String source,
        String file,
        LiteralTable rows,
        List<String> lines,
        Function<List<String>, String> format) {
      for (String line : rows.body()) {
        lines.add(
            LiteralTable.isLiteral(line)
                ? LiteralTable.literal(line)
                : format.apply(LiteralTable.cells(line)));
      }
      lines.add("");
      write(source, date, file, String.join("\n", lines));
      return this;
    }
  }

  private static List<String> spread(List<String> all, List<String> header, List<String> cells) {
    List<String> spread = new ArrayList<>();
    for (String column : all) {
      int index = header.indexOf(column);
      spread.add(index < 0 || cells.get(index).isEmpty() ? "\\N" : cells.get(index));
    }
    return spread;
  }

  private static String json(List<String> header, List<String> cells) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        String quote = JSON_NUMBERS.contains(header.get(i)) ? "" : "\"";
        members.add("\"%s\":%s%s%s".formatted(header.get(i), quote, cells.get(i), quote));
      }
    }
    return "{" + String.join(",", members) + "}";
  }
}
