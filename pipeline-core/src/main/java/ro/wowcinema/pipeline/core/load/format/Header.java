package ro.wowcinema.pipeline.core.load.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ro.wowcinema.pipeline.core.load.contract.Column;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;

/**
 * Where a file's columns are. Names are compared without regard to case and outer blanks. Names
 * that the contract does not know are counted and never repeated: the first line of a file without
 * a header has personal data.
 *
 * @param line number of the header's line
 * @param text the line
 * @param fieldAt for each place in a line the field of the {@link FileSpec}; -1 for an unknown
 *     column
 * @param inexact names of the columns that differ from the contract's in case or blanks
 */
public record Header(long line, String text, List<Integer> fieldAt, List<String> inexact) {
  /** No table of ours has more than twenty. */
  static final int MOST_COLUMNS = 1_000;

  public Header {
    fieldAt = List.copyOf(fieldAt);
    inexact = List.copyOf(inexact);
  }

  /**
   * Finds the columns.
   *
   * @param names as they stand in the line
   * @throws BadFileException where a column that must be there is missing, or one is there twice
   */
  static Header of(FileSpec spec, Path path, long line, String text, List<String> names) {
    if (names.size() > MOST_COLUMNS) {
      throw tooWide(path, line);
    }
    Map<String, Integer> fields = new HashMap<>();
    for (int field = 0; field < spec.columns().size(); field++) {
      fields.put(key(spec.columns().get(field).name()), field);
    }
    List<Integer> fieldAt = new ArrayList<>();
    List<String> inexact = new ArrayList<>();
    for (String name : names) {
      int field = fields.getOrDefault(key(name), -1);
      if (field >= 0) {
        String known = spec.columns().get(field).name();
        if (fieldAt.contains(field)) {
          throw new BadFileException(
              path,
              line,
              "column %s is there twice, as the %s and the %s"
                  .formatted(
                      known,
                      PositionList.ordinal(fieldAt.indexOf(field) + 1),
                      PositionList.ordinal(fieldAt.size() + 1)));
        }
        if (!known.equals(name)) {
          inexact.add(known);
        }
      }
      fieldAt.add(field);
    }
    Header header = new Header(line, text, fieldAt, inexact);
    header.requireColumns(spec, path);
    return header;
  }

  static BadFileException tooWide(Path path, long line) {
    return new BadFileException(
        path,
        line,
        String.format(
            Locale.ROOT,
            "the header has more than %,d columns, which no delivery has; deliver the right file",
            MOST_COLUMNS));
  }

  /** Whether two names are the same column's. */
  static boolean isSame(String one, String other) {
    return key(one).equals(key(other));
  }

  /** No-break spaces and byte order marks are blanks as well. */
  private static String key(String name) {
    int from = 0;
    int to = name.length();
    while (from < to && isBlank(name.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(name.charAt(to - 1))) {
      to--;
    }
    return name.substring(from, to).toLowerCase(Locale.ROOT);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }

  private void requireColumns(FileSpec spec, Path path) {
    List<String> missing = new ArrayList<>();
    for (int field = 0; field < spec.columns().size(); field++) {
      Column column = spec.columns().get(field);
      if (column.isExpected() && !fieldAt.contains(field)) {
        missing.add(column.name());
      }
    }
    if (!missing.isEmpty()) {
      throw new BadFileException(
          path,
          line,
          "required column%s missing: %s; the header has %s; expected are %s%s"
              .formatted(
                  missing.size() == 1 ? "" : "s",
                  String.join(", ", missing),
                  description(spec),
                  String.join(", ", spec.columns().stream().map(Column::name).toList()),
                  FileDiagnosis.ofFirstLine(spec, text).map(looks -> "; " + looks).orElse("")));
    }
  }

  /** The known columns in the file's order, and how many others there are, and where. */
  String description(FileSpec spec) {
    List<String> known =
        fieldAt.stream()
            .filter(field -> field >= 0)
            .map(field -> spec.columns().get(field).name())
            .toList();
    PositionList unknown = unknown();
    List<String> parts = new ArrayList<>();
    if (!known.isEmpty()) {
      parts.add(String.join(", ", known));
    }
    if (!unknown.isEmpty()) {
      parts.add(
          "%d unknown column%s (%s)"
              .formatted(unknown.count(), unknown.count() == 1 ? "" : "s", unknown.ordinals()));
    }
    return String.join(" and ", parts);
  }

  PositionList unknown() {
    PositionList unknown = new PositionList();
    for (int place = 0; place < fieldAt.size(); place++) {
      if (fieldAt.get(place) < 0) {
        unknown.add(place + 1);
      }
    }
    return unknown;
  }

  int width() {
    return fieldAt.size();
  }
}
