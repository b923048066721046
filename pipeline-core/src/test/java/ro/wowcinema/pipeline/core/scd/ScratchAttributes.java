package ro.wowcinema.pipeline.core.scd;

import java.util.Random;
import ro.wowcinema.pipeline.core.testing.RandomCases;

/**
 * The tracked attributes of the scratch dimension's members.
 *
 * @param name may be null
 * @param size may be null
 */
record ScratchAttributes(String name, Integer size) {
  static ScratchAttributes random(Random random) {
    return new ScratchAttributes(
        RandomCases.orNull(random, 0.8, name -> RandomCases.oneOf(name, "a", "b")),
        RandomCases.orNull(random, 0.8, size -> RandomCases.between(size, 1, 2)));
  }
}
