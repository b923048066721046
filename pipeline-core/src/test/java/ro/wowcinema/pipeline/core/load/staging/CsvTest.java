package ro.wowcinema.pipeline.core.load.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.load.format.BadFileException;

/** RFC 4180 with a header. */
final class CsvTest extends LoaderTest {
  private static final String HEADER = "plan_id,plan_name,currency_code";

  @Test
  void quotedFieldsHoldCommasQuotesAndLineBreaks() throws IOException, SQLException {
    load(
        PLANS_CSV,
        HEADER,
        "1,\"Gold, silver\",USD",
        "2,\"the \"\"best\"\"\",USD",
        "3,\"two",
        "",
        "lines\",USD",
        "4,plain,USD");

    assertThat(staged(PLANS_CSV))
        .containsExactly(
            "2|1|Gold, silver|USD",
            "3|2|the \"best\"|USD",
            "4|3|two\n\nlines|USD",
            "7|4|plain|USD");
    assertThat(accounts()).containsExactly("4|4|0|0");
  }

  @Test
  void linesMayEndWithCarriageReturnAndLineFeed() throws IOException, SQLException {
    load(PLANS_CSV, HEADER + "\r", "1,Gold,USD\r", "2,\"a\r", "b\",USD\r", "\r");

    assertThat(staged(PLANS_CSV)).containsExactly("2|1|Gold|USD", "3|2|a\r\nb|USD");
  }

  @Test
  void emptyFieldIsNullBeItQuotedOrNot() throws IOException, SQLException {
    load(PLANS_CSV, HEADER, "1,Gold,", "2,Gold,\"\"");

    assertThat(staged(PLANS_CSV)).containsExactly("2|1|Gold|null", "3|2|Gold|null");
  }

  @Test
  void spacesBackslashesAndStrayQuotesAreData() throws IOException, SQLException {
    load(PLANS_CSV, HEADER, "1, Gold \\N ,USD", "2,5\" screen,USD", "3,\\N,USD");

    assertThat(staged(PLANS_CSV))
        .containsExactly("2|1| Gold \\N |USD", "3|2|5\" screen|USD", "4|3|\\N|USD");
  }

  @Test
  void blankLinesArePassedOver() throws IOException, SQLException {
    load(PLANS_CSV, HEADER, "", "1,Gold,USD", "   ", "2,Silver,USD", "");

    assertThat(staged(PLANS_CSV)).containsExactly("3|1|Gold|USD", "5|2|Silver|USD");
    assertThat(accounts()).containsExactly("2|2|0|0");
  }

  @Test
  void leadingByteOrderMarkIsNoPartOfTheFirstColumn() throws IOException, SQLException {
    load(PLANS_CSV, "\uFEFF" + HEADER, "1,Gold,USD");

    assertThat(staged(PLANS_CSV)).containsExactly("2|1|Gold|USD");
  }

  @Test
  void columnsAreFoundByNameInAnyOrder() throws IOException, SQLException {
    load(PLANS_CSV, "colour,\"plan_name\",plan_id,size", "red,Gold,1,XL");

    assertThat(staged(PLANS_CSV)).containsExactly("2|1|Gold|null");
    assertThat(rows("SELECT array_to_string(unknown_columns, '+'), 0 FROM ops.source_file"))
        .containsExactly("column 1+column 4|0");
  }

  @Test
  void missingRequiredColumnIsNamedAndOthersInTheirOrder() {
    assertThatThrownBy(
            () -> load(PLANS_CSV, "", "currency_code,x,plan_id,plan name,y", "USD,a,1,b,c"))
        .isInstanceOf(BadFileException.class)
        .hasMessageEndingWith(
            "plans.csv, line 2: required column missing: plan_name; the header has currency_code, plan_id and 3 unknown columns (2nd, 4th, 5th); expected are plan_id, plan_name, currency_code");
  }

