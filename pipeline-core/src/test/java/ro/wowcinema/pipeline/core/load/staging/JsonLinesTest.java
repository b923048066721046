package ro.wowcinema.pipeline.core.load.staging;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One JSON object a line. */
final class JsonLinesTest extends LoaderTest {
  private static final String START = "\"session_start\":\"2026-10-24T18:03:11Z\"";
  private static final String GOOD = "{\"log_id\":\"ok\"," + START + "}";

  @Test
  void keysMayComeInAnyOrderAndValuesBeOfAnyScalarType() throws IOException, SQLException {
    load(
        SESSIONS_JSONL,
        "{\"rating\":9.5," + START + ",\"log_id\":17}",
        " { \"log_id\" : \"a\" , " + START + " , \"rating\" : \"7\" , \"session_end\" : null }\r");

    assertThat(staged(SESSIONS_JSONL))
        .containsExactly(
            "1|17|2026-10-24T18:03:11.000000000Z|null|9.5",
            "2|a|2026-10-24T18:03:11.000000000Z|null|7");
  }

  @Test
  void escapesAreResolved() throws IOException, SQLException {
    load(SESSIONS_JSONL, "{\"log_id\":\"\\u0219\\ud83c\\udfac\\n\\t\\\\N\\\"\\/\"," + START + "}");

    assertThat(staged(SESSIONS_JSONL))
        .containsExactly("1|ș🎬\n\t\\N\"/|2026-10-24T18:03:11.000000000Z|null|null");
  }

  @Test
  void emptyTextIsMissing() throws IOException, SQLException {
    load(SESSIONS_JSONL, GOOD, "{\"log_id\":\"\"," + START + "}");

    assertThat(quarantine())
        .hasSize(1)
        .allMatch(row -> row.startsWith("2|missing_required_field|log_id|"));
  }

  @Test
  void nulCharacterIsRefused() throws IOException, SQLException {
    load(SESSIONS_JSONL, GOOD, "{\"log_id\":\"a\\u0000b\"," + START + "}");

    assertThat(quarantine())
        .containsExactly("2|nul_character|log_id|{\"log_id\":\"a\\u0000b\"," + START + "}");
  }

  /** JSON can spell half of a pair of surrogates, and UTF-8 cannot hold it. */
  @ParameterizedTest
  @ValueSource(
      strings = {"\\ud800", "a\\udc00b", "\\ud83c\\ud83c\\udfac", "\\udfac\\ud83c", "x\\ud83c"})
  void halfOfSurrogatePairIsNeverReplaced(String text) throws IOException, SQLException {
    String key = "{\"log_id\":\"" + text + "\"," + START + "}";
    String rating = "{\"log_id\":\"a\"," + START + ",\"rating\":\"" + text + "\"}";

    load(SESSIONS_JSONL, GOOD, key, rating);

    assertThat(quarantine()).containsExactly("2|ill_formed_text|log_id|" + key);
    assertThat(warnings()).containsExactly("3|ill_formed_text|rating|" + rating);
    assertThat(accounts()).containsExactly("3|2|1|1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "[1]",
        "\"text\"",
        "{\"log_id\":\"a\"",
        "{\"log_id\":\"a\",}",
        "{\"log_id\":}",
        "{'log_id':'a'}",
        "{\"log_id\":\"a\"} {}",
        "{\"log_id\":\"a\"} trailing",
        "{\"log_id\":\"a\",\"log_id\":\"b\"}",
        "{\"x\":1,\"x\":2}",
        "{\"log_id\":NaN}",
        "{\"log_id\":\"tab\there\"}"
      })
  void whatIsNotOneObjectIsRefused(String line) throws IOException, SQLException {
    load(SESSIONS_JSONL, GOOD, line, GOOD);

    assertThat(staged(SESSIONS_JSONL)).hasSize(2);
    assertThat(quarantine()).containsExactly("2|invalid_json|null|" + line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"nested\":1}", "[\"a\"]", "[]", "{}"})
  void severalValuesWhereOneBelongsAreMalformed(String several) throws IOException, SQLException {
    String required = "{\"log_id\":" + several + "," + START + "}";
    String optional = "{\"log_id\":\"a\",\"rating\":" + several + "," + START + "}";

    load(SESSIONS_JSONL, GOOD, required, optional);

    assertThat(quarantine()).containsExactly("2|malformed_required_field|log_id|" + required);
    assertThat(warnings()).containsExactly("3|invalid_optional_field|rating|" + optional);
    assertThat(staged(SESSIONS_JSONL))
        .anyMatch(row -> row.equals("3|a|2026-10-24T18:03:11.000000000Z|null|null"));
  }

