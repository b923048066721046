package ro.wowcinema.pipeline.scheduler.cli.load;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import ro.wowcinema.pipeline.scheduler.cli.result.ReadableText;

/** A running task, and the number of rows that it reported. */
final class RunningTask {
  private final String name;
  private final Instant startedAt;
  private final AtomicLong rows = new AtomicLong();

  RunningTask(String name, Instant startedAt) {
    this.name = name;
    this.startedAt = startedAt;
  }

  void add(long more) {
    rows.addAndGet(more);
  }

  Duration age(Instant now) {
    return Duration.between(startedAt, now);
  }

  /** {@code stage_titles 3,200,000 rows 410,000/s 7.8 s}. */
  String line(Instant now) {
    String progress =
        rows.get() == 0
            ? ""
            : "  " + ReadableText.rows(rows.get()) + ReadableText.rate(rows.get(), age(now));
    return "%-26s%s  %s".formatted(name, progress, ReadableText.duration(age(now)));
  }
}
