package ro.wowcinema.pipeline.jobs.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;
import ro.wowcinema.pipeline.core.ledger.RunRequest;
import ro.wowcinema.pipeline.core.ledger.TaskState;
import ro.wowcinema.pipeline.jobs.WarehouseDag;
import ro.wowcinema.pipeline.jobs.testing.Pipeline;
import ro.wowcinema.pipeline.jobs.testing.TestSettings;

/** A landing folder of files that are not as they should be, and the pipeline on it. */
final class DefectiveLanding {
  private final Path folder;
  private final Database database;

  DefectiveLanding(Path folder, Database database) {
    this.folder = folder;
    this.database = database;
  }

  /** Delivers {@code platform/plans.csv} of a date. */
  void write(LocalDate date, String file, String text) {
    write(date, file, text.getBytes(UTF_8));
  }

  void write(LocalDate date, String file, byte[] content) {
    String[] sourceAndName = file.split("/", 2);
    Path delivery = folder.resolve(sourceAndName[0]).resolve(date.toString());
    try {
      Files.createDirectories(delivery);
      Files.write(delivery.resolve(sourceAndName[1]), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs tasks, half of a file's records allowed to be bad; returns the outcome with the most
   * information.
   */
  TaskOutcome run(LocalDate date, String... tasks) throws InterruptedException {
    var outcomes =
        new Pipeline(database, folder, TestSettings.of(0.5, 0.5, 15_000, 5))
            .run(RunRequest.all(WarehouseDag.create(), date).only(Set.of(tasks)))
            .tasks();
    return outcomes.stream()
        .filter(outcome -> outcome.state() == TaskState.FAILED)
        .findFirst()
        .orElse(outcomes.get(outcomes.size() - 1));
  }

  /** Without what only this machine has. */
  String shown(String message) {
    return message.replace(folder.toString(), "landing");
  }
}
