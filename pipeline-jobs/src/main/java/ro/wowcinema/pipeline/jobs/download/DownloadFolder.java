package ro.wowcinema.pipeline.jobs.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import ro.wowcinema.pipeline.core.files.DurableFiles;
import ro.wowcinema.pipeline.core.job.TransientFailureException;
import ro.wowcinema.pipeline.core.load.format.LandingFile;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.download.DownloadLedger.Download;

/**
 * Files of one download in the hidden folder {@code <landing>/.download}: the received part, the
 * version that it is a part of, and a receipt for the last published file. It is on the landing
 * zone's file system, so that publishing is an atomic move.
 *
 * <p>One attempt at a time locks it. A process that lost its lease may still be writing here: its
 * successor must neither write into the same part nor publish it meanwhile.
 */
final class DownloadFolder implements AutoCloseable {
  private static final String FOLDER = ".download";

  private final Path part;
  private final LandingFile partProperties;
  private final LandingFile receiptProperties;
  private final FileChannel lock;

  private DownloadFolder(LandingZone landing, Path folder, String fileName, FileChannel lock) {
    this.part = folder.resolve(fileName);
    this.partProperties = landing.file(folder.resolve(fileName + ".draft"));
    this.receiptProperties = landing.file(folder.resolve(fileName + ".receipt"));
    this.lock = lock;
  }

  /**
   * The version of a partial file.
   *
   * @param url of the file
   * @param ifRange value for requesting the rest of exactly this version; empty if the download
   *     cannot be resumed
   * @param length of the whole file, if the server sent it
   */
  record PartialDownload(
      URI url, PublishedVersion version, Optional<String> ifRange, Optional<Long> length) {
    PartialDownload {
      requireNonNull(url, "url is null");
      requireNonNull(version, "version is null");
      requireNonNull(ifRange, "ifRange is null");
      requireNonNull(length, "length is null");
    }

    boolean isWhole(long size) {
      return length.isPresent() && length.get() == size;
    }
  }

  /**
   * Locks the folder for one file.
   *
   * @throws TransientFailureException if another attempt has locked it
   */
  static DownloadFolder lock(LandingZone landing, String fileName) throws IOException {
    Path folder = landing.requireNoLink(landing.root().resolve(FOLDER));
    DurableFiles.createFolders(folder.toAbsolutePath());
    // A separate file that is never moved: a lock on the part would move with it.
    Path lockFile = folder.resolve(fileName + ".lock");
    if (landing.file(lockFile).exists()) {
      landing.file(lockFile).requireRegular();
    }
    FileChannel channel = FileChannel.open(lockFile, CREATE, WRITE, NOFOLLOW_LINKS);
    if (!isLocked(channel)) {
      channel.close();
      throw new TransientFailureException(
          "Another process is downloading %s and has locked %s; stop it if it makes no progress"
              .formatted(fileName, lockFile),
          Duration.ZERO);
    }
    return new DownloadFolder(landing, folder, fileName, channel);
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

  /** Number of received bytes. */
  long size() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /** The version of the part; empty if there is no part, or its version is unknown. */
  Optional<PartialDownload> partialDownload() throws IOException {
    return size() == 0
        ? Optional.empty()
        : read(
            partProperties,
            values ->
                new PartialDownload(
                    URI.create(required(values, "url")),
                    version(values),
                    optional(values, "if-range"),
                    optional(values, "length").map(Long::valueOf)));
  }

  /** Starts a new part, which replaces an existing one. */
  FileChannel begin(PartialDownload download) throws IOException {
    // In this order: bytes are never recorded as part of another version.
    discard();
    write(
        partProperties,
        download.version(),
        Map.of(
            "url", Optional.of(download.url()),
            "if-range", download.ifRange(),
            "length", download.length()));
    return append();
  }

  /** Continues where the part ends. */
  FileChannel append() throws IOException {
    return FileChannel.open(part, CREATE, APPEND, NOFOLLOW_LINKS);
  }

  void discard() throws IOException {
    Files.deleteIfExists(part);
  }

  /** Moves the part atomically to its target. */
  void publish(Download download, Path target) throws IOException {
    write(
        receiptProperties,
        download.version(),
        Map.of(
            "url", Optional.of(download.url()),
            "logical-date", Optional.of(download.logicalDate()),
            "size", Optional.of(download.sizeBytes()),
            "sha256", Optional.of(download.sha256())));
    DurableFiles.move(part, target);
  }

  /**
   * The file that was last published from here, or was about to be. The ledger does not have it if
   * the attempt was killed before its commit.
   */
  Optional<Download> receipt() throws IOException {
    return read(
        receiptProperties,
        values ->
            new Download(
                URI.create(required(values, "url")),
                LocalDate.parse(required(values, "logical-date")),
                part.getFileName().toString(),
                version(values),
                Long.parseLong(required(values, "size")),
                required(values, "sha256")));
  }

  /** Empty if the file is missing or was not written by this class. */
  private static <T> Optional<T> read(LandingFile file, Function<Properties, T> reader)
      throws IOException {
    if (!file.exists()) {
      return Optional.empty();
    }
    try (Reader in = Channels.newReader(file.open(), UTF_8)) {
      Properties values = new Properties();
      values.load(in);
      return Optional.of(reader.apply(values));
    } catch (IllegalArgumentException | DateTimeException | NoSuchElementException e) {
      return Optional.empty();
    }
  }

  /** The values survive a crash together or not at all. */
  private static void write(
      LandingFile file, PublishedVersion version, Map<String, Optional<?>> values)
      throws IOException {
    Properties present = new Properties();
    version.etag().ifPresent(etag -> present.setProperty("etag", etag));
    version.lastModified().ifPresent(date -> present.setProperty("last-modified", date));
    values.forEach(
        (key, value) -> value.ifPresent(text -> present.setProperty(key, text.toString())));
    Path draft = file.path().resolveSibling(file.path().getFileName() + ".new");
    try (Writer out = Files.newBufferedWriter(draft, UTF_8)) {
      present.store(out, null);
    }
    DurableFiles.force(draft);
    DurableFiles.move(draft, file.path());
  }

  private static PublishedVersion version(Properties values) {
    return new PublishedVersion(optional(values, "etag"), optional(values, "last-modified"));
  }

  private static String required(Properties values, String key) {
    return optional(values, key).orElseThrow();
  }

  private static Optional<String> optional(Properties values, String key) {
    return Optional.ofNullable(values.getProperty(key));
  }

  /** Unlocks the folder for the next attempt. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
