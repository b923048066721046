package ro.wowcinema.pipeline.jobs.privacy.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.privacy.Request;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Encryption;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hashes;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyKey;
import ro.wowcinema.pipeline.jobs.privacy.registry.RecordIdentifiers;
import ro.wowcinema.pipeline.jobs.privacy.registry.RefusedRecord;
import ro.wowcinema.pipeline.jobs.testing.LoadFixture;

/** A user whose identifiers are common words is erased, and no other user changes. */
final class HostileErasureTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  @RegisterExtension final LoadFixture loads = LoadFixture.of(warehouse);

  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 28);
  private static final Instant NOW = Instant.parse("2026-10-05T09:00:00Z");

  private static final List<String> LOGS =
      List.of(
          "1",
          "8",
          "true",
          "null",
          "rejected",
          "user_id",
          "log_id",
          "sessions.jsonl",
          ".*",
          "%",
          "_",
          "' or 1=1 --",
          "(\\\\d+)",
          "$1",
          "a@b",
          "Run",
          "2026-09-28");

  private static final String USERS_OF_OTHERS =
      """
      8,Run,Pop,run@wow.example,RO49AAAA1B31007593840001,12,1,2026-09-01,2026-09-01T08:00:00Z
      9,Ana,Failed,x+a@b,RO49AAAA1B31007593840002,99,1,2026-09-01,2026-09-01T08:00:00Z
      10,true,rejected,a@b.example,,12,1,2026-09-01,2026-09-01T08:00:00Z
      11,Failed,,family@wow.example,RO49AAAA1B31007593840003,12,1,2026-09-01,2026-09-01T08:00:00Z
      12,1,true,,,12,1,2026-09-01,2026-09-01T08:00:00Z
      13,user_id,rejected,,,12,1,2026-09-01,2026-09-01T08:00:00Z
      14,%,_,,,12,1,2026-09-01,2026-09-01T08:00:00Z
      15,.*,$1,,,12,1,2026-09-01,2026-09-01T08:00:00Z
      8,Ion,Pop,true,1,rejected
      9,Run,Failed,1
      x,Run,Pop,run@wow.example,,12,1,2026-09-01,2026-09-01T08:00:00Z
      y,Run,Failed,run@wow.example,,12,1,2026-09-01,2026-09-01T08:00:00Z
      z,true,1,family@wow.example,RO49AAAA1B31007593840003,12,1,2026-09-01,2026-09-01T08:00:00Z
      """;

  private static final String SESSIONS_OF_OTHERS =
      """
      {"log_id":"s-1","user_id":8,"title_id":"tt0000001","session_start":"2026-09-28T18:00:00Z","emitted_at":"2026-09-28T19:00:01Z"}
      {"log_id":"s-2","user_id":"x","title_id":"tt0000001","session_start":"2026-09-28T18:00:00Z","emitted_at":"2026-09-28T19:00:01Z","is_closed":true,"count":1,"state":"rejected"}
      {"log_id":"s-3","user_id":9,"title_id":"tt0000001","session_start":"true","emitted_at":"2026-09-28T19:00:01Z","note":"Run Failed"}
      {"log_id":"s-4","user_id":9,"title_id":"tt0000001","session_start":"2026-09-28T20:00:00Z","rating":11,"emitted_at":"2026-09-28T21:00:01Z"}
      {"log_id":"s-5","user_id":8,"title_id":"tt0000001","note":"true rejected 1 a@b",
      {"log_id":"1","user_id":9,"context":{"user_id":1},
      {"title":"Run Failed","user_id":"1-x","is_open":true}
      not JSON: true 1 rejected user_id log_id
      """;

  private static final String LOG_OF_OTHERS =
      """
      12:00 INFO task rejected 1 record, is true, line 1: 8
      12:00 INFO a@b Run Failed by Run; sessions.jsonl of 2026-09-28 (user_id, log_id)
      12:00 WARN bad user_id is '8', plan_user_id is '1', user_id is '1-x', user_id=10
      12:00 WARN user 1, user_id 1, task_id=1, log_id true
      """;

  @TempDir private Path home;

  @Test
  void recordsOfOtherUsersAreNotChanged() throws IOException {
    deliver();
    loads.run(MONDAY);
    sampleRows();
    Path log = home.resolve("pipeline.log");
    Files.writeString(log, LOG_OF_OTHERS + "12:00 WARN bad user_id is '1'\n");
    byte[] notText = {'a', (byte) 0xff, (byte) 0xc3, '\r', '\n'};
    Files.write(log, notText, StandardOpenOption.APPEND);
    Files.writeString(log, "user_id=1 and user_id=11", StandardOpenOption.APPEND);
    byte[] packedBefore = packedLog();
    List<String> rows = rowsOfOthers();

    Erasure.Outcome outcome = erasure().erase(List.of(1L), new Request("dpo", Optional.empty()));

    assertThat(outcome.problems()).isEmpty();
    assertThat(Files.readString(users())).isEqualTo(usersHeader() + USERS_OF_OTHERS);
    assertThat(Files.readString(sessions())).isEqualTo(SESSIONS_OF_OTHERS);
    ByteArrayOutputStream blotted = new ByteArrayOutputStream();
    blotted.write((LOG_OF_OTHERS + "12:00 WARN bad user_id is '*'\n").getBytes(UTF_8));
    blotted.write(notText);
    blotted.write("user_id=* and user_id=11".getBytes(UTF_8));
    assertThat(Files.readAllBytes(log)).isEqualTo(blotted.toByteArray());
    assertThat(unpacked())
        .isEqualTo(
            new String(packedBefore, UTF_8).replace("bad user_id is '1'", "bad user_id is '*'"));
    assertThat(rowsOfOthers()).containsExactlyElementsOf(rows);
    assertThat(loads.rows("select line_number from ops.quarantine where raw_line = '[erased]'"))
        .as("the one refused record of the user")
        .hasSize(1);
    assertThat(
            loads.rows("select samples::text from ops.check_result where check_name = 'sampled'"))
        .containsExactly("[\"[erased]\", {\"user_id\": 8, \"session_id\": \"1\"}, \"[erased]\"]");
    assertThat(loads.rows("select 1 from pii.user_identity_change where user_id = 1")).isEmpty();
  }

  /** An identifier that two users share identifies neither. */
  @Test
  void sharedAddressAndAccountIdentifyNobody() throws IOException {
    Files.createDirectories(users().getParent());
    loads
        .on(MONDAY)
        .plans("plan_id | plan_name | monthly_price | currency_code\n1 | B | 1 | USD\n");
    String broken = "q,Dan,Rus,family@wow.example,RO49AAAA1B31007593840003\n";
    Files.writeString(
        users(),
        usersHeader()
            + "1,Eva,Rus,family@wow.example,RO49AAAA1B31007593840003,12,1,2026-09-01,2026-09-01T08:00:00Z\n"
            + "2,Dan,Rus,family@wow.example,RO49AAAA1B31007593840003,12,1,2026-09-01,2026-09-01T08:00:00Z\n"
            + broken);
    Files.writeString(sessions(), "");
    Files.writeString(users().resolveSibling("_SUCCESS"), "");
    loads.runToFacts(MONDAY);

    erasure().erase(List.of(1L), new Request("dpo", Optional.empty()));

    assertThat(Files.readString(users())).contains("2,Dan", broken).doesNotContain("1,Eva");
    assertThat(loads.rows("select person from ops.quarantine where raw_line like 'q,Dan%'"))
        .hasSize(1);
  }

  /** Shared identifiers are compared after normalisation, in any spelling. */
  @Test
  void sharedIdentifiersAreComparedAsTheyAreMatched() throws IOException {
    Files.createDirectories(users().getParent());
    loads
        .on(MONDAY)
        .plans("plan_id | plan_name | monthly_price | currency_code\n1 | B | 1 | USD\n");
    String broken =
        """
        q,Maria,Ionescu
        q,,,ana@wow.example,
        q,,,,RO49AAAA1B31007593840000
        q,Ștefan,Pop
        """;
    String others =
        """
        5,Ionescu,Maria,ANA@wow.example,ro49 aaaa 1b31 0075 9384 0000,12,1,2026-09-01,2026-09-01T08:00:00Z
        6,Stefan Ion,POP,,,12,1,2026-09-01,2026-09-01T08:00:00Z
        7,Dan,Rus,,,12,1,2026-09-01,2026-09-01T08:00:00Z
        """;
    String own =
        """
        1,Maria,Ionescu,ana@wow.example,RO49AAAA1B31007593840000,12,1,2026-09-01,2026-09-01T08:00:00Z
        2,Ștefan,Pop,own@wow.example,,12,1,2026-09-01,2026-09-01T08:00:00Z
        """;
    Files.writeString(users(), usersHeader() + own + others + broken + "q,,,OWN@wow.example,\n");
    Files.writeString(sessions(), "");
    Files.writeString(users().resolveSibling("_SUCCESS"), "");
    loads.runToFacts(MONDAY);

    erasure().erase(List.of(1L, 2L), new Request("dpo", Optional.empty()));

    assertThat(Files.readString(users())).isEqualTo(usersHeader() + others + broken);
  }

  /** A record has a dozen fields: only the beginning of a record of 15 MB is searched. */
  @ParameterizedTest
  @ValueSource(strings = {"Ana%s,", "Ana%s,1,", "ana%s@wow.example,", "AA11%s000000000,"})
  void longRecordIsMatchedByItsBeginning(String cell) {
    StringBuilder text = new StringBuilder("x,,,first@wow.example,");
    for (int i = 0; text.length() < 15_000_000; i++) {
      text.append(cell.formatted(letters(i)));
    }
    PrivacyKey key = PrivacyKey.random();
    Hashes hashes = new Hashes(key);

    RecordIdentifiers.Found found =
        new RecordIdentifiers(hashes, new Encryption(key))
            .of(new RefusedRecord("users.csv", Optional.empty(), false, text.toString()));

    assertThat(found.hashes().count()).isLessThanOrEqualTo(10_001);
    assertThat(found.certain()).contains(hashes.email("first@wow.example"));
  }

  /** Values of any record are not a name: blank, a number, a date, a literal, an initial. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ' ', ' '
          '', ' '
          ., -
          12, 1
          1, 2026-09-01
          2026-09-01, 2026-09-01T08:00:00Z
          true, null
          x, Y
          x, Pop
          v1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, Pop
          Eva, v1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
          """)
  void cellsWithoutANameIdentifyNobody(String first, String last) throws IOException {
    loads
        .on(MONDAY)
        .plans("plan_id | plan_name | monthly_price | currency_code\n1 | B | 1 | USD\n");
    String broken =
        """
        x,,,,,12,1,2026-09-01,2026-09-01T08:00:00Z
        x, , ,d@wow.example,,12,1,2026-09-01,2026-09-01T08:00:00Z
        x,.,-,,,12,1
        x,Y,Pop,,,12,1,2026-09-01,2026-09-01T08:00:00Z
        x,true,null,,,,,,
        """;
    String others =
        IntStream.range(2, 12)
            .mapToObj("%d,Dan,Rus,,,12,1,2026-09-01,2026-09-01T08:00:00Z%n"::formatted)
            .collect(Collectors.joining());
    Files.writeString(
        users(),
        usersHeader() + "1,Eva,Rus,,,12,1,2026-09-01,2026-09-01T08:00:00Z\n" + others + broken);
    Files.writeString(sessions(), "");
    Files.writeString(users().resolveSibling("_SUCCESS"), "");
    loads.runToFacts(MONDAY);
    warehouse
        .dsl()
        .execute(
            "update pii.user_identity_change set first_name = {0}, last_name = {1} where user_id = 1",
            DSL.val(first), DSL.val(last));

    erasure().erase(List.of(1L), new Request("dpo", Optional.empty()));

    assertThat(Files.readString(users())).isEqualTo(usersHeader() + others + broken);
    assertThat(loads.rows("select 1 from ops.quarantine where raw_line <> '[erased]'")).hasSize(5);
  }

  private static String letters(int number) {
    return Integer.toString(number)
        .chars()
        .mapToObj(digit -> Character.toString('a' + digit - '0'))
        .collect(Collectors.joining());
  }

  private void deliver() throws IOException {
    loads
        .on(MONDAY)
        .plans("plan_id | plan_name | monthly_price | currency_code\n1 | Bronze | 3.99 | USD\n");
    Files.writeString(
        users(),
        usersHeader()
            + "1,Run,Failed,a@b,n/a,12,1,2026-09-01,2026-09-01T08:00:00Z\n"
            + USERS_OF_OTHERS
            + "1,Run,Failed,a@b,n/a,12,1,soon,2026-09-01T08:00:00Z\n");
    StringBuilder sessions = new StringBuilder(SESSIONS_OF_OTHERS);
    for (int i = 0; i < LOGS.size(); i++) {
      sessions.append(
          "{\"log_id\":\"%s\",\"user_id\":1,\"title_id\":\"tt0000001\",\"session_start\":\"2026-09-28T%02d:00:00Z\",\"emitted_at\":\"2026-09-28T20:00:01Z\"}%n"
              .formatted(LOGS.get(i), i));
    }
    Files.writeString(sessions(), sessions);
    Files.writeString(users().resolveSibling("_SUCCESS"), "");
  }

  private static String usersHeader() {
    return "user_id,first_name,last_name,email,iban,region_code,plan_id,subscription_start_date,updated_at\n";
  }

  private void sampleRows() {
    warehouse
        .dsl()
        .execute(
            """
            insert into ops.check_result (task_run_id, attempt, target, check_name, kind, outcome, detail, samples, checked_at)
            select task_run_id, attempt, 'warehouse.fact_watch_session', 'sampled', 'rows', 'warned', '1 of 8 rows',
              '[{"user_id": 1, "session_id": "s"}, {"user_id": 8, "session_id": "1"}, {"session_id": "rejected"}]', now()
            from ops.task_attempt limit 1
            """);
  }

  /** All rows of other users, without the hash and size of changed files. */
  private List<String> rowsOfOthers() {
    List<String> rows = new ArrayList<>();
    for (String table :
        loads.rows(
            """
            select table_schema || '.' || table_name from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema in ('ops', 'staging', 'cleansed', 'change_queue', 'pii', 'warehouse')
              and table_name not in ('privacy_action', 'erased_user', 'erased_identifier') and table_name not like 'changed%'
            order by 1
            """)) {
      rows.addAll(
          loads.rows(
              """
              select '%1$s', row - 'sha256' - 'size_bytes' from (select to_jsonb(t) as row from %1$s as t) as rows
              where (coalesce(row ->> 'user_id', '8')::bigint between 2 and 99)
                and coalesce(row ->> 'person', '') <> '1' and coalesce(row ->> 'raw_line', '') <> '[erased]'
                and coalesce(row ->> 'check_name', '') not in ('sampled', 'somebody closed it')
              order by row::text
              """
                  .formatted(table)));
    }
    return rows;
  }

  private byte[] packedLog() throws IOException {
    byte[] text = (LOG_OF_OTHERS + "12:01 WARN bad user_id is '1'\r\nend").getBytes(UTF_8);
    try (GZIPOutputStream out =
        new GZIPOutputStream(Files.newOutputStream(home.resolve("daemon.log.1.gz")))) {
      out.write(text);
    }
    return text;
  }

  private String unpacked() throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(Files.newInputStream(home.resolve("daemon.log.1.gz")))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private Path users() {
    return loads.folder().resolve("platform/" + MONDAY + "/users.csv");
  }

  private Path sessions() {
    return users().resolveSibling("sessions.jsonl");
  }

  private Erasure erasure() {
    return loads.erasure(home, NOW);
  }
}
