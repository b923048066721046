package ro.wowcinema.pipeline.jobs.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of {@code docs/}. Its prose is written by hand; what stands between {@code <!-- generated:
 * NAME -->} and {@code <!-- end -->} comes from the product.
 */
public final class Document {
  private static final String UPDATE =
      "mvn -B -ntp -pl pipeline-scheduler -am -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dtest='*DocumentTest' -Ddocs.write=true verify";
  private static final Pattern SECTION =
      Pattern.compile(
          "(?<begin><!-- generated: (?<name>[a-z-]+) -->\n)(?<body>.*?)(?<end><!-- end -->)",
          Pattern.DOTALL);
  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  private final Path path;

  private Document(Path path) {
    this.path = path;
  }

  /** A page by its file's name; tests run in their module's folder. */
  public static Document named(String fileName) {
    return new Document(Path.of("..", "docs", fileName));
  }

  /** Its generated sections are these; {@code -Ddocs.write=true} makes them so. */
  public void assertHasSections(Map<String, String> sections) throws IOException {
    String text = Files.readString(path);
    assertThat(SECTION.matcher(text).results().map(section -> section.group(2)))
        .as("generated sections of %s", path)
        .containsExactlyInAnyOrderElementsOf(sections.keySet());
    String current = SECTION.matcher(text).replaceAll(section -> replaced(section, sections));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(path, current);
    }
    assertThat(Files.readString(path))
        .as("%s is not what the product says; to update it, run: %s", path, UPDATE)
        .isEqualTo(current);
  }

  /** Every query in it. */
  List<String> queries() throws IOException {
    return SQL.matcher(Files.readString(path)).results().map(query -> query.group(1)).toList();
  }

  /** The one query that begins with this comment. */
  String query(String comment) throws IOException {
    List<String> found =
        queries().stream().filter(query -> query.startsWith("-- " + comment)).toList();
    assertThat(found).as("queries of %s that begin with %s", path, comment).hasSize(1);
    return found.get(0);
  }

  private static String replaced(MatchResult section, Map<String, String> sections) {
    return Matcher.quoteReplacement(
        section.group(1)
            + "\n"
            + sections.get(section.group(2)).strip()
            + "\n\n"
            + section.group(4));
  }
}
