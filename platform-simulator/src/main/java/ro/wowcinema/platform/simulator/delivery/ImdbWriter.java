package ro.wowcinema.platform.simulator.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import ro.wowcinema.platform.simulator.title.FilmPerson;
import ro.wowcinema.platform.simulator.title.Title;
import ro.wowcinema.platform.simulator.world.Simulation;

/** Writes a snapshot of the five files in IMDb's published format. */
public final class ImdbWriter {
  private static final String TITLES = "title.basics.tsv";
  private static final String RATINGS = "title.ratings.tsv";
  private static final String CREW = "title.crew.tsv";
  private static final String EPISODES = "title.episode.tsv";
  private static final String PEOPLE = "name.basics.tsv";
  private static final LineFormat FORMAT = new TsvFormat();

  private final Path landing;
  private final Simulation simulation;

  public ImdbWriter(Path landing, Simulation simulation) {
    this.landing = landing;
    this.simulation = simulation;
  }

  /** Returns the number of bad records. */
  public long write(LocalDate day, List<Title> titles, List<FilmPerson> people) throws IOException {
    List<String> files = List.of(TITLES, RATINGS, CREW, EPISODES, PEOPLE);
    DeliveryFolder folder = DeliveryFolder.create(landing, "imdb", day, files, simulation);
    write(
        folder,
        TITLES,
        "tconst titleType primaryTitle originalTitle isAdult startYear endYear runtimeMinutes"
            + " genres",
        ImdbFlaws.titles(),
        titles.stream().map(ImdbWriter::title));
    write(
        folder,
        RATINGS,
        "tconst averageRating numVotes",
        ImdbFlaws.ratings(),
        titles.stream().flatMap(ImdbWriter::rating));
    writeCredits(folder, titles, people);
    return folder.badRecords();
  }

  private static void writeCredits(
      DeliveryFolder folder, List<Title> titles, List<FilmPerson> people) throws IOException {
    write(
        folder,
        CREW,
        "tconst directors writers",
        ImdbFlaws.crew(),
        titles.stream().map(ImdbWriter::crew));
    write(
        folder,
        EPISODES,
        "tconst parentTconst seasonNumber episodeNumber",
        ImdbFlaws.episodes(),
        titles.stream().flatMap(ImdbWriter::episode));
    write(
        folder,
        PEOPLE,
        "nconst primaryName birthYear deathYear primaryProfession knownForTitles",
        ImdbFlaws.people(),
        people.stream().map(ImdbWriter::person));
  }

  private static void write(
      DeliveryFolder folder,
      String file,
      String columns,
      List<Flaw> flaws,
      Stream<List<String>> records)
      throws IOException {
    folder.write(file + ".gz", FORMAT, Arrays.asList(columns.split(" ", -1)), flaws, records);
  }

  private static List<String> title(Title title) {
    return Arrays.asList(
        title.id(),
        title.kind().imdbName(),
        title.name().primary(),
        title.name().original(),
        title.adult() ? "1" : "0",
        text(title.startYear()),
        text(title.endYear()),
        text(title.runtimeMinutes()),
        list(title.genres()));
  }

  private static Stream<List<String>> rating(Title title) {
    Function<Title.Rating, String> average =
        rating -> rating.tenths() / 10 + "." + rating.tenths() % 10;
    return title.rating().stream()
        .map(
            rating -> List.of(title.id(), average.apply(rating), Integer.toString(rating.votes())));
  }

  private static List<String> crew(Title title) {
    return Arrays.asList(
        title.id(), list(title.credits().directors()), list(title.credits().writers()));
  }

  private static Stream<List<String>> episode(Title title) {
    return title.episode().stream()
        .map(
            place ->
                Arrays.asList(
                    title.id(), place.parentId(), text(place.season()), text(place.number())));
  }

  private static List<String> person(FilmPerson person) {
    return Arrays.asList(
        person.id(),
        person.name(),
        text(person.birthYear()),
        text(person.deathYear()),
        list(person.professions()),
        list(person.knownFor()));
  }

  private static String text(OptionalInt value) {
    return value.isPresent() ? Integer.toString(value.getAsInt()) : null;
  }

  private static String list(List<String> values) {
    return values.isEmpty() ? null : String.join(",", values);
  }
}
