package ro.wowcinema.pipeline.scheduler.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Appends events to a file, one a line. It is opened for each, so that it can be moved away at any
 * time.
 */
final class FileSender implements EventSender {
  private final Path file;

  FileSender(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public void send(String json) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, json + "\n", UTF_8, CREATE, APPEND);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
