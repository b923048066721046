package ro.wowcinema.pipeline.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnerOnlyFileTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("secret");
  }

  @Test
  void onlyTheOwnerMayReadWhatWasWritten() throws IOException {
    OwnerOnlyFile.write(file, "țâță");

    assertThat(file).content().isEqualTo("țâță");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(OwnerOnlyFile.permissionsOfOthers(file)).isEmpty();
    assertThat(filesInFolder()).containsExactly(file);
  }

  @Test
  void writingReplacesWhatIsThere() throws IOException {
    Files.writeString(file, "a longer text than the next one");

    OwnerOnlyFile.write(file, "next");

    assertThat(file).content().isEqualTo("next");
    assertThat(OwnerOnlyFile.permissionsOfOthers(file)).isEmpty();
  }

  @Test
  void creatingLeavesWhatIsThere() throws IOException {
    OwnerOnlyFile.createIfAbsent(file, "first");
    OwnerOnlyFile.createIfAbsent(file, "second");

    assertThat(file).content().isEqualTo("first");
    assertThat(OwnerOnlyFile.permissionsOfOthers(file)).isEmpty();
    assertThat(filesInFolder()).containsExactly(file);
  }

  @Test
  void permissionsOfOthersAreNamed() throws IOException {
    OwnerOnlyFile.write(file, "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(OwnerOnlyFile.permissionsOfOthers(file)).contains("rw-r-----");
  }

  private Stream<Path> filesInFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    }
  }
}
