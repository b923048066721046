package ro.wowcinema.platform.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.platform.simulator.world.Simulation;

/** Every kind of bad record, as it looks in the files: in dirty ones, and never in clean ones. */
class FlawedFilesTest {
  private static final LocalDate FROM = LocalDate.of(2026, 2, 23);
  private static final String DATE_TIME = "\\d{4}-\\d\\d-\\d\\dT[\\d:]+";

  @TempDir private static Path folder;
  private static SimulatedLanding dirty;
  private static SimulatedLanding clean;

  @BeforeAll
  static void simulate() {
    dirty = SimulatedLanding.simulate(folder.resolve("dirty"), simulation(0.03));
    clean = SimulatedLanding.simulate(folder.resolve("clean"), simulation(0));
  }

  @TestFactory
  Stream<DynamicTest> titleFlaws() {
    return Stream.of(
        imdb("title.basics.tsv", "wrong field count", fields(9).negate()),
        imdb("title.basics.tsv", "missing key", matching("\t.*|\\\\N\t.*")),
        imdb("title.basics.tsv", "malformed key", matching("xtt\\d+\t.*")),
        imdb("title.basics.tsv", "runtime is no number", matching(".*\tabc\t[^\t]*")),
        imdb("title.basics.tsv", "bad adult flag", matching("(?:[^\t]*\t){4}2019\t.*")),
        imdb("title.basics.tsv", "unbalanced quote", line -> count(line, '"') % 2 == 1),
        imdb("title.basics.tsv", "backslash before a tab", matching("(?:[^\t]*\t){3}.*\\\\\t.*")),
        imdb("title.ratings.tsv", "votes are no number", matching(".*\tmany")),
        imdb("title.ratings.tsv", "orphan", matching("tt9\\d{7}\t.*")),
        imdb("title.crew.tsv", "orphan", matching("tt9\\d{7}\t.*")),
        imdb("title.episode.tsv", "orphan", matching("tt9\\d{7}\t.*")),
        imdb("title.episode.tsv", "orphan parent", matching("tt0\\d+\ttt9\\d{7}\t.*")),
        imdb("title.episode.tsv", "season is no number", matching(".*\tone\t.*")),
        imdb("name.basics.tsv", "birth year is no number", matching(".*\tunknown\t.*")));
  }

  @TestFactory
  Stream<DynamicTest> userAndCatalogueFlaws() {
    return Stream.of(
        platform("users.csv", "wrong field count", line -> count(line, ',') < 12),
        platform("users.csv", "surplus field", matching(".*,surplus")),
        platform("users.csv", "missing key", matching(",.*")),
        platform("users.csv", "missing plan", matching("[^,]*(,[^,]*){6},,\\d{4}-.*")),
        platform("users.csv", "malformed date", matching(".*,2026-02-30,.*")),
        platform("users.csv", "malformed instant", matching(".*,yesterday,.*")),
        platform("users.csv", "unclosed quote", line -> count(line, '"') % 2 == 1),
        platform("users.csv", "unknown region", matching("[^,]*(,[^,]*){5},99,.*")),
        platform("users.csv", "malformed birth date", matching(".*,1990-13-45,.*")),
        platform("users.csv", "malformed consent", matching(".*,maybe,.*")),
        platform("users.csv", "no offset", matching(".*," + DATE_TIME + ",(true|false).*")),
        platform("catalog.csv", "wrong field count", line -> count(line, ',') < 2),
        platform("catalog.csv", "missing key", matching(",.*")),
        platform("catalog.csv", "malformed key", matching("movie 17,.*")),
        platform("catalog.csv", "malformed date", matching(".*,soon,.*")));
  }

