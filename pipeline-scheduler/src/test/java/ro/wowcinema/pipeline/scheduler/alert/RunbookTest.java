package ro.wowcinema.pipeline.scheduler.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ro.wowcinema.pipeline.core.alert.AlertKind;

/** Where alerts lead people, there is something to read. */
final class RunbookTest {
  private static final Path PAGE = Path.of("..", "docs", "operations.md");

  @ParameterizedTest
  @EnumSource(AlertKind.class)
  void hasAnEntryForEachKindOfAlert(AlertKind kind) throws IOException {
    List<String> anchors =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("### "))
            .map(line -> line.substring(4).toLowerCase(Locale.ROOT).replace(' ', '-'))
            .toList();

    assertThat(anchors).contains(kind.runbookEntry());
  }
}
