package ro.wowcinema.pipeline.jobs.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import ro.wowcinema.pipeline.jobs.testing.FileServer.Reply;
import ro.wowcinema.pipeline.jobs.testing.FileServer.Request;

/**
 * A file as a good server has it: with an entity tag, ranges, and answers to those who have it
 * already.
 */
public final class PublishedFile implements Reply {
  private static final String MONDAY = "Mon, 28 Sep 2026 02:00:00 GMT";
  private static final String SENT = "Mon, 28 Sep 2026 06:00:00 GMT";

  private final byte[] bytes;
  private final String etag;
  private final String lastModified;

  /**
   * A file.
   *
   * @param etag with its quotes; empty: the server names none
   * @param lastModified an HTTP date; empty: the server names none
   */
  public PublishedFile(byte[] bytes, String etag, String lastModified) {
    this.bytes = bytes.clone();
    this.etag = etag;
    this.lastModified = lastModified;
  }

  /** Packed text, changed last on Monday. */
  public static PublishedFile of(String etag, String text) {
    return new PublishedFile(pack(text), etag, MONDAY);
  }

  public static byte[] pack(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String etag() {
    return etag;
  }

  public String lastModified() {
    return lastModified;
  }

  /** The same bytes under other names. */
  public PublishedFile named(String newEtag, String newLastModified) {
    return new PublishedFile(bytes, newEtag, newLastModified);
  }

  /** The beginning, as large as asked for. */
  public byte[] first(int count) {
    return Arrays.copyOf(bytes, count);
  }

  /** Headers of the whole file. */
  public String head() {
    return head("200 OK", bytes.length, "");
  }

  /** Says how long the file is, sends its beginning, and breaks the connection. */
  public Reply truncatedAfter(int count) {
    return FileServer.raw(head(), first(count));
  }

  /** The whole file, for any requested range. */
  public Reply whole() {
    return FileServer.raw(head(), bytes);
  }

  @Override
  public void to(Request request, OutputStream out) throws IOException, InterruptedException {
    reply(request).to(request, out);
  }

  private Reply reply(Request request) {
    if (isKnown(request)) {
      return FileServer.raw(head("304 Not Modified", 0, ""));
    }
    boolean isSame =
        request
            .header("If-Range")
            .map(tag -> tag.equals(etag) || tag.equals(lastModified))
            .orElse(true);
    Optional<Integer> from =
        request.header("Range").filter(range -> isSame).map(PublishedFile::start);
    return from.map(this::part).orElseGet(this::whole);
  }

  private boolean isKnown(Request request) {
    return request
        .header("If-None-Match")
        .map(tag -> tag.equals(etag))
        .or(() -> request.header("If-Modified-Since").map(date -> date.equals(lastModified)))
        .orElse(false);
  }

  private Reply part(int from) {
    if (from >= bytes.length) {
      return FileServer.raw(
          head("416 Range Not Satisfiable", 0, "Content-Range: bytes */" + bytes.length));
    }
    String range = "Content-Range: bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length);
    return FileServer.raw(
        head("206 Partial Content", bytes.length - from, range),
        Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private static int start(String range) {
    return Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
  }

  private String head(String status, int length, String more) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status);
    head.append("\nDate: ").append(SENT).append("\nContent-Length: ").append(length);
    if (!etag.isEmpty()) {
      head.append("\nETag: ").append(etag);
    }
    if (!lastModified.isEmpty()) {
      head.append("\nLast-Modified: ").append(lastModified);
    }
    return more.isEmpty() ? head.toString() : head.append('\n').append(more).toString();
  }
}
