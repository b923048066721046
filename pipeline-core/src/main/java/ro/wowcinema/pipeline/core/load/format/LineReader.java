package ro.wowcinema.pipeline.core.load.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Splits a stream at line feeds without making strings: the current line is a slice of a buffer,
 * valid until the next call. Checks that every line is UTF-8 and that the last one ends with a line
 * feed, and skips leading byte order marks. Memory is bounded by the longest line.
 */
final class LineReader {
  static final int LONGEST_LINE = 16 * 1024 * 1024;
  private static final int FIRST_SIZE = 256 * 1024;

  /** Enough of the beginning to diagnose the file's format. */
  private static final int START = 16;

  private final LandingFile file;
  private final InputStream in;
  private final CharsetDecoder decoder = UTF_8.newDecoder();
  private byte[] buffer = new byte[FIRST_SIZE];
  private int limit;
  private int next;
  private int from;
  private int to;
  private long lineNumber;
  private boolean isAtEnd;

  LineReader(LandingFile file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Moves to the next line.
   *
   * @return false at the end of the file
   * @throws BadFileException where the line is not UTF-8, is longer than {@value #LONGEST_LINE}
   *     bytes, or is the last one of a file that is cut off
   */
  boolean next() throws IOException {
    if (lineNumber == 0) {
      checkStart();
    }
    int lineFeed = find(next);
    while (lineFeed < 0 && fill()) {
      lineFeed = find(Math.max(next, searched));
    }
    if (lineFeed < 0 && next == limit) {
      return false;
    }
    lineNumber++;
    boolean isTerminated = lineFeed >= 0;
    from = next;
    to = isTerminated ? lineFeed : limit;
    next = isTerminated ? lineFeed + 1 : limit;
    if (lineNumber == 1) {
      skipByteOrderMarks();
    }
    if (!isTerminated) {
      checkUnterminated();
    }
    checkEncoding();
    return true;
  }

  private int searched;

  private int find(int start) {
    int lineFeed = ByteSearch.indexOf((byte) '\n', buffer, start, limit);
    if (lineFeed < 0) {
      searched = limit;
    }
    return lineFeed;
  }

  private boolean fill() throws IOException {
    if (isAtEnd) {
      return false;
    }
    if (next > 0) {
      System.arraycopy(buffer, next, buffer, 0, limit - next);
      limit -= next;
      searched -= next;
      next = 0;
    }
    if (limit == buffer.length) {
      if (limit >= LONGEST_LINE) {
        throw new BadFileException(file.path(), lineNumber + 1, "the line is longer than 16 MiB");
      }
      buffer = Arrays.copyOf(buffer, limit * 2);
    }
    int count = in.read(buffer, limit, buffer.length - limit);
    isAtEnd = count < 0;
    limit += Math.max(count, 0);
    return !isAtEnd;
  }

  private void checkStart() throws IOException {
    while (limit < START && fill()) {
      // A stream may give a few bytes at a time.
    }
    Optional<String> looks = FileDiagnosis.ofText(buffer, limit, file.isPacked());
    if (looks.isPresent()) {
      throw new BadFileException(file.path(), 0, looks.get());
    }
  }

  private void checkUnterminated() {
    if (lineNumber == 1 && ByteSearch.indexOf((byte) '\r', buffer, from, to) >= 0) {
      throw new BadFileException(
          file.path(),
          1,
          "lines seem to end with a carriage return (CR) alone; deliver the file with line feeds");
    }
    if (!file.acceptsUnterminated()) {
      throw new BadFileException(
          file.path(),
          lineNumber,
          "the last line has no line feed, as if the file was cut off; deliver the whole file, or, where its files never end with one, accept that by source.accept-unterminated=true");
    }
  }

  private void skipByteOrderMarks() {
    while (to - from >= 3
        && buffer[from] == (byte) 0xEF
        && buffer[from + 1] == (byte) 0xBB
        && buffer[from + 2] == (byte) 0xBF) {
      from += 3;
    }
  }

  private void checkEncoding() {
    if (ByteSearch.isAscii(buffer, from, to)) {
      return;
    }
    try {
      decoder.decode(ByteBuffer.wrap(buffer, from, to - from));
    } catch (CharacterCodingException e) {
      throw new BadFileException(file.path(), lineNumber, FileDiagnosis.ofNoUtf8(), e);
    }
  }

  byte[] buffer() {
    return buffer;
  }

  int from() {
    return from;
  }

  /** The byte after the line's last, its line feed not counted. */
  int to() {
    return to;
  }

  /** Number of the current line, from 1. */
  long lineNumber() {
    return lineNumber;
  }

  String text() {
    return new String(buffer, from, to - from, UTF_8);
  }
}
