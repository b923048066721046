package ro.wowcinema.pipeline.core.load.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;

/**
 * Diagnoses what a file that cannot be read looks like, and what to do about it. The file may have
 * personal data or have been delivered by mistake, so no message quotes it.
 */
final class FileDiagnosis {
  private static final String DELIVER_UTF8 = ": deliver the file in UTF-8";

  /** Marks of formats, as ISO 8859-1, in the order in which they are looked for. */
  private static final Map<String, String> MARKS = marks();

  private static final Map<Character, String> SEPARATORS =
      Map.of(',', "commas", ';', "semicolons", '\t', "tabs", '|', "vertical bars");

  /** Characters of a line: our longest header has some two hundred. */
  private static final int LOOKED_AT = 5_000;

  private FileDiagnosis() {}

  private static Map<String, String> marks() {
    String pack = "; deliver the file itself, plain or packed with gzip";
    Map<String, String> marks = new LinkedHashMap<>();
    marks.put("\u00FF\u00FE\0\0", "this is UTF-32" + DELIVER_UTF8);
    marks.put("\0\0\u00FE\u00FF", "this is UTF-32" + DELIVER_UTF8);
    marks.put("\u00FF\u00FE", "this is UTF-16 (little-endian)" + DELIVER_UTF8);
    marks.put("\u00FE\u00FF", "this is UTF-16 (big-endian)" + DELIVER_UTF8);
    marks.put("PK\u0003\u0004", "this is a zip archive, or a spreadsheet" + pack);
    marks.put("BZh", "this is packed with bzip2" + pack);
    marks.put("\u00FD7zXZ\0", "this is packed with xz" + pack);
    marks.put("(\u00B5/\u00FD", "this is packed with zstd" + pack);
    marks.put("7z\u00BC\u00AF", "this is a 7-Zip archive" + pack);
    marks.put("PAR1", "this is Parquet; deliver the file as text");
    return marks;
  }

  /** For a file that should be text. */
  static Optional<String> ofText(byte[] bytes, int length, boolean isPacked) {
    if (length >= 2 && GzipInput.isMagic(bytes[0] & 0xFF, bytes[1] & 0xFF)) {
      return Optional.of(
          isPacked
              ? "this is gzip in gzip; pack the file once"
              : "this is gzip; deliver the file under a name that ends with .gz");
    }
    Optional<String> marked = marked(bytes, length);
    return marked.isPresent() ? marked : utf16(bytes, length);
  }

  /** For a file with a name in .gz that is not gzip. */
  static String ofNoGzip(byte[] bytes, int length) {
    Optional<String> marked = marked(bytes, length);
    if (marked.isPresent()) {
      return "not gzip: " + marked.get();
    }
    String start = new String(bytes, 0, Math.min(length, 200), ISO_8859_1).stripLeading();
    if (start.startsWith("<")) {
      return "not gzip: this looks like a page of the web (HTML or XML), perhaps an error's; deliver the file itself";
    }
    return start.chars().allMatch(c -> c >= ' ' || Character.isWhitespace(c))
        ? "not gzip: this looks like plain text; deliver the file under a name without .gz, or pack it"
        : "not gzip; deliver the file packed with gzip, or plain under a name without .gz";
  }

  private static Optional<String> marked(byte[] bytes, int length) {
    String start = new String(bytes, 0, Math.min(length, 8), ISO_8859_1);
    return MARKS.entrySet().stream()
        .filter(mark -> start.startsWith(mark.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Text whose every second byte is zero. */
  private static Optional<String> utf16(byte[] bytes, int length) {
    if (length < 4) {
      return Optional.empty();
    }
    boolean isLittle = bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0;
    boolean isBig = bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0;
    return isLittle || isBig
        ? Optional.of(
            "this looks like UTF-16 (%s-endian)%s"
                .formatted(isLittle ? "little" : "big", DELIVER_UTF8))
        : Optional.empty();
  }

  /** For a line that is not UTF-8: in other encodings letters such as ș are single bytes. */
  static String ofNoUtf8() {
    return "not UTF-8, but perhaps a code page such as windows-1250" + DELIVER_UTF8;
  }

  /** For a file's first line, by the columns that are found in it. */
  static Optional<String> ofFirstLine(FileSpec spec, String firstLine) {
    String line = firstLine.substring(0, Math.min(firstLine.length(), LOOKED_AT));
    char separator = separator(spec);
    if (spec.format() != FileFormat.JSON_LINES && line.stripLeading().startsWith("{")) {
      return Optional.of("the first line looks like JSON; a header is expected");
    }
    int known = knownColumns(spec, line, separator);
    for (char other : new char[] {';', '\t', ',', '|'}) {
      if (other != separator && knownColumns(spec, line, other) > Math.max(1, known)) {
        return Optional.of(
            spec.format() == FileFormat.JSON_LINES
                ? "the file seems to be a table with a header, with %s between the fields; deliver one JSON object a line"
                    .formatted(SEPARATORS.get(other))
                : "fields seem to be separated by %s; deliver the file with %s between them"
                    .formatted(shown(other), SEPARATORS.get(separator)));
      }
    }
    return known == 0 && spec.format() != FileFormat.JSON_LINES
        ? Optional.of("the first line seems to be no header")
        : Optional.empty();
  }

  private static String shown(char separator) {
    return separator == '\t' ? "tabs" : "%s (%s)".formatted(separator, SEPARATORS.get(separator));
  }

  private static char separator(FileSpec spec) {
    return switch (spec.format()) {
      case CSV -> ',';
      case IMDB_TSV -> '\t';
      case JSON_LINES -> '\0';
    };
  }

  private static int knownColumns(FileSpec spec, String line, char separator) {
    List<String> fields = Arrays.asList(line.split(Pattern.quote(String.valueOf(separator))));
    return (int)
        spec.columns().stream()
            .filter(
                column ->
                    fields.stream()
                        .anyMatch(
                            field -> Header.isSame(column.name(), field.strip().replace("\"", ""))))
            .count();
  }
}
