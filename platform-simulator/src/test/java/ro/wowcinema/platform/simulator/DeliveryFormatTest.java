package ro.wowcinema.platform.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.platform.simulator.user.RomanianIbanTest;
import ro.wowcinema.platform.simulator.world.Simulation;

/** The landing zone of the contract: folders, names, headers, field counts. */
class DeliveryFormatTest {
  private static final LocalDate FROM = LocalDate.of(2026, 2, 23);
  private static final Simulation SIMULATION = new Simulation(FROM, 15, 400, 2_000, 0.5, 5, 0);

  @TempDir private static Path folder;
  private static SimulatedLanding landing;

  @BeforeAll
  static void simulate() {
    landing = SimulatedLanding.simulate(folder, SIMULATION);
  }

  @Test
  void everyPlatformDeliveryIsCompleteAndImdbComesWeekly() {
    for (LocalDate day : SimulatedLanding.days(SIMULATION)) {
      assertThat(landing.has("platform", day, "_SUCCESS")).isTrue();
      assertThat(landing.has("platform", day, "users.csv")).isTrue();
      boolean plain = landing.has("platform", day, "sessions.jsonl");
      assertThat(landing.has("platform", day, "sessions.jsonl.gz")).isEqualTo(!plain);
      boolean weekly = FROM.until(day, ChronoUnit.DAYS) % 7 == 0;
      assertThat(landing.has("imdb", day, "title.basics.tsv.gz")).isEqualTo(weekly);
    }
    assertThat(landing.has("platform", FROM, "sessions.jsonl")).isTrue();
    assertThat(landing.has("platform", FROM.plusDays(1), "sessions.jsonl.gz")).isTrue();
  }

  @Test
  void imdbFilesHaveThePublishedHeaders() {
    assertImdbHeader(
        "title.basics.tsv",
        "tconst titleType primaryTitle originalTitle isAdult startYear endYear runtimeMinutes"
            + " genres");
    assertImdbHeader("title.ratings.tsv", "tconst averageRating numVotes");
    assertImdbHeader("title.crew.tsv", "tconst directors writers");
    assertImdbHeader("title.episode.tsv", "tconst parentTconst seasonNumber episodeNumber");
    assertImdbHeader(
        "name.basics.tsv",
        "nconst primaryName birthYear deathYear primaryProfession knownForTitles");
  }

  @Test
  void platformFilesHaveTheContractsHeaders() {
    assertThat(landing.lines("platform", FROM, "plans.csv"))
        .containsExactly(
            "plan_id,plan_name,monthly_price,currency_code,discount_percent",
            "1,Bronze,3.99,USD,15",
            "2,Silver,5.99,USD,30",
            "3,Gold,11.99,USD,45");
    assertThat(landing.lines("platform", FROM, "catalog.csv").get(0))
        .isEqualTo("title_id,available_from,available_until");
    assertThat(landing.lines("platform", FROM, "users.csv").get(0))
        .isEqualTo(
            "user_id,first_name,last_name,email,birth_date,iban,region_code,plan_id,"
                + "subscription_start_date,subscription_end_date,consent_personalisation,"
                + "updated_at,is_deleted");
  }

  @Test
  void sessionsHaveTheContractsMembers() {
    assertThat(landing.lines("platform", FROM, "sessions.jsonl"))
        .allMatch(
            line ->
                line.matches(
                    "\\{\"log_id\":\"[0-9-]+\",\"user_id\":\\d+,\"title_id\":\"tt\\d{7}\","
                        + "\"session_start\":\"\\S+\",\"session_end\":(\"\\S+\"|null),"
                        + "\"rating\":(\\d+|null),\"reaction\":(-?1|0|null),"
                        + "\"region_code\":(\\d+|null),\"emitted_at\":\"\\S+\"\\}"));
    assertThat(landing.sessions(FROM))
        .extracting(session -> session.get("session_start"))
        .allMatch(start -> start.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|\\+02:00)"));
  }

  @Test
  void plansAndCatalogueAreDeliveredOnlyWhenTheyChange() {
    List<LocalDate> days = SimulatedLanding.days(SIMULATION);
    assertThat(days)
        .filteredOn(day -> landing.has("platform", day, "plans.csv"))
        .containsExactly(FROM, FROM.plusDays(7));
    assertThat(landing.lines("platform", FROM.plusDays(7), "plans.csv"))
        .contains("3,Gold,12.99,USD,45");
    assertThat(days)
        .filteredOn(day -> landing.has("platform", day, "catalog.csv.gz"))
        .containsExactly(FROM, FROM.plusDays(2), FROM.plusDays(9));
  }

  @Test
  void theFirstUsersFileHasEverybodyAndLaterOnesOnlyChanges() {
    assertThat(landing.users(FROM)).hasSizeGreaterThanOrEqualTo(400);
    assertThat(landing.users(FROM.plusDays(3))).hasSizeLessThan(30);
    assertThat(landing.users(FROM))
        .allSatisfy(
            user -> {
              assertThat(user.get("email")).matches("[a-z]+\\.[a-z]+\\d+@example\\.(com|org|net)");
              assertThat(Integer.parseInt("0" + user.get("region_code"))).isBetween(0, 42);
            })
        .filteredOn(user -> !user.get("iban").isEmpty())
        .hasSizeGreaterThan(380)
        .allSatisfy(user -> assertThat(RomanianIbanTest.remainderBy97(user.get("iban"))).isOne());
  }

  private static void assertImdbHeader(String file, String columns) {
    List<String> lines = landing.lines("imdb", FROM, file);
    int fields = columns.split(" ", -1).length;
    assertThat(lines.get(0)).isEqualTo(columns.replace(' ', '\t'));
    assertThat(lines).hasSizeGreaterThan(100);
    assertThat(lines).allMatch(line -> line.split("\t", -1).length == fields);
  }
}
