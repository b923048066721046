package ro.wowcinema.pipeline.core.load.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.load.format.BadFileException;

/** IMDb's files: tabs separate, line feeds end, {@code \N} is null, all else is data. */
final class ImdbTsvTest extends LoaderTest {
  private static final String HEADER = "tconst\tparentTconst\tseasonNumber\tepisodeNumber";

  @Test
  void quotesAreLiteralHoweverUnbalanced() throws IOException, SQLException {
    load(
        EPISODES,
        HEADER,
        "tt1\t\"quoted\"\t1\t\"",
        "tt2\t\"opened\t1\tclosed\"",
        "tt3\tin \"the\" midst\t1\t''");

    assertThat(staged(EPISODES))
        .containsExactly(
            "2|tt1|\"quoted\"|1|\"", "3|tt2|\"opened|1|closed\"", "4|tt3|in \"the\" midst|1|''");
  }

  @Test
  void backslashesAreLiteralAndOnlyAWholeFieldIsNull() throws IOException, SQLException {
    load(
        EPISODES,
        HEADER,
        "tt1\t\\N\t\\N\t\\N",
        "tt2\t\\\\N\t1\t\\n",
        "tt3\t\\\t1\tends with \\",
        "tt4\t\\N \t1\tx\\N",
        "tt5\t\\.\t1\t\\t\\r\\x41\\101");

    assertThat(staged(EPISODES))
        .containsExactly(
            "2|tt1|null|null|null",
            "3|tt2|\\\\N|1|\\n",
            "4|tt3|\\|1|ends with \\",
            "5|tt4|\\N |1|x\\N",
            "6|tt5|\\.|1|\\t\\r\\x41\\101");
  }

  @Test
  void emptyFieldIsNull() throws IOException, SQLException {
    load(EPISODES, HEADER, "tt1\t\t1\t");

    assertThat(staged(EPISODES)).containsExactly("2|tt1|null|1|null");
  }

  @Test
  void spacesAndCarriageReturnsAreData() throws IOException, SQLException {
    load(EPISODES, HEADER, "tt1\t  two  \t1\tx\r", "tt2\ta\rb\t1\t ");

    assertThat(staged(EPISODES)).containsExactly("2|tt1|  two  |1|x\r", "3|tt2|a\rb|1| ");
  }

  @Test
  void tooManyAndTooFewTabsAreRefused() throws IOException, SQLException {
    load(EPISODES, HEADER, "tt1\tx\t1", "tt2\tx\t1\ty", "tt3\tx\t1\ty\t", "tt4");

    assertThat(staged(EPISODES)).containsExactly("3|tt2|x|1|y");
    assertThat(quarantine())
        .containsExactly(
            "2|wrong_field_count|null|tt1\tx\t1",
            "4|wrong_field_count|null|tt3\tx\t1\ty\t",
            "5|wrong_field_count|null|tt4");
    assertThat(accounts()).containsExactly("4|1|3|0");
  }

  @Test
  void emptyLineIsARecordWithoutItsFields() throws IOException, SQLException {
    load(EPISODES, HEADER, "", "tt1\tx\t1\ty", "");

    assertThat(staged(EPISODES)).containsExactly("3|tt1|x|1|y");
    assertThat(quarantine())
        .containsExactly("2|wrong_field_count|null|", "4|wrong_field_count|null|");
  }

  @Test
  void refusedLineLeavesNothingInTheNext() throws IOException, SQLException {
    load(EPISODES, HEADER, "tt1\tlong value\t1\tanother", "tt2", "tt3\t\\N\t\\N\t\\N");

    assertThat(staged(EPISODES))
        .containsExactly("2|tt1|long value|1|another", "4|tt3|null|null|null");
  }

  @Test
  void columnsAreFoundByNameInAnyOrder() throws IOException, SQLException {
    load(
        EPISODES,
        "seasonNumber\tunknown\ttconst\tepisodeNumber\tparentTconst",
        "1\tignored\ttt1\t4\ttt9");

    assertThat(staged(EPISODES)).containsExactly("2|tt1|tt9|1|4");
    assertThat(rows("SELECT unknown_columns[1], cardinality(unknown_columns) FROM ops.source_file"))
        .containsExactly("column 2|1");
    assertThat(log)
        .anyMatch(line -> line.endsWith("ignored what the contract does not know: column 2"));
  }

  @Test
  void optionalColumnThatIsAbsentIsNull() throws IOException, SQLException {
    load(EPISODES, "tconst\tparentTconst\tseasonNumber", "tt1\tx\t1", "tt2\ty\t2");

    assertThat(staged(EPISODES)).containsExactly("2|tt1|x|1|null", "3|tt2|y|2|null");
    assertThat(warnings()).isEmpty();
  }

  @Test
  void missingColumnsAreNamed() {
    assertThatThrownBy(() -> load(EPISODES, "tconst\tepisodeNumber", "tt1\t1"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("title.episode.tsv, line 1: required columns missing")
        .hasMessageContaining("parentTconst, seasonNumber; the header has tconst, episodeNumber");
    assertThatThrownBy(() -> load(EPISODES, "tconst" + "\tx".repeat(1_000_000)))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("the header has more than 1,000 columns");
  }

  @Test
  void columnThatIsThereTwiceIsNamed() {
    assertThatThrownBy(() -> load(EPISODES, HEADER + "\ttconst", "tt1\tx\t1\ty\ttt2"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("column tconst is there twice");
  }

  @Test
  void wideCharactersStayWhole() throws IOException, SQLException {
    load(EPISODES, HEADER, "tt1\tȘarpele 🎬 東京\t1\té");

    assertThat(staged(EPISODES)).containsExactly("2|tt1|Șarpele 🎬 東京|1|é");
  }

  @Test
  void lineLongerThanAnyBufferStaysWhole() throws IOException, SQLException {
    String longText = "ab\\cd\"ef".repeat(100_000);

    load(EPISODES, HEADER, "tt1\t" + longText + "\t1\ty", "tt2\tx\t1\ty");

    assertThat(staged(EPISODES)).containsExactly("2|tt1|" + longText + "|1|y", "3|tt2|x|1|y");
  }
}
