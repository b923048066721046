package ro.wowcinema.pipeline.jobs.download.http;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What a server answers to somebody who asks for a file; whoever gets one closes its body. */
public sealed interface Answer extends AutoCloseable {
  /** The whole file, of this draft. */
  record Whole(PartialDownload draft, Body body) implements Answer {
    public Whole {
      requireNonNull(draft, "draft is null");
      requireNonNull(body, "body is null");
    }

    @Override
    public void close() {
      body.close();
    }
  }

  /**
   * Some bytes of the file.
   *
   * @param range which; empty where the answer does not say
   * @param length how many; empty where the answer does not say
   */
  record Part(
      Optional<ContentRange> range, PublishedVersion version, Optional<Long> length, Body body)
      implements Answer {
    public Part {
      requireNonNull(range, "range is null");
      requireNonNull(version, "version is null");
      requireNonNull(length, "length is null");
      requireNonNull(body, "body is null");
    }

    @Override
    public void close() {
      body.close();
    }
  }

  /** The file is still as the one who asks has it. */
  record NotChanged() implements Answer {
    @Override
    public void close() {}
  }

  /** The file has no such bytes. */
  record NoSuchRange() implements Answer {
    @Override
    public void close() {}
  }

  @Override
  void close();
}
