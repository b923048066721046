package ro.wowcinema.pipeline.jobs.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static ro.wowcinema.pipeline.jobs.documentation.MarkdownTable.code;

import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.core.load.contract.Reason;

/** Loads a record with each defect, and returns its outcome. */
final class ReasonTable {
  private static final String FINDINGS =
      """
      SELECT found.place, found.reason_code, found.column_name, found.detail
      FROM ops.source_file AS f
      JOIN (
        SELECT 'quarantine' AS place, * FROM ops.quarantine
        UNION ALL
        SELECT 'field_warning', * FROM ops.field_warning) AS found USING (source_file_id)
      WHERE f.logical_date = ?::date
      """;

  private final DefectiveLanding landing;
  private final DSLContext dsl;
  private final MarkdownTable table =
      new MarkdownTable("reason", "means", "then", "for example", "recorded as");

  ReasonTable(DefectiveLanding landing, DSLContext dsl) {
    this.landing = landing;
    this.dsl = dsl;
  }

  /** Loads each on a date of its own, from this one on. */
  String load(List<DefectiveRecord> records, LocalDate first) throws InterruptedException {
    LocalDate date = first;
    for (DefectiveRecord record : records) {
      landing.write(date, record.file(), record.before() + record.record() + record.end());
      assertThat(landing.run(date, record.task()).state()).isEqualTo(TaskState.SUCCESS);
      row(record, date);
      date = date.plusDays(1);
    }
    return table.toString();
  }

  private void row(DefectiveRecord record, LocalDate date) {
    List<Record> findings = List.copyOf(dsl.fetch(FINDINGS, date.toString()));
    assertThat(findings).as(record.record()).hasSize(1);
    Record finding = findings.get(0);
    assertThat(finding.get("reason_code")).isEqualTo(record.reason().code());
    String place = finding.get("place", String.class);
    table.row(
        code(record.reason().code()),
        meaning(record.reason()),
        place.equals("quarantine") ? "**record refused**" : consequence(record.reason()),
        code(record.record()) + " in " + code(record.file()),
        code("ops." + place) + ": " + finding.get("detail", String.class).replace('\0', '␀'));
  }

  private static String meaning(Reason reason) {
    return switch (reason) {
      case WRONG_FIELD_COUNT -> "more or fewer fields than the header";
      case MALFORMED_CSV -> "quotes do not close as RFC 4180 says";
      case INVALID_JSON -> "the line is not one JSON object";
      case NUL_CHARACTER -> "a NUL character, which no text in PostgreSQL can hold";
      case ILL_FORMED_TEXT ->
          "half of a surrogate pair, which JSON can spell and UTF-8 cannot hold";
      case MISSING_REQUIRED_FIELD -> "a required field is empty";
      case MALFORMED_REQUIRED_FIELD -> "a required field is not of its type, or out of its range";
      case MALFORMED_FIELD ->
          "a field that is never guessed is not of its type, or out of its range";
      case IMPLAUSIBLE_INSTANT ->
          "an instant before 2000 or more than a day after the delivery's date, or a session longer than `sessions.longest`";
      case END_BEFORE_START -> "a session ends before it starts";
      case INVALID_OPTIONAL_FIELD -> "an optional field is not of its type, or out of its range";
      case MISSING_OFFSET -> "an instant says no offset from UTC";
      case INEXACT_COLUMN_NAME ->
          "the header has a column's name in other letter case, or with blanks around it";
    };
  }

  /** Where the record is loaded. */
  private static String consequence(Reason reason) {
    return switch (reason) {
      case NUL_CHARACTER, ILL_FORMED_TEXT, INVALID_OPTIONAL_FIELD -> "field becomes null";
      case MISSING_OFFSET -> "read as Europe/Bucharest";
      case INEXACT_COLUMN_NAME -> "the column is read";
      default -> throw new IllegalStateException(reason + " refuses the record");
    };
  }
}
