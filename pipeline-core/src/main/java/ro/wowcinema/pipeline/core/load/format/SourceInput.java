package ro.wowcinema.pipeline.core.load.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A delivered file's content, unpacked where it is packed; its SHA-256 is taken on the way. */
public final class SourceInput extends FilterInputStream {
  private final DigestInputStream delivered;
  private final long size;

  private SourceInput(DigestInputStream delivered, InputStream unpacked, long size) {
    super(unpacked);
    this.delivered = delivered;
    this.size = size;
  }

  /**
   * Opens a file.
   *
   * @throws BadFileException where a file named .gz is not gzip, or the file may not be read
   */
  public static SourceInput open(LandingFile file) throws IOException {
    SeekableByteChannel channel = file.open();
    try {
      long size = channel.size();
      DigestInputStream delivered =
          new DigestInputStream(Channels.newInputStream(channel), sha256());
      InputStream unpacked = file.isPacked() ? new GzipInput(file, delivered, size) : delivered;
      return new SourceInput(delivered, unpacked, size);
    } catch (BadFileException | IOException e) {
      channel.close();
      throw e;
    }
  }

  /** SHA-256 of a whole file as delivered. */
  static String sha256(LandingFile file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Channels.newInputStream(file.open()), sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }
  }

  /** Bytes of the file as delivered. */
  public long size() {
    return size;
  }

  /** Reads to the end of what was delivered, and answers its SHA-256. */
  public String finish() throws IOException {
    delivered.transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(delivered.getMessageDigest().digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
