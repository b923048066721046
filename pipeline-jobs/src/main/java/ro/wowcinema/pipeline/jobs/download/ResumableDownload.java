package ro.wowcinema.pipeline.jobs.download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import ro.wowcinema.pipeline.core.files.DurableFiles;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.jobs.download.DownloadFolder.PartialDownload;
import ro.wowcinema.pipeline.jobs.download.HttpFileClient.DownloadException;

/**
 * Downloads a file's newest version into its {@link DownloadFolder}. Resumes an earlier attempt, if
 * the server confirms that its part belongs to that version.
 */
final class ResumableDownload {
  private static final long MIB = 1024 * 1024;

  /** Bytes between two lines of progress in the attempt's log. */
  private static final long LOG_STEP = 64 * MIB;

  private final HttpFileClient client;
  private final URI url;
  private final DownloadFolder folder;
  private final JobContext context;

  ResumableDownload(HttpFileClient client, URI url, DownloadFolder folder, JobContext context) {
    this.client = client;
    this.url = url;
    this.folder = folder;
    this.context = context;
  }

  /**
   * A complete file in the folder.
   *
   * @param isInOnePiece whether a single response had the whole file and its length
   */
  record Completed(PartialDownload download, boolean isInOnePiece) {}

  /**
   * Downloads the file.
   *
   * @param known the version that is not downloaded again
   * @return empty if the newest version is the known one
   */
  Optional<Completed> run(Optional<PublishedVersion> known)
      throws IOException, InterruptedException {
    Optional<PartialDownload> partial =
        folder.partialDownload().filter(download -> download.url().equals(url));
    Optional<Completed> completed = partial.isPresent() ? resume(partial.get()) : Optional.empty();
    return completed.isPresent() ? completed : downloadFromStart(known);
  }

  /** Empty if that is not possible. */
  private Optional<Completed> resume(PartialDownload partial)
      throws IOException, InterruptedException {
    if (partial.isWhole(folder.size()) && partial.version().isKnown()) {
      return confirm(partial);
    }
    return partial.ifRange().isPresent() ? requestRest(partial) : Optional.empty();
  }

  /**
   * The folder has a complete file, perhaps an old one: checks that it is still the newest version.
   */
  private Optional<Completed> confirm(PartialDownload partial)
      throws IOException, InterruptedException {
    try (HttpFileResponse response = request(partial.version()::ifChanged)) {
      if (response.isNotChanged()) {
        return Optional.of(new Completed(partial, false));
      }
      return response.isWhole() ? Optional.of(receive(response)) : Optional.empty();
    }
  }

  private Optional<Completed> requestRest(PartialDownload partial)
      throws IOException, InterruptedException {
    long size = folder.size();
    try (HttpFileResponse response =
        request(
            request ->
                request
                    .setHeader("Range", "bytes=%d-".formatted(size))
                    .setHeader("If-Range", partial.ifRange().orElseThrow()))) {
      if (response.isWhole()) {
        context.log(
            "%s restarts: it changed, or the server does not support ranges".formatted(url));
        return Optional.of(receive(response));
      }
      if (response.isRestOf(partial, size)) {
        context.log("%s resumes after %,d bytes".formatted(url, size));
        save(response.body(), folder.append(), size, partial.length());
        return Optional.of(new Completed(partial, false));
      }
      context.log("%s restarts: the server's response does not match the part".formatted(url));
      return Optional.empty();
    }
  }

  private Optional<Completed> downloadFromStart(Optional<PublishedVersion> known)
      throws IOException, InterruptedException {
    folder.discard();
    try (HttpFileResponse response =
        request(request -> known.map(version -> version.ifChanged(request)).orElse(request))) {
      if (response.isWhole()) {
        return Optional.of(receive(response));
      }
      if (response.isNotChanged() && known.isPresent()) {
        return Optional.empty();
      }
      throw new DownloadException(
          "Cannot download %s: unexpected response (status %d)".formatted(url, response.status()));
    }
  }

  private HttpFileResponse request(UnaryOperator<HttpRequest.Builder> headers)
      throws InterruptedException {
    return client.request(url, headers, context.startedAt());
  }

  private Completed receive(HttpFileResponse response) throws IOException, InterruptedException {
    PartialDownload download = response.download();
    save(response.body(), folder.begin(download), 0, download.length());
    return new Completed(download, download.length().isPresent());
  }

  private void save(
      HttpFileClient.Body body, FileChannel channel, long before, Optional<Long> length)
      throws IOException, InterruptedException {
    long size = before;
    try (FileChannel out = channel) {
      Optional<List<ByteBuffer>> buffers = next(body);
      while (buffers.isPresent()) {
        for (ByteBuffer buffer : buffers.get()) {
          logProgress(size, size + buffer.remaining(), length);
          size += buffer.remaining();
          write(buffer, out);
        }
        buffers = next(body);
      }
    }
    DurableFiles.force(folder.part());
  }

  /** Separate from writing: a full disk is not a failure of the server. */
  private Optional<List<ByteBuffer>> next(HttpFileClient.Body body) throws InterruptedException {
    try {
      return body.next();
    } catch (IOException e) {
      throw HttpFileClient.connectionFailure(url, e);
    }
  }

  private void write(ByteBuffer buffer, FileChannel out) throws IOException {
    try {
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    } catch (IOException e) {
      throw new IOException("Cannot write %s: %s".formatted(folder.part(), e.getMessage()), e);
    }
  }

  private void logProgress(long before, long after, Optional<Long> length) {
    if (after / LOG_STEP > before / LOG_STEP) {
      context.log(
          "%s: %s%s MiB"
              .formatted(
                  url, mebibytes(after), length.map(all -> " of " + mebibytes(all)).orElse("")));
    }
  }

  static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f", bytes / (double) MIB);
  }
}
