package ro.wowcinema.pipeline.core.load.format;

import java.util.Map;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;

/** Limits of the files of the landing zone. */
public record SourceLimits(boolean acceptUnterminated, int maxExpansion) {
  /** Harmless, and what a small file of equal lines unpacks to. */
  public static final long ANY_EXPANSION = 64L * 1024 * 1024;

  static final ConfigKey<Boolean> ACCEPT_UNTERMINATED =
      ConfigKey.flag(
          "source.accept-unterminated",
          "whether to read a plain file whose last line has no line feed; otherwise the file counts"
              + " as truncated");

  /** Gzip itself ends at some 1,000. */
  static final ConfigKey<Integer> MAX_EXPANSION =
      ConfigKey.wholeNumber(
          "source.max-expansion",
          "200",
          "how many times its own size a gzip file may unpack to; up to 64 MiB are always accepted",
          1,
          10_000);

  public SourceLimits {
    if (maxExpansion < 1) {
      throw new IllegalArgumentException("maxExpansion must be at least 1, not " + maxExpansion);
    }
  }

  static SourceLimits of(Config config) {
    return new SourceLimits(config.get(ACCEPT_UNTERMINATED), config.get(MAX_EXPANSION));
  }

  public static SourceLimits defaults() {
    return of(Config.of(Map.of()));
  }

  /** Bytes that a gzip file of this size may unpack to. */
  long mostUnpacked(long size) {
    return Math.max(ANY_EXPANSION, maxExpansion * size);
  }
}
