package ro.wowcinema.pipeline.jobs.privacy.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.load.format.BadFileException;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.privacy.erasure.ArchivedDeliveries;
import ro.wowcinema.pipeline.jobs.privacy.erasure.Erasure;
import ro.wowcinema.pipeline.jobs.privacy.erasure.ErasureSteps;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;
import ro.wowcinema.pipeline.jobs.testing.TestVault;

final class PrivacyRetentionTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final Instant NOW = Instant.parse("2029-10-05T09:00:00Z");
  private static final Request REQUEST = new Request("maintenance", Optional.empty());

  @TempDir private Path home;

  @BeforeEach
  void load() {
    loads
        .on(MONDAY)
        .users(
            """
            user_id | first_name | email            | plan_id | subscription_start_date | consent_personalisation | updated_at           | is_deleted
            7       | Left       | left@wow.example | 1       | 2026-09-01              | true                    | 2026-09-28T08:00:00Z | true
            8       | Here       | here@wow.example | 1       | 2026-09-01              | true                    | 2026-09-28T08:00:00Z | false
            9       | Shy        | shy@wow.example  | 1       | 2026-09-01              | false                   | 2026-09-28T08:00:00Z | false
            x       | Bad        | bad@wow.example  | 1       | 2026-09-01              | false                   | 2026-09-28T08:00:00Z | false
            """);
    loads.run(MONDAY);
    warehouse
        .dsl()
        .execute("update ops.source_file set loaded_at = timestamptz '2026-09-29T04:00:00Z'");
    warehouse
        .dsl()
        .execute(
            """
            delete from aggregate.user_recommendation_edition;
            insert into aggregate.user_recommendation_edition (edition, user_id, title_ids, scores, reason_title_ids)
            select 0, user_id, '{tt1}', '{1}', '{tt2}' from (values (7), (8), (9)) as u (user_id)
            """);
  }

  @Test
  void recentDataStaysExceptPersonalisedDataWithoutConsent() throws IOException {
    Counts counts = apply(MONDAY.plusDays(10));

    assertThat(counts.byPlace())
        .containsOnlyKeys("aggregate.user_recommendation_edition without consent");
    assertThat(loads.rows("select user_id from aggregate.user_recommendation_edition"))
        .containsExactly("8");
    assertThat(loads.rows("select user_id from mart.consenting_user")).containsExactly("8");
  }

  @Test
  void expiredDataIsDeleted() throws IOException {
    apply(MONDAY.plusDays(40));

    assertThat(loads.rows("select user_id from pii.user_identity order by 1"))
        .as("a user deleted forty days ago is erased")
        .containsExactly("8", "9");
    assertThat(Files.readString(users())).doesNotContain("left@wow.example").contains("here@");
    assertThat(loads.rows("select raw_line like '%bad@wow.example%' from ops.quarantine"))
        .containsExactly("true");

    apply(MONDAY.plusDays(100));

    assertThat(loads.rows("select raw_line, detail, reason_code from ops.quarantine"))
        .containsExactly("[expired] | [expired] | malformed_required_field");

    apply(MONDAY.plusYears(3));

    assertThat(users().getParent()).doesNotExist();
    assertThat(loads.rows("select count(*) from warehouse.dim_user where user_id = 8"))
        .containsExactly("1");
  }

  @Test
  void deliveriesBehindALinkAreNotDeleted() throws IOException {
    Path source = loads.folder().resolve("platform");
    Path elsewhere = Files.move(source, loads.folder().resolve("elsewhere"));
    Files.createSymbolicLink(source, elsewhere);

    assertThatThrownBy(
            () -> retention().deliveries(warehouse.dsl(), MONDAY.plusYears(3), NOW, REQUEST))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith(source + ": this is a symbolic link");

    assertThat(elsewhere.resolve(MONDAY + "/users.csv")).exists();
  }

  @Test
  void dryRunCountsAndChangesNothing() throws IOException {
    Counts counts = retention().preview(warehouse.dsl(), MONDAY.plusYears(3));

    assertThat(counts.byPlace())
        .containsEntry("users deleted long ago", 1L)
        .containsEntry("raw lines of ops.quarantine", 1L)
        .containsEntry("deliveries in the landing zone", 1L)
        .containsEntry("aggregate.user_recommendation_edition without consent", 2L);
    assertThat(users()).exists();
    assertThat(loads.rows("select count(*) from pii.user_identity")).containsExactly("3");
    assertThat(loads.rows("select count(*) from pii.privacy_action")).containsExactly("0");
  }

  /** A kill between the two, followed by a run and the next day's retention. */
  @Test
  void interruptedFileErasureIsCompletedLater() throws IOException {
    rows(MONDAY.plusDays(40));
    assertThat(Files.readString(users())).contains("left@wow.example");

    loads.force(MONDAY);
    Erasure.Outcome later = files();

    assertThat(loads.rows("select user_id from pii.user_identity order by 1"))
        .containsExactly("8", "9");
    assertThat(later.problems()).isEmpty();
    assertThat(later.counts().byPlace()).containsEntry("landing records", 1L);
    assertThat(Files.readString(users())).doesNotContain("left@wow.example").contains("here@");
    assertThat(files().counts().isEmpty()).as("nothing is left to do").isTrue();
    loads.force(MONDAY);
    assertThat(
            loads.rows(
                "select user_id > 0 from warehouse.dim_user where user_id not in (-1, 8, 9)"))
        .containsOnly("false");
  }

  @Test
  void userErasedDuringAFileErasureStaysPending() throws Exception {
    rows(MONDAY.plusDays(40));
    CompletableFuture<Erasure.Outcome> others = new CompletableFuture<>();
    warehouse
        .dsl()
        .transaction(
            holding -> {
              holding.dsl().execute("lock table ops.source_file in exclusive mode");
              others.completeAsync(this::files);
              await("update .*source_file");
              warehouse.database().transaction(dsl -> erase(dsl, 8));
            });

    assertThat(others.get(30, TimeUnit.SECONDS).problems()).isEmpty();

    assertThat(Files.readString(users())).contains("here@wow.example");
    assertThat(files().counts().byPlace()).containsEntry("landing records", 1L);
    assertThat(Files.readString(users())).doesNotContain("here@wow.example");
  }

  @Test
  void filesThatCannotBeReplacedAreReported() throws IOException {
    rows(MONDAY.plusDays(40));
    Path inTheWay = users().resolveSibling(".users.csv.erasing");
    Files.createDirectories(inTheWay.resolve("folder"));

    assertThat(files().problems())
        .singleElement()
        .asString()
        .startsWith(users() + " cannot be replaced: java.nio.file.DirectoryNotEmptyException");
    assertThat(files().problems()).as("its records are still there").hasSize(1);
    assertThat(Files.readString(users())).contains("left@wow.example");
  }

  @Test
  void unreadableFilesAreReportedUntilRepaired() throws IOException {
    Path garbage = loads.folder().resolve("platform/" + MONDAY.plusDays(1) + "/sessions.jsonl.gz");
    Files.createDirectories(garbage.getParent());
    Files.writeString(garbage, "left@wow.example");
    rows(MONDAY.plusDays(40));

    assertThat(files().problems()).singleElement().asString().contains(garbage.toString());
    Erasure.Outcome again = files();
    assertThat(again.problems()).as("known by now").isEmpty();
    assertThat(again.warnings())
        .anySatisfy(it -> assertThat(it).contains("unreadable since", garbage.toString()));

    Files.delete(garbage);
    assertThat(files().problems()).isEmpty();
    assertThat(
            loads.rows(
                "select distinct outcome from pii.privacy_action where action = 'erase' order by 1"))
        .containsExactly(
            "done",
            "done, but 1 files could not be read",
            "done, but for files that could not be read before either",
            "erased in the database; files follow");
  }

  private Void erase(DSLContext dsl, long userId) {
    new ErasureSteps(
            TestVault.shared(), new ArchivedDeliveries(new LandingZone(loads.folder())), home)
        .rows(dsl, List.of(userId), REQUEST, NOW, new Counts());
    return null;
  }

  /** Waits until a statement like this waits for a lock. */
  private static void await(String statement) {
    String waiting =
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query ~* {0}";
    while (warehouse.asSuperuser(
        dsl -> dsl.fetchOne(waiting, DSL.val(statement)).get(0, int.class) == 0)) {
      Thread.onSpinWait();
    }
  }

  private Counts apply(LocalDate date) throws IOException {
    Counts counts = rows(date);
    counts.addAll(files().counts());
    counts.addAll(retention().deliveries(warehouse.dsl(), date, NOW, REQUEST));
    return counts;
  }

  private Counts rows(LocalDate date) {
    return warehouse.database().transaction(dsl -> retention().rows(dsl, date, NOW, REQUEST));
  }

  private Erasure.Outcome files() {
    return warehouse
        .database()
        .transaction(dsl -> retention().files(dsl, warehouse.dsl(), NOW, REQUEST));
  }

  private Path users() {
    return loads.folder().resolve("platform/" + MONDAY + "/users.csv");
  }

  private PrivacyRetention retention() {
    return new PrivacyRetention(
        new RetentionPeriods(Period.ofDays(30), Period.ofDays(90), Period.ofYears(2), true),
        TestVault.shared(),
        new LandingZone(loads.folder()),
        home);
  }
}
