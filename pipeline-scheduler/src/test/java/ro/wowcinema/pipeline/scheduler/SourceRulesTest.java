package ro.wowcinema.pipeline.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only the sources show: where things are, and which statements are written where. */
final class SourceRulesTest {
  private static final Path ROOT = Path.of("..");
  private static final int MOST_FILES = 25;

  @Test
  void onlyTheLedgerWritesRunsTasksAndAttempts() {
    assertThat(writersOf("DAG_RUN|TASK_RUN|TASK_ATTEMPT"))
        .isNotEmpty()
        .allMatch(file -> file.getParent().endsWith("core/ledger"), "is in core.ledger");
  }

  @Test
  void oneClassWritesSourceFiles() {
    assertThat(writersOf("SOURCE_FILE"))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("SourceFiles.java");
  }

  @Test
  void oneClassMovesFilesAndWaitsForTheDisk() {
    assertThat(containing(Pattern.compile("ATOMIC_MOVE|\\.force\\(true\\)")))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("DurableFiles.java");
  }

  @Test
  void ownersPermissionsAreKnownToTheFilesPackageOnly() {
    assertThat(containing(Pattern.compile("PosixFilePermission")))
        .isNotEmpty()
        .allMatch(file -> file.getParent().endsWith("core/files"), "is in core.files");
  }

  /** The simulator, which knows nothing of the product, has its own. */
  @Test
  void zoneIsNamedOnce() {
    assertThat(containing(Pattern.compile("\"Europe/Bucharest\"")))
        .filteredOn(file -> !file.startsWith(ROOT.resolve("platform-simulator")))
        .hasSize(1);
  }

  @Test
  void everyNameOfAClassExistsOnce() {
    Map<String, List<Path>> byName =
        sources().stream()
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(
                Collectors.groupingBy(file -> file.getFileName().toString(), Collectors.toList()));
    assertThat(byName).allSatisfy((name, files) -> assertThat(files).hasSize(1));
  }

  @Test
  void everyPackageSaysWhatBelongsThereAndIsNotTooLarge() {
    Map<Path, List<Path>> byPackage =
        sources().stream()
            .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
    assertThat(byPackage)
        .allSatisfy(
            (folder, files) -> {
              assertThat(files).contains(folder.resolve("package-info.java"));
              assertThat(files).hasSizeLessThanOrEqualTo(MOST_FILES);
            });
  }

  private static List<Path> writersOf(String tables) {
    return containing(
        Pattern.compile(
            "\\b(insertInto|update|deleteFrom|mergeInto|truncate)\\(\\s*(%s)\\b|(?i)\\b(insert into|update|delete from) ops\\.(%1$s)\\b"
                .formatted(tables)));
  }

  private static List<Path> containing(Pattern pattern) {
    return sources().stream().filter(file -> pattern.matcher(text(file)).find()).toList();
  }

  /** Main sources of all modules. */
  private static List<Path> sources() {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .flatMap(SourceRulesTest::javaBelow)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
