package ro.wowcinema.pipeline.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only the sources show: where things are, and which statements are written where. */
final class SourceRulesTest {
  private static final Path ROOT = Path.of("..");
  private static final int MOST_FILES = 25;

  /** Words that a reader has to read twice; plain technical English has better ones. */
  private static final Pattern DIALECT =
      Pattern.compile(
          "\\b("
              + String.join(
                  "|",
                  "tak(es?|en|ing) off|took off",
                  "hand(s|ed|ing)? over",
                  "touched keys?",
                  "(go(es)?|going|went) on",
                  "tak(es?|ing) up again|taken up",
                  "mend(s|ed|ing)?",
                  "anew",
                  "whoever|whom",
                  "of which",
                  "(?<!there )(is|are|was|were) none",
                  "(is|are) of",
                  "told|tells?|telling",
                  "says? nothing",
                  "foretells?|foretold",
                  "bur(y|ies|ied)",
                  "deadly",
                  "gone",
                  "br(oke|eaks?) off",
                  "(un)?seal(s|ed|ing)?",
                  "in peace",
                  "work(s|ed|ing)? out",
                  "(is|are|was|were) wanted",
                  "lest",
                  "for ever",
                  "anybody")
              + ")\\b",
          Pattern.CASE_INSENSITIVE);

  /** Quotations and other legitimate uses. */
  private static final List<String> LEGITIMATE = List.of("privacy unseal", "pg_temp.tell(");

  private static final Pattern COMMENT_OR_TEXT =
      Pattern.compile(
          "\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'|/\\*(?s:.*?)\\*/|//[^\n]*");

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

  /** Tests and their helpers included. */
  @Test
  void everyNameOfAClassExistsOnce() {
    Map<String, List<Path>> byName =
        filesOf("src/main/java", "src/test/java").stream()
            .filter(file -> file.toString().endsWith(".java"))
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

  /** Comments, messages, help and pages; names of code are not looked at. */
  @Test
  void commentsMessagesAndPagesAreInPlainEnglish() {
    assertThat(texts().filter(SourceRulesTest::isChecked).flatMap(SourceRulesTest::dialectIn))
        .isEmpty();
  }

  @Test
  void dialectIsFoundInCommentsAndMessagesAndNotInCode() {
    String code =
        """
        /** Whoever comes. */ sealed interface told {
          // says nothing
          String text = "hands over " + "'gone'" + '"' + \"""
            worked
            out\"""; }
        """;
    assertThat(proseOf(Path.of("A.java"), code).stream().flatMap(SourceRulesTest::dialect))
        .containsExactly("Whoever", "says nothing", "hands over", "gone", "worked out");
  }

  private static Stream<String> dialectIn(Path file) {
    return proseOf(file, text(file)).stream()
        .flatMap(SourceRulesTest::dialect)
        .map(word -> ROOT.relativize(file) + ": " + word);
  }

  private static Stream<String> dialect(String prose) {
    String text = prose.replaceAll("\\s*\\n[ *#/]*", " ");
    for (String quotation : LEGITIMATE) {
      text = text.replace(quotation, "");
    }
    return DIALECT.matcher(text).results().map(MatchResult::group);
  }

  private static List<String> proseOf(Path file, String text) {
    return file.toString().endsWith(".java")
        ? COMMENT_OR_TEXT
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .filter(prose -> !prose.startsWith("'"))
            .toList()
        : List.of(text);
  }

  /** This test quotes the words to find them. */
  private static boolean isChecked(Path file) {
    return !file.endsWith("SourceRulesTest.java");
  }

  /** What people read: sources and resources of all modules, pages, scripts and configuration. */
  private static Stream<Path> texts() {
    Stream<Path> pages =
        Stream.of("docs", "deploy", "benchmarks", "soak", ".github", ".ci")
            .flatMap(folder -> filesBelow(ROOT.resolve(folder)));
    Stream<Path> top =
        Stream.of(
                "README.md",
                "CONTRIBUTING.md",
                "SECURITY.md",
                "CHANGELOG.md",
                "pipeline",
                "Dockerfile",
                "docker-compose.yml")
            .map(ROOT::resolve);
    Stream<Path> sources = filesOf("src/main/java", "src/test/java", "src/main/resources").stream();
    return Stream.of(pages, top, sources).flatMap(Function.identity());
  }

  private static List<Path> filesOf(String... folders) {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .flatMap(module -> Stream.of(folders).map(module::resolve))
          .filter(Files::isDirectory)
          .flatMap(SourceRulesTest::filesBelow)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    return filesOf("src/main/java").stream()
        .filter(file -> file.toString().endsWith(".java"))
        .toList();
  }

  private static Stream<Path> filesBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
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
