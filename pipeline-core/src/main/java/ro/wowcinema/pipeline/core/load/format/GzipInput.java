package ro.wowcinema.pipeline.core.load.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses a gzip file: all of its members, each checked against its checksum and length. Zero
 * bytes after a member are padding. Java's own stream ends silently at a broken member.
 */
final class GzipInput extends InputStream {
  private static final int BUFFER = 64 * 1024;
  private static final int MAGIC_1 = 0x1F;
  private static final int MAGIC_2 = 0x8B;
  private static final int DEFLATE = 8;
  private static final int HAS_HEADER_CHECKSUM = 0x02;
  private static final int HAS_EXTRA = 0x04;
  private static final int HAS_NAME = 0x08;
  private static final int HAS_COMMENT = 0x10;
  private static final int UNKNOWN_FLAGS = 0xE0;

  private final LandingFile file;
  private final InputStream in;
  private final long mostUnpacked;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private long unpacked;
  private boolean isAtEnd;

  /**
   * Begins the first member.
   *
   * @param in the file's bytes
   * @param size how many
   * @throws BadFileException where that is no gzip
   */
  GzipInput(LandingFile file, InputStream in, long size) throws IOException {
    this.file = file;
    this.in = in;
    this.mostUnpacked = file.zone().limits().mostUnpacked(size);
    try {
      to = Math.max(0, in.readNBytes(buffer, 0, BUFFER));
      if (to == 0) {
        throw unreadable("it is empty");
      }
      if (!isMagic(peek(0), peek(1)) && to > 1) {
        throw new BadFileException(file.path(), 0, FileDiagnosis.ofNoGzip(buffer, to));
      }
      beginMember();
    } catch (BadFileException | IOException e) {
      inflater.end();
      throw e;
    }
  }

  static boolean isMagic(int first, int second) {
    return first == MAGIC_1 && second == MAGIC_2;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!isAtEnd) {
      int count = inflate(bytes, offset, length);
      if (count > 0) {
        checksum.update(bytes, offset, count);
        unpacked += count;
        requireFewUnpacked();
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        throw unreadable("it is packed with a dictionary");
      } else {
        requireMore();
        inflater.setInput(buffer, from, to - from);
        from = to;
      }
    }
    return -1;
  }

  private int inflate(byte[] bytes, int offset, int length) {
    try {
      return inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      throw unreadable("its content is damaged");
    }
  }

  /** A few kilobytes can unpack to terabytes, which would keep a task, or a disk, busy for days. */
  private void requireFewUnpacked() {
    if (unpacked > mostUnpacked) {
      throw new BadFileException(
          file.path(),
          0,
          String.format(
              Locale.ROOT,
              "unpacks to more than %,d bytes, which is more than source.max-expansion (%d times its size) allows; if the file is right, raise that",
              mostUnpacked,
              file.zone().limits().maxExpansion()));
    }
  }

  private void beginMember() throws IOException {
    if (!isMagic(next(), next()) || next() != DEFLATE) {
      throw unreadable("something that is not gzip follows what is");
    }
    int flags = next();
    if ((flags & UNKNOWN_FLAGS) != 0) {
      throw unreadable("its header is damaged");
    }
    skip(6);
    if ((flags & HAS_EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_HEADER_CHECKSUM) != 0) {
      skip(2);
    }
    inflater.reset();
    checksum.reset();
  }

  private void endMember() throws IOException {
    from = to - inflater.getRemaining();
    if (nextWord() != checksum.getValue()
        || nextWord() != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
      throw unreadable("its checksum is wrong");
    }
    while (hasMore() && peek(from) == 0) {
      from++;
    }
    if (hasMore()) {
      beginMember();
    } else {
      isAtEnd = true;
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    int read = next();
    while (read != 0) {
      read = next();
    }
  }

  private long nextWord() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private int next() throws IOException {
    requireMore();
    return peek(from++);
  }

  private int peek(int at) {
    return buffer[at] & 0xFF;
  }

  private void requireMore() throws IOException {
    if (!hasMore()) {
      throw unreadable("it ends too early");
    }
  }

  private boolean hasMore() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, in.read(buffer, 0, BUFFER));
    }
    return from < to;
  }

  private BadFileException unreadable(String why) {
    return new BadFileException(
        file.path(), 0, "unreadable gzip (%s); deliver the file again".formatted(why));
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
