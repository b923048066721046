package ro.wowcinema.pipeline.scheduler.cli;

import static ro.wowcinema.pipeline.jobs.documentation.MarkdownTable.code;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.jobs.documentation.Document;
import ro.wowcinema.pipeline.jobs.documentation.MarkdownTable;

/** {@code docs/configuration.md} has every key. */
final class ConfigurationDocumentTest {
  @Test
  void hasEveryKey() throws IOException {
    Document.named("configuration.md")
        .assertHasSections(
            Map.of(
                "keys",
                KnownKeys.SUBJECTS.stream()
                    .map(ConfigurationDocumentTest::section)
                    .collect(Collectors.joining("\n\n"))));
  }

  private static String section(KnownKeys.Subject subject) {
    MarkdownTable table =
        new MarkdownTable("key", "environment variable", "default", "meaning", "must be");
    for (ConfigKey<?> key : subject.keys()) {
      table.row(
          code(key.path()),
          code(key.environmentVariable()),
          key.defaultText().isEmpty() ? "" : code(key.defaultText()),
          key.description() + (key.isSecret() ? "; *secret*" : ""),
          key.expected());
    }
    return "### %s\n\n%s".formatted(subject.title(), table);
  }
}
