package ro.wowcinema.pipeline.core.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a file's columns are.
 *
 * @param width columns of the file
 * @param fieldAt for each place in a line the field of the {@link FileSpec}; -1 for a column that
 *     nobody asked for
 * @param unknown columns that nobody asked for
 */
record Header(int width, List<Integer> fieldAt, Set<String> unknown) {

  /**
   * @throws BadFileException where a column that must be there is missing, or one is there twice
   */
  static Header of(FileSpec spec, Path path, List<String> names) {
    List<Integer> fieldAt = new ArrayList<>();
    Set<String> unknown = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      int field = spec.indexOf(name);
      if (!seen.add(name) && field >= 0) {
        throw new BadFileException(path, 1, "column %s is there twice".formatted(name));
      }
      if (field < 0) {
        unknown.add(name);
      }
      fieldAt.add(field);
    }
    requireColumns(spec, path, seen);
    return new Header(names.size(), List.copyOf(fieldAt), unknown);
  }

  private static void requireColumns(FileSpec spec, Path path, Set<String> present) {
    List<String> missing =
        spec.columns().stream()
            .filter(Column::isExpected)
            .map(Column::name)
            .filter(name -> !present.contains(name))
            .toList();
    if (!missing.isEmpty()) {
      throw new BadFileException(
          path,
          1,
          "required column%s missing: %s; the header has %s"
              .formatted(
                  missing.size() == 1 ? "" : "s",
                  String.join(", ", missing),
                  String.join(", ", present)));
    }
  }
}
