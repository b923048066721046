package ro.wowcinema.platform.simulator.world;

import java.util.List;
import java.util.Random;

/**
 * A random stream. {@code StrictMath} only: other functions may differ in the last bit between
 * processors, and then the bytes would too.
 */
public final class RandomStream {
  private final Random random;

  private RandomStream(long seed) {
    this.random = new Random(seed);
  }

  /** The stream of one subject, or of one part (such as a day) of it. */
  public static RandomStream of(long seed, String subject, long part) {
    return new RandomStream(scatter(scatter(scatter(seed) + subject.hashCode()) + part));
  }

  public boolean isTrueWith(double probability) {
    return random.nextDouble() < probability;
  }

  /** From 0, exclusive of the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both ends included. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** From 0 to 1. */
  public double fraction() {
    return random.nextDouble();
  }

  public double between(double least, double most) {
    return least + (most - least) * random.nextDouble();
  }

  public double normal(double mean, double deviation) {
    return mean + deviation * random.nextGaussian();
  }

  /** The number of independent events where {@code mean} are expected; for small means. */
  public int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    int events = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      events++;
    }
    return events;
  }

  public <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  public Random random() {
    return random;
  }

  /** Neighbouring seeds must not give similar streams (the finalizer of SplitMix64). */
  private static long scatter(long value) {
    long mixed = value + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
