package ro.wowcinema.pipeline.jobs.semantic.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/**
 * Identifiers that follow from names. The tools recognise an object by its identifier, so what was
 * imported before is updated and not added a second time.
 */
public final class StableId {
  private StableId() {}

  public static String of(String... names) {
    return UUID.nameUUIDFromBytes(("wowcinema/" + String.join("/", names)).getBytes(UTF_8))
        .toString();
  }
}
