package ro.wowcinema.pipeline.jobs.extraction.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Waits until the disk has what was done to a folder: files that came, went, or were renamed. */
public final class DiskSync {
  private DiskSync() {}

  public static void folder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
