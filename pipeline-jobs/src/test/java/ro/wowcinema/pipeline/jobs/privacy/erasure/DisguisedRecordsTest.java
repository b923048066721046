package ro.wowcinema.pipeline.jobs.privacy.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** Refused records that spell the user's identifiers in another way than loaded records. */
final class DisguisedRecordsTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);

  private static final String HEADER =
      "user_id,first_name,last_name,email,iban,region_code,plan_id,subscription_start_date,updated_at\n";

  private static final List<String> USERS =
      List.of(
          "x,Zăvoianu,Ilinca,,,12,1,2026-09-01,2026-09-01T08:00:00Z",
          "x,\"Zăvoianu, Ilinca\",,,,12,1,2026-09-01,2026-09-01T08:00:00Z",
          "x,Ilinca Maria,Zăvoianu,,,12,1,2026-09-01,2026-09-01T08:00:00Z",
          "x,ZAVOIANU  ILINCA-MARIA",
          "x;Ilinca;Zăvoianu;12",
          "x\tIlinca\tZăvoianu\t12",
          "x|Ilinca|Zăvoianu|12",
          "x,,,ilinca%40wow.example,,12,1,2026-09-01,2026-09-01T08:00:00Z",
          "x,,,ilinca\\u0040wow.example,12",
          "x,,,Ilinca <ILINCA@wow.example>,12",
          "x,,,,RO49-AAAA-1B31-0075-9384-0000,12",
          "x,,,,ro49 aaaa 1b31 0075 9384 0000,12",
          "x,Pop RO49AAAA1B31007593840000,12",
          "9.001e3,Dan,,,,12,1,2026-09-01,2026-09-01T08:00:00Z",
          "9001.0,Dan,,,,12,1,soon,2026-09-01T08:00:00Z",
          "0009001,Dan,,,,12,1,soon,2026-09-01T08:00:00Z",
          "9001;Dan;12");

  private static final List<String> USERS_OF_OTHERS =
      List.of(
          "x,Ilinca,Pop,,,12,1,2026-09-01,2026-09-01T08:00:00Z",
          "x,Maria,Zăvoianu,,,12,1,2026-09-01,2026-09-01T08:00:00Z",
          "x,Ilinca,Zăvoianu,ion@wow.example,,12,1,2026-09-01,2026-09-01T08:00:00Z",
          "8,Ilinca,Zăvoianu,12",
          "x,,,xilinca@wow.example,12",
          "x,,,,RO49-AAAA-1B31-0075-9384-0001,12",
          "9.0015e3,Dan,,,,12,1,2026-09-01,2026-09-01T08:00:00Z",
          "90010,Dan,12");

  private static final List<String> SESSIONS =
      List.of(
          "{\"log_id\":\"log-7\",\"title_id\":\"tt0000001\",\"emitted_at\":\"2026-09-28T19:00:01Z\"}",
          "{\"log_id\":\"log\\u002d7\",\"title_id\":",
          "{'log_id': 'log-7', 'title_id': None}",
          "{\"user_id\":9.001e3,\"log_id\":\"a\",\"title_id\":\"tt0000001\"}",
          "{\"user_id\":\"09001\",\"log_id\":\"a\",\"title_id\":\"tt0000001\",\"emitted_at\":",
          "{\"first_name\":\"Ilinca\",\"x\":1,\"last_name\":\"Z\\u0103voianu\",",
          "{\"contact\":\"ilinca\\u0040wow.example\",\"log_id\":\"b\",");

  private static final List<String> SESSIONS_OF_OTHERS =
      List.of(
          "{\"log_id\":\"log-70\",\"title_id\":\"tt0000001\",\"emitted_at\":\"2026-09-28T19:00:01Z\"}",
          "{\"user_id\":8,\"log_id\":\"log-7\",\"title_id\":",
          "{\"user_id\":8,\"context\":{\"user_id\":9001},\"title_id\":",
          "{\"title\":\"Ilinca Zăvoianu\",\"note\":\"log-7\",");

  @TempDir private Path home;

  @BeforeEach
  void deliver() throws IOException {
    loads
        .on(MONDAY)
        .plans("plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 3.99 | USD\n");
    StringBuilder users = new StringBuilder(HEADER);
    users.append(
        "9001,Ilinca,Zăvoianu,ilinca@wow.example,RO49AAAA1B31007593840000,12,1,2026-09-01,2026-09-01T08:00:00Z\n");
    users.append(
        "8,Ion,Pop,ion@wow.example,RO49AAAA1B31007593840001,12,1,2026-09-01,2026-09-01T08:00:00Z\n");
    StringBuilder sessions = new StringBuilder();
    sessions.append(session("log-7", 9001, 0));
    for (int i = 0; i < 40; i++) {
      users.append("%d,A,B,,,12,1,2026-09-01,2026-09-01T08:00:00Z%n".formatted(100 + i));
      sessions.append(session("log-" + (100 + i), 100 + i, 1));
    }
    Files.createDirectories(users().getParent());
    Files.writeString(users(), users + lines(USERS) + lines(USERS_OF_OTHERS));
    Files.writeString(sessions(), sessions + lines(SESSIONS) + lines(SESSIONS_OF_OTHERS));
    Files.writeString(users().resolveSibling("_SUCCESS"), "");
  }

  @Test
  void disguisedRecordsAreErasedAndOthersStay() throws IOException {
    loads.run(MONDAY);

    erasure().erase(List.of(9001L), new Request("dpo", Optional.empty()));

    assertThat(Files.readAllLines(users()))
        .containsAll(USERS_OF_OTHERS)
        .doesNotContainAnyElementsOf(USERS);
    assertThat(Files.readAllLines(sessions()))
        .containsAll(SESSIONS_OF_OTHERS)
        .doesNotContainAnyElementsOf(SESSIONS);
    assertThat(
            loads.rows(
                "select f.file_name, count(*) filter (where raw_line = '[erased]'), count(*) from ops.quarantine join ops.source_file as f using (source_file_id) group by 1 order by 1"))
        .containsExactly(
            "sessions.jsonl | %d | %d"
                .formatted(SESSIONS.size(), SESSIONS.size() + SESSIONS_OF_OTHERS.size()),
            "users.csv | %d | %d".formatted(USERS.size(), USERS.size() + USERS_OF_OTHERS.size()));
  }

  @Test
  void redeliveryLeavesThemOut() throws IOException {
    loads.run(MONDAY);
    erasure().erase(List.of(9001L), new Request("dpo", Optional.empty()));
    deliver();

    loads.run(MONDAY);

    assertThat(
            loads.rows(
                "select file_name, rejected, erased from ops.source_file where state = 'cleansed' and file_name in ('sessions.jsonl', 'users.csv') order by 1"))
        .containsExactly(
            "sessions.jsonl | %d | %d".formatted(SESSIONS_OF_OTHERS.size(), SESSIONS.size() + 1),
            "users.csv | %d | %d".formatted(USERS_OF_OTHERS.size(), USERS.size() + 1));
  }

  private static String session(String log, long user, int hour) {
    return "{\"log_id\":\"%s\",\"user_id\":%d,\"title_id\":\"tt0000001\",\"session_start\":\"2026-09-28T%02d:00:00Z\",\"emitted_at\":\"2026-09-28T20:00:01Z\"}%n"
        .formatted(log, user, hour);
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private Path users() {
    return loads.folder().resolve("platform/" + MONDAY + "/users.csv");
  }

  private Path sessions() {
    return users().resolveSibling("sessions.jsonl");
  }

  private Erasure erasure() {
    return loads.erasure(home, Instant.parse("2026-10-05T09:00:00Z"));
  }
}
