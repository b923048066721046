package ro.wowcinema.pipeline.jobs.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder that has the generated files and no others. */
final class GeneratedFolder {
  private static final String UPDATE =
      "mvn -B -ntp -pl pipeline-jobs -am -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dtest=SemanticModelDocumentTest -Ddocs.write=true verify";

  private final Path folder;

  GeneratedFolder(Path folder) {
    this.folder = folder;
  }

  /** {@code -Ddocs.write=true} makes it so. */
  void assertHas(Map<String, String> generated) throws IOException {
    if (Boolean.getBoolean("docs.write")) {
      write(generated);
    }
    Map<String, String> present = read();
    assertThat(present.keySet())
        .as("files of %s; to update them, run: %s", folder, UPDATE)
        .containsExactlyInAnyOrderElementsOf(generated.keySet());
    generated.forEach(
        (path, text) ->
            assertThat(present.get(path))
                .as(
                    "%s is not what the catalogue, the definitions and the dashboards say; to update it, run: %s",
                    folder.resolve(path), UPDATE)
                .isEqualTo(text));
  }

  private void write(Map<String, String> generated) throws IOException {
    for (String path : read().keySet()) {
      if (!generated.containsKey(path)) {
        Files.delete(folder.resolve(path));
      }
    }
    for (Map.Entry<String, String> file : generated.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private Map<String, String> read() throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        paths
            .filter(Files::isRegularFile)
            .forEach(
                path ->
                    files.put(folder.relativize(path).toString().replace('\\', '/'), text(path)));
      }
    }
    return files;
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
