package ro.wowcinema.pipeline.core.load.format;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/**
 * A path of the landing zone, where a file may exist. Only regular files are read, and only those
 * that no link below the landing folder leads to: a deliverer must not be able to make the pipeline
 * read other files, and a named pipe would block a task without end.
 *
 * @param zone the landing zone
 * @param path the file's path, below the root of the zone
 */
public record LandingFile(LandingZone zone, Path path) {
  private static final String LINK =
      "this is a symbolic link; in the landing folder only regular files are read: deliver the file itself";
  private static final String SPECIAL =
      "this is no regular file; in the landing folder only regular files are read";

  public LandingFile {
    requireNonNull(zone, "zone is null");
    if (!path.startsWith(zone.root()) || path.equals(zone.root())) {
      throw new IllegalArgumentException("%s is not below %s".formatted(path, zone.root()));
    }
  }

  /** Whether there is anything of this name, be it a link. */
  public boolean exists() {
    return Files.exists(path, NOFOLLOW_LINKS);
  }

  /** Whether its name says that it is a gzip file. */
  public boolean isPacked() {
    return path.getFileName().toString().endsWith(".gz");
  }

  /** Another file of the same folder. */
  public LandingFile sibling(String name) {
    return new LandingFile(zone, path.resolveSibling(name));
  }

  /** The same file, read whether or not its last line has a line feed. */
  public LandingFile acceptingUnterminated() {
    return new LandingFile(
        new LandingZone(zone.root(), new SourceLimits(true, zone.limits().maxExpansion())), path);
  }

  /**
   * Whether its last line needs no line feed: a gzip file shows by its checksum that it is whole.
   */
  boolean acceptsUnterminated() {
    return isPacked() || zone.limits().acceptUnterminated();
  }

  /**
   * SHA-256 of the whole file as it lies there, in hexadecimal.
   *
   * @throws BadFileException where it is not a regular file, or a link leads to it
   */
  public String sha256() throws IOException {
    return SourceInput.sha256(this);
  }

  /** Checks that there is a regular file to which no link leads, without opening it. */
  public void requireRegular() {
    requireNoLink();
    if (!Files.isRegularFile(path, NOFOLLOW_LINKS)) {
      throw new BadFileException(path, 0, SPECIAL);
    }
  }

  /**
   * Opens the file for reading, folder by folder from the landing folder on, and follows no link,
   * not even one that replaces a folder while the path is being opened.
   *
   * @throws BadFileException where it is not a regular file, or a link leads to it
   */
  public SeekableByteChannel open() throws IOException {
    try (DirectoryStream<Path> root = Files.newDirectoryStream(zone.root().toRealPath())) {
      return open(root, zone.root().relativize(path));
    } catch (NotRegularException e) {
      requireNoLink();
      throw new BadFileException(path, 0, SPECIAL);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (FileSystemException e) {
      // The system says of a link that there are too many, or that it is not a folder.
      requireNoLink();
      throw e;
    }
  }

  private SeekableByteChannel open(DirectoryStream<Path> folder, Path rest) throws IOException {
    if (!(folder instanceof SecureDirectoryStream<Path> secure)) {
      return openByName();
    }
    Path name = rest.getName(0);
    if (rest.getNameCount() > 1) {
      try (SecureDirectoryStream<Path> next = secure.newDirectoryStream(name, NOFOLLOW_LINKS)) {
        return open(next, rest.subpath(1, rest.getNameCount()));
      }
    }
    // Opening a named pipe would wait for a writer.
    requireRegular(
        secure
            .getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS)
            .readAttributes());
    return secure.newByteChannel(name, Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS));
  }

  /**
   * Where the system cannot open files relative to an open folder, checking before opening has to
   * suffice.
   */
  public SeekableByteChannel openByName() throws IOException {
    if (link().isPresent()) {
      throw new NotRegularException();
    }
    requireRegular(Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS));
    return Files.newByteChannel(path, StandardOpenOption.READ, NOFOLLOW_LINKS);
  }

  private static void requireRegular(BasicFileAttributes attributes) throws NotRegularException {
    if (!attributes.isRegularFile()) {
      throw new NotRegularException();
    }
  }

  /** Checks that no link leads from the landing folder to the file, as far as the path exists. */
  void requireNoLink() {
    link()
        .ifPresent(
            link -> {
              throw new BadFileException(link, 0, LINK);
            });
  }

  private Optional<Path> link() {
    Path way = zone.root();
    for (Path name : zone.root().relativize(path)) {
      way = way.resolve(name);
      if (Files.isSymbolicLink(way)) {
        return Optional.of(way);
      }
    }
    return Optional.empty();
  }

  private static final class NotRegularException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
