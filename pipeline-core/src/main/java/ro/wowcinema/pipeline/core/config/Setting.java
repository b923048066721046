package ro.wowcinema.pipeline.core.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The text that a source gives a key.
 *
 * @param origin the source, as messages name it
 * @param isHidden whether no message may repeat the text
 * @param folder what a relative path is relative to
 */
record Setting(String value, String origin, boolean isHidden, Path folder) {
  private static final Path WORKING_FOLDER = Path.of("");

  static Setting of(String value, String origin) {
    return of(value, origin, WORKING_FOLDER);
  }

  static Setting of(String value, String origin, Path folder) {
    return new Setting(value, origin, false, folder);
  }

  /** The content of a file of its own, which may be a secret even where that was not intended. */
  static Setting hidden(String value, String origin) {
    return new Setting(value, origin, true, WORKING_FOLDER);
  }

  /** Empty where nothing, or only white space, is given. */
  Optional<String> text() {
    return Optional.of(value).filter(text -> !text.isBlank());
  }

  /** Absolute; empty where nothing is given. */
  Optional<Path> path() {
    return text().map(text -> folder.resolve(text).toAbsolutePath().normalize());
  }

  /** Without the value. */
  @Override
  public String toString() {
    return origin;
  }
}