  @Test
  void unknownKeysAreIgnoredAndReportedWithAnyValue() throws IOException, SQLException {
    load(SESSIONS_JSONL, "{\"device\":{\"os\":[1,{\"a\":2}]},\"log_id\":\"a\"," + START + "}");

    assertThat(staged(SESSIONS_JSONL)).hasSize(1);
    assertThat(log)
        .anyMatch(
            line ->
                line.endsWith("ignored what the contract does not know: a key, first in line 1"));
  }

  @Test
  void unknownKeyWithCharacterThatDatabaseCannotHoldIsIgnoredToo()
      throws IOException, SQLException {
    load(SESSIONS_JSONL, "{\"a\\u0000b\":1,\"log_id\":\"a\"," + START + "}");

    assertThat(rows("SELECT unknown_columns[1], 0 FROM ops.source_file"))
        .containsExactly("a key, first in line 1|0");
  }

  @Test
  void unknownKeysAreCountedUpToAHundred() throws IOException, SQLException {
    StringBuilder line = new StringBuilder("{\"log_id\":\"a\"," + START);
    for (int i = 0; i < 1_000; i++) {
      line.append(",\"k").append(i).append("\":1");
    }

    load(SESSIONS_JSONL, GOOD, line + "}", GOOD.replace("}", ",\"k1\":1}"));

    assertThat(rows("SELECT unknown_columns[10], unknown_columns[11] FROM ops.source_file"))
        .containsExactly("a key, first in line 2|90 more");
  }

  @Test
  void lineThatIsNoJsonIsSaidToBeSoFromWhichByteOn() throws IOException, SQLException {
    load(SESSIONS_JSONL, GOOD, "{\"log_id\":RO49AAAA1B31007593840000}");

    assertThat(rows("SELECT detail, 0 FROM ops.quarantine"))
        .hasSize(1)
        .allMatch(row -> row.matches("the line is not valid JSON from its \\d+th byte on\\|0"));
  }

  @Test
  void blankLinesArePassedOver() throws IOException, SQLException {
    load(SESSIONS_JSONL, "", GOOD, " \t\r", GOOD);

    assertThat(staged(SESSIONS_JSONL)).hasSize(2);
    assertThat(accounts()).containsExactly("2|2|0|0");
  }

  @Test
  void leadingByteOrderMarkIsAccepted() throws IOException, SQLException {
    load(SESSIONS_JSONL, "\uFEFF" + GOOD);

    assertThat(staged(SESSIONS_JSONL)).hasSize(1);
  }

  @Test
  void otherEncodingThatHappensToBeUtf8IsNotGuessedAt() throws IOException, SQLException {
    // Every second byte is a NUL, which is UTF-8, too.
    load(SESSIONS_JSONL, concat((GOOD + "\n").getBytes(UTF_8), utf16Line()));

    assertThat(staged(SESSIONS_JSONL)).hasSize(1);
    assertThat(quarantine()).hasSize(1).allMatch(row -> row.startsWith("2|invalid_json|"));
  }

  private static byte[] utf16Line() {
    return concat(GOOD.getBytes(UTF_16LE), new byte[] {'\n'});
  }
}
