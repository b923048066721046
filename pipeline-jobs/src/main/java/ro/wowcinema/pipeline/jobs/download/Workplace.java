package ro.wowcinema.pipeline.jobs.download;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import ro.wowcinema.pipeline.core.files.DurableFiles;
import ro.wowcinema.pipeline.core.job.TransientFailureException;
import ro.wowcinema.pipeline.core.load.format.LandingFile;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.download.http.PartialDownload;
import ro.wowcinema.pipeline.jobs.download.http.PublishedVersion;

/**
 * The hidden folder {@code <landing>/.download}, as far as one file is concerned: the part of it
 * that has come, what that is a part of, and what was last published from here. On the landing
 * zone's file system, so that a move into it is one step.
 *
 * <p>One attempt at a time holds it. A process that lost its lease may still be writing here: its
 * successor must neither write into the same part nor publish it meanwhile.
 */
final class Workplace implements AutoCloseable {
  private static final String FOLDER = ".download";

  private final Path part;
  private final LandingFile draftNote;
  private final LandingFile receiptNote;
  private final FileChannel lock;

  private Workplace(LandingZone landing, Path folder, String fileName, FileChannel lock) {
    this.part = folder.resolve(fileName);
    this.draftNote = landing.file(folder.resolve(fileName + ".draft"));
    this.receiptNote = landing.file(folder.resolve(fileName + ".receipt"));
    this.lock = lock;
  }

  /**
   * Takes the place of one file.
   *
   * @throws TransientFailureException where another attempt has it
   */
  static Workplace hold(LandingZone landing, String fileName) throws IOException {
    Path folder = landing.requireNoLink(landing.root().resolve(FOLDER));
    DurableFiles.createFolders(folder.toAbsolutePath());
    // A file of its own that is never moved: a lock on the part would go with it when it is
    // published.
    Path lockFile = folder.resolve(fileName + ".lock");
    if (landing.file(lockFile).exists()) {
      landing.file(lockFile).requireRegular();
    }
    FileChannel channel = FileChannel.open(lockFile, CREATE, WRITE, NOFOLLOW_LINKS);
    if (!isLocked(channel)) {
      channel.close();
      throw new TransientFailureException(
          "Another process is downloading %s and holds %s; stop it, if it does not go on"
              .formatted(fileName, lockFile),
          Duration.ZERO);
    }
    return new Workplace(landing, folder, fileName, channel);
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  Path part() {
    return part;
  }

  /** Bytes that have come. */
  long size() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /** What the part is a part of; empty where there is no part, or nobody knows. */
  Optional<PartialDownload> draft() throws IOException {
    Notes notes = Notes.read(draftNote);
    return size() == 0
        ? Optional.empty()
        : readable(
            () ->
                notes
                    .get("url")
                    .map(
                        url ->
                            new PartialDownload(
                                URI.create(url),
                                version(notes),
                                notes.get("if-range"),
                                notes.get("length").map(Long::valueOf))));
  }

  /** What somebody else wrote into a note is no note, and no message repeats it. */
  private static <T> Optional<T> readable(Supplier<Optional<T>> note) {
    try {
      return note.get();
    } catch (IllegalArgumentException | DateTimeException | NoSuchElementException e) {
      return Optional.empty();
    }
  }

  /** Starts a new part in place of what is there. */
  FileChannel begin(PartialDownload draft) throws IOException {
    // In this order: bytes are never noted as part of another version than theirs.
    Files.deleteIfExists(part);
    note(draft.version())
        .with("url", Optional.of(draft.url()))
        .with("if-range", draft.ifRange())
        .with("length", draft.length())
        .write(draftNote.path());
    return resume();
  }

  /** Goes on where the part ends. */
  FileChannel resume() throws IOException {
    return FileChannel.open(part, CREATE, APPEND, NOFOLLOW_LINKS);
  }

  void discard() throws IOException {
    Files.deleteIfExists(part);
  }

  /** Moves the part to where it belongs, which becomes whole in one step. */
  void publish(Download download, Path target) throws IOException {
    note(download.version())
        .with("url", Optional.of(download.url()))
        .with("logical-date", Optional.of(download.logicalDate()))
        .with("size", Optional.of(download.sizeBytes()))
        .with("sha256", Optional.of(download.sha256()))
        .write(receiptNote.path());
    DurableFiles.move(part, target);
  }

  /**
   * What was last published from here, or was just about to be: the ledger knows nothing of it,
   * where the attempt was killed before its commit.
   */
  Optional<Download> receipt() throws IOException {
    Notes notes = Notes.read(receiptNote);
    return readable(
        () ->
            notes
                .get("sha256")
                .map(
                    sha256 ->
                        new Download(
                            URI.create(notes.get("url").orElseThrow()),
                            LocalDate.parse(notes.get("logical-date").orElseThrow()),
                            part.getFileName().toString(),
                            version(notes),
                            Long.parseLong(notes.get("size").orElseThrow()),
                            sha256)));
  }

  private static Notes note(PublishedVersion version) {
    return Notes.empty().with("etag", version.etag()).with("last-modified", version.lastModified());
  }

  private static PublishedVersion version(Notes notes) {
    return new PublishedVersion(notes.get("etag"), notes.get("last-modified"));
  }

  /** Lets the next attempt in. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
