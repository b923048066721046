package ro.wowcinema.pipeline.jobs.extraction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static ro.wowcinema.pipeline.jobs.source.Sources.PLATFORM;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import ro.wowcinema.pipeline.core.files.DurableFiles;
import ro.wowcinema.pipeline.core.files.PrivateFolder;
import ro.wowcinema.pipeline.core.load.format.LandingFile;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.extraction.database.PlatformTables;
import ro.wowcinema.pipeline.jobs.extraction.database.SourceTable;
import ro.wowcinema.pipeline.jobs.extraction.file.DraftDelivery;

/**
 * The platform's dated folder, where the warehouse's DAG looks for it.
 *
 * @param landing the landing zone
 * @param folder {@code landing/platform/<date>}, to which no link leads
 */
record PlatformDelivery(LandingZone landing, Path folder) {
  static final String COMPLETE = "_SUCCESS";

  /** No mark of ours is longer; another's file may be of any size. */
  private static final int LONGEST_MARK = 1_000;

  static PlatformDelivery of(LandingZone landing, LocalDate logicalDate) {
    return new PlatformDelivery(
        landing, landing.requireNoLink(landing.delivery(PLATFORM, logicalDate)));
  }

  boolean isComplete() {
    return complete().exists();
  }

  /**
   * The marker of an extraction whose delivery is complete; empty for another system's delivery.
   */
  Optional<SuccessMarker> mark() throws IOException {
    try (SeekableByteChannel channel = complete().open()) {
      return channel.size() <= LONGEST_MARK
          ? SuccessMarker.parse(
              new String(Channels.newInputStream(channel).readNBytes(LONGEST_MARK), UTF_8))
          : Optional.empty();
    }
  }

  private LandingFile complete() {
    return landing.file(folder.resolve(COMPLETE));
  }

  /**
   * Replaces the existing files by the draft's. If the process is killed in between, there is no
   * {@code _SUCCESS}, so that the folder does not count as a delivery.
   */
  void replaceBy(DraftDelivery draft, SuccessMarker mark) throws IOException {
    PrivateFolder.create(landing.requireNoLink(folder));
    Files.deleteIfExists(folder.resolve(COMPLETE));
    DurableFiles.force(folder);
    removeAllBut(draft.files());
    for (String file : draft.files()) {
      DurableFiles.move(draft.path(file), folder.resolve(file));
    }
    DurableFiles.move(draft.write(COMPLETE, mark.text()), folder.resolve(COMPLETE));
    DurableFiles.force(folder.getParent());
  }

  /** A file of an earlier delivery, plain or packed, beside one of this would be taken for its. */
  private void removeAllBut(Set<String> files) throws IOException {
    for (SourceTable table : PlatformTables.ALL) {
      String plain = table.file().fileName();
      Files.deleteIfExists(folder.resolve(plain));
      if (!files.contains(plain + ".gz")) {
        Files.deleteIfExists(folder.resolve(plain + ".gz"));
      }
    }
  }
}