  @TestFactory
  Stream<DynamicTest> sessionFlaws() {
    return Stream.of(
        sessions("invalid JSON", line -> !line.endsWith("}") && line.startsWith("{")),
        sessions("no object", matching("\\[.*")),
        sessions("missing user", line -> line.endsWith("}") && !line.contains("\"user_id\":")),
        sessions("missing title", line -> line.endsWith("}") && !line.contains("\"title_id\":")),
        sessions("long log_id", matching(".*\"log_id\":\"[^\"]{51,}\".*")),
        sessions("empty log_id", matching(".*\"log_id\":\"\".*")),
        sessions("rating 11", matching(".*\"rating\":11\\D.*")),
        sessions("rating is text", matching(".*\"rating\":\"great\".*")),
        sessions("reaction 7", matching(".*\"reaction\":7\\D.*")),
        sessions("region 99", matching(".*\"region_code\":99\\D.*")),
        sessions("user is text", matching(".*\"user_id\":\"twelve\".*")),
        sessions("negative user", matching(".*\"user_id\":-5\\D.*")),
        sessions("start is a number", matching(".*\"session_start\":\\d+,.*")),
        sessions("no offset", matching(".*\"session_start\":\"" + DATE_TIME + "\".*")),
        sessions("end before start", FlawedFilesTest::endsBeforeItStarts));
  }

  @Test
  void keysAreDuplicatedInDirtyFilesOnly() {
    for (String file : List.of("title.basics.tsv", "title.ratings.tsv", "title.crew.tsv")) {
      assertThat(dirty.lines("imdb", FROM, file).stream().map(FlawedFilesTest::key))
          .satisfies(keys -> assertThat(new HashSet<>(keys).size()).isLessThan(keys.size()));
      assertThat(clean.lines("imdb", FROM, file).stream().map(FlawedFilesTest::key))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void anUnknownColumnAppearsInSomeDirtyFiles() {
    Set<String> headers = new HashSet<>();
    for (LocalDate day : SimulatedLanding.days(simulation(0.03))) {
      headers.add(dirty.lines("platform", day, "users.csv").get(0));
    }
    assertThat(headers).hasSize(2).anyMatch(header -> header.endsWith(",referral_code"));
  }

  @Test
  void everyFileIsWhole() {
    assertThat(dirty.files())
        .allSatisfy(
            (path, content) -> {
              if (!path.endsWith(".gz") && content.length > 0) {
                assertThat(new String(content, StandardCharsets.UTF_8)).endsWith("\n");
              }
            });
  }

  private static Simulation simulation(double dirt) {
    return new Simulation(FROM, 8, 2_500, 4_000, 0.6, 21, dirt);
  }

  private static DynamicTest imdb(String file, String flaw, Predicate<String> shows) {
    return flaw("imdb", file, flaw, shows);
  }

  private static DynamicTest platform(String file, String flaw, Predicate<String> shows) {
    return flaw("platform", file, flaw, shows);
  }

  private static DynamicTest sessions(String flaw, Predicate<String> shows) {
    return flaw("platform", "sessions.jsonl", flaw, shows);
  }

  private static DynamicTest flaw(
      String source, String file, String flaw, Predicate<String> shows) {
    return dynamicTest(
        file + ": " + flaw,
        () -> {
          assertThat(dirty.allLines(source, simulation(0.03), file)).anyMatch(shows);
          assertThat(clean.allLines(source, simulation(0), file)).noneMatch(shows);
        });
  }

  private static Predicate<String> matching(String pattern) {
    return Pattern.compile(pattern).asMatchPredicate();
  }

  private static Predicate<String> fields(int expected) {
    return line -> count(line, '\t') == expected - 1;
  }

  private static long count(String line, char wanted) {
    return line.chars().filter(character -> character == wanted).count();
  }

  private static String key(String line) {
    return line.substring(0, Math.max(0, line.indexOf('\t')));
  }

  /** Texts of the same offset compare like the instants. */
  private static boolean endsBeforeItStarts(String line) {
    var times =
        Pattern.compile("\"session_start\":\"(.*?)\",\"session_end\":\"(.*?)\"").matcher(line);
    return times.find()
        && times.group(1).length() == times.group(2).length()
        && times.group(2).compareTo(times.group(1)) < 0;
  }
}
