package ro.wowcinema.pipeline.core.load.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.load.contract.Reason;
import ro.wowcinema.warehouse.ops.Tables;

/** Lines with people's data do not outlive the process that set them aside. */
final class RejectFileTest {
  @TempDir Path folder;

  @Test
  void whatIsSetAsideHasNoNameThatCouldOutliveAKill() throws IOException {
    try (RejectFile findings = new RejectFile(Tables.QUARANTINE, 1, folder)) {
      findings.add(2, Reason.MALFORMED_CSV, null, "a detail", "a line", "17", null);

      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    new RejectFile(Tables.QUARANTINE, 1, folder).close();

    assertThat(folder).isEmptyDirectory();
  }
}
