package ro.wowcinema.pipeline.jobs.download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import ro.wowcinema.pipeline.core.files.DurableFiles;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.jobs.download.http.Answer;
import ro.wowcinema.pipeline.jobs.download.http.Body;
import ro.wowcinema.pipeline.jobs.download.http.DownloadException;
import ro.wowcinema.pipeline.jobs.download.http.PartialDownload;
import ro.wowcinema.pipeline.jobs.download.http.PublishedVersion;
import ro.wowcinema.pipeline.jobs.download.http.Web;

/**
 * Brings a file's newest version into its {@link Workplace}, going on with the part that an earlier
 * attempt left there, if it still is a part of that version.
 */
final class Transfer {
  private final Web web;
  private final URI url;
  private final Workplace work;
  private final JobContext context;

  Transfer(Web web, URI url, Workplace work, JobContext context) {
    this.web = web;
    this.url = url;
    this.work = work;
    this.context = context;
  }

  /**
   * A file that has come to its end.
   *
   * @param isInOnePiece whether one answer brought it whole, and said so
   */
  record Arrived(PartialDownload draft, boolean isInOnePiece) {}

  /**
   * Brings the file.
   *
   * @param known the version that is not wanted again
   * @return empty where the newest version is the known one
   */
  Optional<Arrived> run(Optional<PublishedVersion> known) throws IOException, InterruptedException {
    Optional<PartialDownload> draft = work.draft().filter(part -> part.url().equals(url));
    Optional<Arrived> arrived = draft.isPresent() ? goOn(draft.get()) : Optional.empty();
    return arrived.isPresent() ? arrived : startAnew(known);
  }

  /** Empty where that cannot be. */
  private Optional<Arrived> goOn(PartialDownload draft) throws IOException, InterruptedException {
    if (draft.isWhole(work.size()) && draft.version().isKnown()) {
      return confirm(draft);
    }
    return draft.ifRange().isPresent() ? resume(draft) : Optional.empty();
  }

  /** All of it has come, perhaps days ago: is it still the newest? */
  private Optional<Arrived> confirm(PartialDownload draft)
      throws IOException, InterruptedException {
    try (Answer answer = ask(draft.version()::ifChanged)) {
      if (answer instanceof Answer.NotChanged) {
        return Optional.of(new Arrived(draft, false));
      }
      return answer instanceof Answer.Whole whole ? Optional.of(receive(whole)) : Optional.empty();
    }
  }

  private Optional<Arrived> resume(PartialDownload draft) throws IOException, InterruptedException {
    long size = work.size();
    try (Answer answer =
        ask(
            request ->
                request
                    .setHeader("Range", "bytes=%d-".formatted(size))
                    .setHeader("If-Range", draft.ifRange().orElseThrow()))) {
      if (answer instanceof Answer.Whole whole) {
        context.log("%s starts anew: it changed, or the server knows no ranges".formatted(url));
        return Optional.of(receive(whole));
      }
      if (answer instanceof Answer.Part part && draft.isContinuedBy(part, size)) {
        context.log("%s goes on after %,d bytes".formatted(url, size));
        save(part.body(), work.resume(), size, draft.length());
        return Optional.of(new Arrived(draft, false));
      }
      context.log("%s starts anew: what the server has does not fit the part".formatted(url));
      return Optional.empty();
    }
  }

  private Optional<Arrived> startAnew(Optional<PublishedVersion> known)
      throws IOException, InterruptedException {
    work.discard();
    try (Answer answer =
        ask(request -> known.map(version -> version.ifChanged(request)).orElse(request))) {
      if (answer instanceof Answer.Whole whole) {
        return Optional.of(receive(whole));
      }
      if (answer instanceof Answer.NotChanged && known.isPresent()) {
        return Optional.empty();
      }
      throw new DownloadException(
          "Cannot download %s: the server answers something that was not asked (%s)"
              .formatted(url, answer.getClass().getSimpleName()));
    }
  }

  private Arrived receive(Answer.Whole whole) throws IOException, InterruptedException {
    PartialDownload draft = whole.draft();
    save(whole.body(), work.begin(draft), 0, draft.length());
    return new Arrived(draft, draft.length().isPresent());
  }

  private void save(Body body, FileChannel channel, long size, Optional<Long> length)
      throws IOException, InterruptedException {
    TransferLog log = new TransferLog(url, length, context, size);
    try (FileChannel out = channel) {
      Optional<List<ByteBuffer>> buffers = next(body);
      while (buffers.isPresent()) {
        for (ByteBuffer buffer : buffers.get()) {
          log.add(buffer.remaining());
          write(buffer, out);
        }
        buffers = next(body);
      }
    }
    DurableFiles.force(work.part());
  }

  private void write(ByteBuffer buffer, FileChannel out) throws IOException {
    try {
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    } catch (IOException e) {
      throw new IOException("Cannot write %s: %s".formatted(work.part(), e.getMessage()), e);
    }
  }

  /** Apart from writing: a full disk is no failure of the server's. */
  private Optional<List<ByteBuffer>> next(Body body) throws InterruptedException {
    try {
      return body.next();
    } catch (IOException e) {
      throw Web.lost(url, e);
    }
  }

  private Answer ask(UnaryOperator<HttpRequest.Builder> headers) throws InterruptedException {
    return web.ask(url, headers, context.startedAt());
  }
}
