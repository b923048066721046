package ro.wowcinema.pipeline.jobs.download;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import ro.wowcinema.pipeline.core.job.JobContext;

/** Keeps in the attempt's log how far a transfer is: a line now and then, whatever its size. */
final class TransferLog {
  private static final long MIB = 1024 * 1024;
  private static final long STEP = 64 * MIB;

  private final URI url;
  private final Optional<Long> length;
  private final JobContext context;
  private long bytes;

  /**
   * @param length of the whole file, where it is known
   * @param bytes that are there already
   */
  TransferLog(URI url, Optional<Long> length, JobContext context, long bytes) {
    this.url = url;
    this.length = length;
    this.context = context;
    this.bytes = bytes;
  }

  void add(long more) {
    long step = bytes / STEP;
    bytes += more;
    if (bytes / STEP > step) {
      context.log(
          "%s: %s%s MiB"
              .formatted(
                  url, mebibytes(bytes), length.map(all -> " of " + mebibytes(all)).orElse("")));
    }
  }

  static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f", bytes / (double) MIB);
  }
}
