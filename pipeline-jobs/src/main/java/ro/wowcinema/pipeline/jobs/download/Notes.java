package ro.wowcinema.pipeline.jobs.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import ro.wowcinema.pipeline.core.files.DurableFiles;
import ro.wowcinema.pipeline.core.load.format.LandingFile;

/**
 * A few values in a file, which survive a crash together or not at all; a value that is missing is
 * empty.
 */
final class Notes {
  private final Properties values;

  private Notes(Properties values) {
    this.values = values;
  }

  static Notes empty() {
    return new Notes(new Properties());
  }

  /** What was written; nothing where nothing was, or something that cannot be read. */
  static Notes read(LandingFile file) throws IOException {
    Properties values = new Properties();
    if (file.exists()) {
      try (Reader in = Channels.newReader(file.open(), UTF_8)) {
        values.load(in);
      } catch (IllegalArgumentException e) {
        return empty();
      }
    }
    return new Notes(values);
  }

  void write(Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try (Writer out = Files.newBufferedWriter(draft, UTF_8)) {
      values.store(out, null);
    }
    DurableFiles.force(draft);
    DurableFiles.move(draft, file);
  }

  Notes with(String key, Optional<?> value) {
    value.ifPresent(present -> values.setProperty(key, present.toString()));
    return this;
  }

  Optional<String> get(String key) {
    return Optional.ofNullable(values.getProperty(key));
  }
}
