package ro.wowcinema.pipeline.core.load;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A delivered file's content, unpacked where it is packed; its SHA-256 is taken on the way. */
final class SourceInput extends FilterInputStream {
  private static final int BUFFER = 64 * 1024;

  private final Path path;
  private final DigestInputStream delivered;

  /** All of a gzip file's members; its superclass ends silently at one that is broken. */
  private static final class Packed extends GZIPInputStream {
    /** Checksum and length at a member's end, which the inflater leaves alone. */
    private static final int TRAILER = 8;

    private Packed(InputStream in) throws IOException {
      super(in, BUFFER);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      if (count < 0 && (inf.getRemaining() > TRAILER || in.available() > 0)) {
        throw new ZipException("something that is not gzip follows what is");
      }
      return count;
    }
  }

  private SourceInput(Path path, DigestInputStream delivered, InputStream unpacked) {
    super(unpacked);
    this.path = path;
    this.delivered = delivered;
  }

  /**
   * @throws BadFileException where a gzip file is none
   */
  static SourceInput open(Path path) throws IOException {
    DigestInputStream delivered = new DigestInputStream(Files.newInputStream(path), sha256());
    try {
      InputStream unpacked = isPacked(path) ? new Packed(delivered) : delivered;
      return new SourceInput(path, delivered, unpacked);
    } catch (ZipException | EOFException e) {
      delivered.close();
      throw unreadable(path, e);
    } catch (IOException e) {
      delivered.close();
      throw e;
    }
  }

  /** SHA-256 of a whole file as delivered. */
  static String sha256(Path path) throws IOException {
    try (DigestInputStream in = new DigestInputStream(Files.newInputStream(path), sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (ZipException | EOFException e) {
      throw unreadable(path, e);
    }
  }

  /** Reads to the end of what was delivered, and answers its SHA-256. */
  String finish() throws IOException {
    delivered.transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(delivered.getMessageDigest().digest());
  }

  private static boolean isPacked(Path path) {
    return path.getFileName().toString().endsWith(".gz");
  }

  private static BadFileException unreadable(Path path, IOException cause) {
    return new BadFileException(
        path,
        0,
        "unreadable gzip (%s); deliver the file again"
            .formatted(cause.getMessage() == null ? "it ends too early" : cause.getMessage()),
        cause);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