  @Test
  void headerOfMoreColumnsThanAnyDeliveryHasFailsTheFileWithAShortMessage() {
    String most = "plan_id,plan_name" + ",x".repeat(998);

    assertThatCode(() -> load(PLANS_CSV, most, "1,Gold" + ",".repeat(998)))
        .doesNotThrowAnyException();
    for (String wide : new String[] {most + ",x", most + ",x".repeat(1_000_000)}) {
      assertThatThrownBy(() -> load(PLANS_CSV, wide, "1,Gold"))
          .isInstanceOf(BadFileException.class)
          .hasMessageContaining("line 1: the header has more than 1,000 columns")
          .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(500));
    }
  }

  @Test
  void columnThatIsThereTwiceIsNamed() {
    assertThatThrownBy(() -> load(PLANS_CSV, "plan_id,plan_name,plan_id", "1,Gold,2"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("column plan_id is there twice, as the 1st and the 3rd");
  }

  @Test
  void columnThatIsThereInTwoSpellingsIsThereTwice() {
    assertThatThrownBy(() -> load(PLANS_CSV, "plan_id,plan_name, PLAN_ID", "1,Gold,2"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("column plan_id is there twice");
  }

  @Test
  void unknownColumnsMayBeThereTwice() throws IOException, SQLException {
    load(PLANS_CSV, "x,plan_id,plan_name,x", "a,1,Gold,b");

    assertThat(staged(PLANS_CSV)).containsExactly("2|1|Gold|null");
  }

  @Test
  void unknownColumnWithCharacterThatDatabaseCannotHoldIsIgnoredToo()
      throws IOException, SQLException {
    load(PLANS_CSV, HEADER + ",a\0b", "1,Gold,USD,x");

    assertThat(staged(PLANS_CSV)).containsExactly("2|1|Gold|USD");
    assertThat(rows("SELECT unknown_columns[1], 0 FROM ops.source_file"))
        .containsExactly("column 4|0");
  }

  @Test
  void severalByteOrderMarksAreNoPartOfTheFirstColumn() throws IOException, SQLException {
    load(PLANS_CSV, "\uFEFF\uFEFF" + HEADER, "1,Gold,USD");

    assertThat(staged(PLANS_CSV)).containsExactly("2|1|Gold|USD");
    assertThat(warnings()).isEmpty();
  }

  @Test
  void headerThatIsNotCsvFailsTheFile() {
    assertThatThrownBy(() -> load(PLANS_CSV, "plan_id,\"plan_name", "1,Gold"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("line 1: the header is not CSV");
  }

  @Test
  void tooManyAndTooFewFieldsAreRefused() throws IOException, SQLException {
    load(PLANS_CSV, HEADER, "1,Gold", "2,Gold,USD,", "3,Gold,USD");

    assertThat(staged(PLANS_CSV)).containsExactly("4|3|Gold|USD");
    assertThat(quarantine())
        .containsExactly("2|wrong_field_count|null|1,Gold", "3|wrong_field_count|null|2,Gold,USD,");
  }

  @Test
  void quoteThatNeverClosesCostsOneLineOnly() throws IOException, SQLException {
    load(PLANS_CSV, HEADER, "1,\"Gold,USD", "2,Silver,USD", "", "3,Bronze,USD");

    assertThat(quarantine()).containsExactly("2|malformed_csv|null|1,\"Gold,USD");
    assertThat(staged(PLANS_CSV)).containsExactly("3|2|Silver|USD", "5|3|Bronze|USD");
    assertThat(accounts()).containsExactly("3|2|1|0");
  }

  @Test
  void textAfterClosingQuoteIsMalformed() throws IOException, SQLException {
    load(PLANS_CSV, HEADER, "1,\"Gold\" card,USD", "2,Silver,USD");

    assertThat(quarantine()).containsExactly("2|malformed_csv|null|1,\"Gold\" card,USD");
    assertThat(staged(PLANS_CSV)).containsExactly("3|2|Silver|USD");
  }

  @Test
  void recordOfSeveralLinesIsKeptWholeInWarnings() throws IOException, SQLException {
    load(PLANS_CSV, HEADER, "1,\"two", "lines\",euros");

    assertThat(warnings())
        .containsExactly("2|invalid_optional_field|currency_code|1,\"two\nlines\",euros");
  }
}
