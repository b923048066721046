package ro.wowcinema.pipeline.core.load.staging;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ro.wowcinema.pipeline.core.load.contract.Column;
import ro.wowcinema.pipeline.core.load.contract.FieldType;
import ro.wowcinema.pipeline.core.load.contract.FieldVerdict;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Reason;
import ro.wowcinema.pipeline.core.load.contract.RecordRule;
import ro.wowcinema.pipeline.core.load.format.RawRecord;
import ro.wowcinema.pipeline.core.load.format.RecordReader;

/** Checks records against their {@link FileSpec}: refuses, corrects with a warning, or accepts. */
final class RecordCheck {
  private static final int LONGEST_SHOWN = 60;

  private record Warning(Reason reason, String column, String detail) {}

  /** A field that may be read in more than one way; it has the first. */
  private record Reading(int field, String shown, FieldVerdict.Assumed assumed) {}

  private final FileSpec spec;
  private final RejectFile rejects;
  private final RejectFile warnings;
  private final Column[] columns;
  private final FieldType[] types;
  private final PersonalFields people;
  private final List<Warning> pending = new ArrayList<>();
  private final List<Reading> readings = new ArrayList<>();

  RecordCheck(FileSpec spec, RejectFile rejects, RejectFile warnings, PersonalFields people) {
    this.people = people;
    this.spec = spec;
    this.rejects = rejects;
    this.warnings = warnings;
    this.columns = spec.columns().toArray(Column[]::new);
    this.types = spec.columns().stream().map(Column::type).toArray(FieldType[]::new);
  }

  /**
   * Whether the record can be loaded; if not, it is in quarantine. Its optional fields may have
   * become null.
   */
  boolean accepts(RawRecord record, RecordReader reader) throws IOException {
    pending.clear();
    readings.clear();
    Reason refused = record.isBroken() ? record.problem() : check(record);
    if (refused != null) {
      String detail = record.isBroken() ? record.problemDetail() : problemDetail;
      String column = record.isBroken() ? null : problemColumn;
      rejects.add(
          record.lineNumber(),
          refused,
          column,
          people.encryptWithin(detail),
          people.encryptWithin(record, reader.rawText()),
          people.presumed(record, reader).orElse(null),
          key(record));
      return false;
    }
    for (Warning warning : pending) {
      warnings.add(
          record.lineNumber(),
          warning.reason(),
          warning.column(),
          people.encryptWithin(warning.detail()),
          people.encryptWithin(record, reader.rawText()),
          people.person(record),
          key(record));
    }
    return true;
  }

  /** The first column is the natural key of every file; of people's files none is kept. */
  private String key(RawRecord record) {
    return spec.personal().isPresent() ? null : record.valid(0, types[0]);
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
    chooseReadings(record);
    for (RecordRule rule : spec.rules()) {
      if (rule.isBinding() && !holds(rule, record)) {
        problemDetail = rule.detail();
        problemColumn = null;
        return rule.reason();
      }
    }
    for (Reading reading : readings) {
      warn(
          reading.assumed().warning(),
          columns[reading.field()].name(),
          reading.shown() + ", read as " + Instant.parse(record.text(reading.field())));
    }
    return null;
  }

  /**
   * Chooses, for fields with two readings, the first combination that meets all rules, else the
   * first that meets the binding ones.
   */
  private void chooseReadings(RawRecord record) {
    List<Reading> open =
        readings.stream().filter(reading -> reading.assumed().alternative().isPresent()).toList();
    if (open.isEmpty()) {
      return;
    }
    int best = -1;
    for (int combination = 0; combination < 1 << open.size(); combination++) {
      read(record, open, combination);
      if (spec.rules().stream().allMatch(rule -> holds(rule, record))) {
        return;
      }
      boolean isAcceptable =
          spec.rules().stream().filter(RecordRule::isBinding).allMatch(rule -> holds(rule, record));
      best = best < 0 && isAcceptable ? combination : best;
    }
    read(record, open, Math.max(best, 0));
  }

  /** The first field's bit is the highest: its second reading is tried last. */
  private static void read(RawRecord record, List<Reading> open, int combination) {
    for (int i = 0; i < open.size(); i++) {
      FieldVerdict.Assumed assumed = open.get(i).assumed();
      boolean isSecond = (combination >> (open.size() - 1 - i) & 1) == 1;
      record.replace(
          open.get(i).field(), isSecond ? assumed.alternative().orElseThrow() : assumed.text());
    }
  }

  private boolean holds(RecordRule rule, RawRecord record) {
    return rule.holds().test(name -> record.text(spec.indexOf(name)));
  }

  private Reason checkAbsent(int field) {
    return columns[field].isRequired()
        ? refuse(
            Reason.MISSING_REQUIRED_FIELD, field, "%s is empty".formatted(columns[field].name()))
        : null;
  }

  private Reason checkValue(RawRecord record, int field) {
    if (record.hasNul(field)) {
      return unkept(record, field, Reason.NUL_CHARACTER, "has a NUL character");
    }
    if (record.isIllFormed(field)) {
      return unkept(record, field, Reason.ILL_FORMED_TEXT, "has half of a surrogate pair");
    }
    FieldVerdict verdict =
        record.isNested(field)
            ? FieldVerdict.MALFORMED
            : types[field].check(record.bytes(field), record.start(field), record.end(field));
    if (verdict == FieldVerdict.VALID) {
      return null;
    }
    if (verdict == FieldVerdict.IMPLAUSIBLE) {
      return refuse(Reason.IMPLAUSIBLE_INSTANT, field, shown(record, field));
    }
    if (verdict instanceof FieldVerdict.Canonical canonical) {
      record.replace(field, canonical.text());
      return null;
    }
    if (verdict instanceof FieldVerdict.Assumed assumed) {
      readings.add(new Reading(field, shown(record, field), assumed));
      record.replace(field, assumed.text());
      return null;
    }
    if (verdict == FieldVerdict.MALFORMED && columns[field].refusesMalformed()) {
      return refuse(malformed(field), field, shown(record, field));
    }
    if (verdict == FieldVerdict.MALFORMED) {
      warn(Reason.INVALID_OPTIONAL_FIELD, columns[field].name(), shown(record, field));
    }
    record.setNull(field);
    return verdict == FieldVerdict.ABSENT ? checkAbsent(field) : null;
  }

  private Reason malformed(int field) {
    return columns[field].isRequired() ? Reason.MALFORMED_REQUIRED_FIELD : Reason.MALFORMED_FIELD;
  }

  /** A text that cannot be kept exactly is not kept at all. */
  private Reason unkept(RawRecord record, int field, Reason reason, String problem) {
    String detail = columns[field].name() + " " + problem;
    if (columns[field].refusesMalformed()) {
      return refuse(reason, field, detail);
    }
    warn(reason, columns[field].name(), detail);
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
