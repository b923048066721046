package ro.wowcinema.pipeline.core.load.format;

/**
 * What files of the landing zone may be.
 *
 * @param acceptUnterminated whether a plain file whose last line has no line feed is read;
 *     otherwise it is taken to be cut off ({@code source.accept-unterminated})
 * @param maxExpansion how many times its own size a gzip file may unpack to ({@code
 *     source.max-expansion}); up to {@value #ANY_EXPANSION} bytes it may be any
 */
public record SourceLimits(boolean acceptUnterminated, int maxExpansion) {
  /** Harmless, and what a small file of equal lines unpacks to. */
  public static final long ANY_EXPANSION = 64L * 1024 * 1024;

  public SourceLimits {
    if (maxExpansion < 1) {
      throw new IllegalArgumentException("maxExpansion must be at least 1, not " + maxExpansion);
    }
  }

  /** Every plain file ends with a line feed; a gzip file unpacks to at most 200 times its size. */
  public static SourceLimits defaults() {
    return new SourceLimits(false, 200);
  }

  /** Bytes that a gzip file of this size may unpack to. */
  long mostUnpacked(long size) {
    return Math.max(ANY_EXPANSION, maxExpansion * size);
  }
}
