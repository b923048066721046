package ro.wowcinema.pipeline.core.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Checks cases that are made at random. Every run starts from another seed, which it prints; {@code
 * -Dseed=7} repeats that run, and {@code -Deffort=20} makes twenty times the cases. A failure shows
 * the case and the seed whose first case it is.
 */
public final class RandomCases {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private RandomCases() {}

  /** What holds for every case. */
  @FunctionalInterface
  public interface Check<T> {
    void accept(T given) throws Exception;
  }

  /** The seed of this run, printed with the name of the test that asks. */
  public static long seed() {
    return seed(STACK.getCallerClass());
  }

  public static <T> void check(int cases, Function<Random, T> generator, Check<T> check) {
    long seed = seed(STACK.getCallerClass());
    for (int i = 0; i < cases * Integer.getInteger("effort", 1); i++) {
      T given = generator.apply(random(seed + i));
      try {
        check.accept(given);
      } catch (AssertionError | Exception e) {
        throw new AssertionError(
            "%s%nGiven: %s%nRepeat with -Dseed=%d".formatted(e.getMessage(), given, seed + i), e);
      }
    }
  }

  @SafeVarargs
  public static <T> T oneOf(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }

  /** Between two numbers, both included. */
  public static int between(Random random, int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  /** What is made by the generator, in about this share of the cases; otherwise null. */
  public static <T> T orNull(Random random, double share, Function<Random, T> generator) {
    return random.nextDouble() < share ? generator.apply(random) : null;
  }

  public static <T> List<T> list(Random random, int min, int max, Function<Random, T> generator) {
    List<T> list = new ArrayList<>();
    IntStream.range(0, between(random, min, max)).forEach(i -> list.add(generator.apply(random)));
    return list;
  }

  /** Seeds beside each other would make much the same first numbers. */
  private static Random random(long seed) {
    return new Random(new SplittableRandom(seed).nextLong());
  }

  private static long seed(Class<?> test) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(test.getSimpleName() + ": -Dseed=" + seed);
    return seed;
  }
}
