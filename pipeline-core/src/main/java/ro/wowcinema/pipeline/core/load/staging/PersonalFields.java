package ro.wowcinema.pipeline.core.load.staging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Field;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.PersonalColumns;
import ro.wowcinema.pipeline.core.load.contract.UserIdText;
import ro.wowcinema.pipeline.core.load.format.RawRecord;
import ro.wowcinema.pipeline.core.load.format.RecordReader;

/**
 * The fields of a file's records that have personal data, and their protection while they are
 * loaded.
 */
final class PersonalFields {
  /** Anything shorter is no account, and stands in a line for many other things. */
  private static final int SHORTEST_SECRET = 8;

  /** The first field of a line, with any separator. */
  private static final Pattern LEADING = Pattern.compile("^([^,;|\\t]{1,40})(?:[,;|\\t]|$)");

  private final PersonalDataProtection protection;
  private final int person;
  private final List<Integer> encrypted = new ArrayList<>();
  private final List<Integer> texts = new ArrayList<>();
  private final List<Integer> keys = new ArrayList<>();
  private final List<Integer> matched = new ArrayList<>();
  private long erased;

  PersonalFields(FileSpec spec, PersonalDataProtection protection) {
    this.protection = protection;
    this.person = spec.personal().map(columns -> spec.indexOf(columns.person())).orElse(-1);
    spec.personal()
        .ifPresent(
            columns -> {
              columns.encrypted().forEach(name -> encrypted.add(spec.indexOf(name)));
              columns.texts().forEach(name -> texts.add(spec.indexOf(name)));
              columns.keys().forEach(name -> keys.add(spec.indexOf(name)));
              sorted(columns).forEach(name -> matched.add(spec.indexOf(name.getKey())));
            });
  }

  /** The pseudonyms' columns, in the order in which they are written. */
  static List<Field<String>> pseudonymTargets(FileSpec spec) {
    return spec.personal()
        .map(columns -> sorted(columns).stream().map(Map.Entry::getValue).toList())
        .orElse(List.of());
  }

  private static List<Map.Entry<String, Field<String>>> sorted(PersonalColumns columns) {
    return columns.pseudonyms().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
  }

  /** Whether the record belongs to an erased person; if so, counts it. */
  boolean countIfErased(RawRecord record) {
    String number = person(record);
    boolean isErased = number != null && protection.isErased(number);
    erased += isErased ? 1 : 0;
    return isErased;
  }

  /**
   * The number of the record's person; of one that could not be split into fields, the number at
   * its beginning, where that is what lines begin with.
   */
  Optional<String> presumed(RawRecord record, RecordReader reader) {
    return Optional.ofNullable(record.isBroken() ? leading(reader) : person(record));
  }

  private String leading(RecordReader reader) {
    if (person < 0 || reader.firstField() != person) {
      return null;
    }
    Matcher number = LEADING.matcher(reader.rawText());
    return number.find() ? UserIdText.canonical(number.group(1)).orElse(null) : null;
  }

  /** The number of the record's person, in plain digits; null where it cannot be read. */
  String person(RawRecord record) {
    boolean isReadable =
        person >= 0 && !record.isBroken() && !record.isNull(person) && !record.isNested(person);
    return isReadable ? UserIdText.canonical(record.text(person)).orElse(null) : null;
  }

  long erased() {
    return erased;
  }

  /** Encrypts what must not be kept in plain text, in the record itself. */
  void encrypt(RawRecord record) {
    texts.forEach(field -> replace(record, field, protection::encryptInValue));
    keys.forEach(field -> replace(record, field, protection::encryptKey));
    for (int field : encrypted) {
      if (!record.isNull(field)) {
        record.replace(field, protection.encrypt(record.text(field)));
      }
    }
  }

  private static void replace(RawRecord record, int field, UnaryOperator<String> encryption) {
    if (record.isNull(field)) {
      return;
    }
    String text = record.text(field);
    String encryptedText = encryption.apply(text);
    if (!encryptedText.equals(text)) {
      record.replace(field, encryptedText);
    }
  }

  List<String> pseudonyms(RawRecord record) {
    List<String> pseudonyms = new ArrayList<>();
    for (int field : matched) {
      pseudonyms.add(record.isNull(field) ? null : protection.pseudonym(record.text(field)));
    }
    return pseudonyms;
  }

  /** The record's raw text, with its confidential values encrypted. */
  String encryptWithin(RawRecord record, String text) {
    String result = text;
    for (int field : encrypted) {
      // Every value of the field is confidential, even if it does not look like an account number.
      if (!record.isBroken() && !record.isNull(field)) {
        String value = record.text(field);
        result =
            value.length() < SHORTEST_SECRET
                ? result
                : result.replace(value, protection.encrypt(value));
      }
    }
    return encryptWithin(result);
  }

  String encryptWithin(String text) {
    return person < 0 || text == null ? text : protection.encryptInRaw(text);
  }
}
