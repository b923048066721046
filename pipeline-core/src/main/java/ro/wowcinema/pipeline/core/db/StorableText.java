package ro.wowcinema.pipeline.core.db;

/** Text that PostgreSQL can hold. */
public final class StorableText {
  private StorableText() {}

  /** The text, with a sign in place of NUL, the only character that a text column cannot hold. */
  public static String of(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
