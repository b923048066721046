package ro.wowcinema.pipeline.core.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableFilesTest {
  @TempDir private Path folder;

  @Test
  void movingCreatesFoldersAndReplaces() throws IOException {
    Path from = Files.writeString(folder.resolve("draft"), "new");
    Path to = folder.resolve("2026-11-28/platform/users.csv");

    DurableFiles.move(from, to);
    assertThat(to).content().isEqualTo("new");

    DurableFiles.move(Files.writeString(from, "newer"), to);
    assertThat(to).content().isEqualTo("newer");
    assertThat(from).doesNotExist();
  }

  /** A name alone has no parent. */
  @Test
  void pathsMayBeRelative() throws IOException {
    Path from = Files.createTempFile(Path.of(""), "durable", ".tmp");
    Path to = Path.of(from + ".moved");
    try {
      DurableFiles.move(from, to);

      assertThat(to).exists();
    } finally {
      Files.deleteIfExists(from);
      Files.deleteIfExists(to);
    }
  }

  @Test
  void streamWritesAllAndMayBeClosedTwice() throws IOException {
    Path file = folder.resolve("file");
    OutputStream out = DurableFiles.newOutputStream(file, CREATE_NEW, WRITE);
    out.write("text".getBytes(UTF_8));
    out.close();
    out.close();

    assertThat(file).content().isEqualTo("text");
    assertThatThrownBy(() -> DurableFiles.newOutputStream(file, CREATE_NEW, WRITE))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void foldersThatAreThereStay() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");

    DurableFiles.createFolders(folder);

    assertThat(file).exists();
  }
}
