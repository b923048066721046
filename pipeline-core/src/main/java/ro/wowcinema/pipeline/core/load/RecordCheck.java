package ro.wowcinema.pipeline.core.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds records against their {@link FileSpec}: refuses, mends with a warning, or lets through. */
final class RecordCheck {
  private static final int LONGEST_SHOWN = 60;

  private record Warning(Reason reason, String column, String detail) {}

  private final FileSpec spec;
  private final Path path;
  private final Findings rejects;
  private final Findings warnings;
  private final Column[] columns;
  private final FieldType[] types;
  private final PersonalFields people;
  private final List<Warning> pending = new ArrayList<>();

  RecordCheck(
      FileSpec spec, Path path, Findings rejects, Findings warnings, PersonalFields people) {
    this.people = people;
    this.spec = spec;
    this.path = path;
    this.rejects = rejects;
    this.warnings = warnings;
    this.columns = spec.columns().toArray(Column[]::new);
    this.types = spec.columns().stream().map(Column::type).toArray(FieldType[]::new);
  }

  /**
   * Whether the record can be loaded; if not, it is in quarantine. Its optional fields may have
   * become null.
   *
   * @throws BadFileException where it is the torn last line of a truncated file
   */
  boolean accepts(RawRecord record, RecordReader reader) throws IOException {
    pending.clear();
    Reason refused = record.isBroken() ? record.problem() : check(record);
    if (refused != null) {
      String detail = record.isBroken() ? record.problemDetail() : problemDetail;
      String column = record.isBroken() ? null : problemColumn;
      if (!reader.isTerminated()) {
        throw cutOff(record, "%s: %s".formatted(refused.code(), detail));
      }
      rejects.add(
          record.lineNumber(),
          refused,
          column,
          people.sealWithin(detail),
          people.sealWithin(record, reader.rawText()),
          people.presumed(record, reader).orElse(null));
      return false;
    }
    if (!reader.isTerminated()) {
      checkUnterminated(record);
    }
    for (Warning warning : pending) {
      warnings.add(
          record.lineNumber(),
          warning.reason(),
          warning.column(),
          people.sealWithin(warning.detail()),
          people.sealWithin(record, reader.rawText()),
          people.person(record));
    }
    return true;
  }

  /**
   * Where the last line break is missing, the end of a value may be, too. IMDb's files always have
   * it; RFC 4180 lets it be absent, so that a record is believed whose fields are all right; a JSON
   * object shows by its brace that it is whole.
   */
  private void checkUnterminated(RawRecord record) {
    switch (spec.format()) {
      case IMDB_TSV -> throw cutOff(record, "it has no line feed");
      case CSV -> {
        if (!pending.isEmpty()) {
          Warning first = pending.get(0);
          throw cutOff(record, "%s: %s".formatted(first.reason().code(), first.detail()));
        }
        warn(Reason.UNTERMINATED_LAST_LINE, null, "the last line has no line break");
      }
      case JSON_LINES -> {}
    }
  }

  private BadFileException cutOff(RawRecord record, String sign) {
    return new BadFileException(
        path,
        record.lineNumber(),
        "the last line is cut off (%s); deliver the whole file".formatted(sign));
  }

  private String problemDetail;
  private String problemColumn;

  private Reason check(RawRecord record) {
    for (int field = 0; field < columns.length; field++) {
      Reason refused = record.isNull(field) ? checkAbsent(field) : checkValue(record, field);
      if (refused != null) {
        return refused;
      }
    }
    for (RecordRule rule : spec.rules()) {
      if (!rule.holds().test(name -> record.text(spec.indexOf(name)))) {
        problemDetail = rule.detail();
        problemColumn = null;
        return rule.reason();
      }
    }
    return null;
  }

  private Reason checkAbsent(int field) {
    return columns[field].isRequired()
        ? refuse(
            Reason.MISSING_REQUIRED_FIELD, field, "%s is empty".formatted(columns[field].name()))
        : null;
  }

  private Reason checkValue(RawRecord record, int field) {
    if (hasNul(record, field)) {
      return checkNul(record, field);
    }
    Verdict verdict =
        record.isNested(field)
            ? Verdict.MALFORMED
            : types[field].check(record.bytes(), record.start(field), record.end(field));
    if (verdict == Verdict.VALID) {
      return null;
    }
    if (verdict instanceof Verdict.Assumed assumed) {
      warn(
          assumed.warning(),
          columns[field].name(),
          shown(record, field) + ", read as " + assumed.text());
      record.replace(field, assumed.text());
      return null;
    }
    if (columns[field].isRequired()) {
      return refuse(Reason.MALFORMED_REQUIRED_FIELD, field, shown(record, field));
    }
    warn(Reason.INVALID_OPTIONAL_FIELD, columns[field].name(), shown(record, field));
    record.setNull(field);
    return null;
  }

  private static boolean hasNul(RawRecord record, int field) {
    return Bytes.indexOf((byte) 0, record.bytes(), record.start(field), record.end(field)) >= 0;
  }

  private Reason checkNul(RawRecord record, int field) {
    String detail = "%s has a NUL character".formatted(columns[field].name());
    if (columns[field].isRequired()) {
      return refuse(Reason.NUL_CHARACTER, field, detail);
    }
    warn(Reason.NUL_CHARACTER, columns[field].name(), detail);
    record.setNull(field);
    return null;
  }

  private Reason refuse(Reason reason, int field, String detail) {
    problemDetail = detail;
    problemColumn = columns[field].name();
    return reason;
  }

  private void warn(Reason reason, String column, String detail) {
    pending.add(new Warning(reason, column, detail));
  }

  private String shown(RawRecord record, int field) {
    String text = record.text(field);
    return String.format(
        Locale.ROOT,
        "%s is '%s'",
        columns[field].name(),
        text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…");
  }
}
