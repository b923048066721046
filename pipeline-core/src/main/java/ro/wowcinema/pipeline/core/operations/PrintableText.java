package ro.wowcinema.pipeline.core.operations;

/**
 * Text of others for people's eyes. Control characters could move a terminal's cursor, change its
 * title or type into it, marks of direction could show text in another order than it has, and
 * characters without a width could hide some of it; all are shown as {@code \u001b}.
 */
public final class PrintableText {
  private PrintableText() {}

  /** All on one line. */
  public static String line(String text) {
    return escaped(text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t"));
  }

  /** Line feeds and tabs stay. */
  public static String lines(String text) {
    return escaped(text);
  }

  private static String escaped(String text) {
    if (text.codePoints().noneMatch(PrintableText::isHarmful)) {
      return text;
    }
    StringBuilder visible = new StringBuilder();
    text.codePoints()
        .forEach(
            each -> {
              if (isHarmful(each)) {
                visible.append("\\u%04x".formatted(each));
              } else {
                visible.appendCodePoint(each);
              }
            });
    return visible.toString();
  }

  private static boolean isHarmful(int character) {
    return (Character.isISOControl(character) && character != '\n' && character != '\t')
        || character == '\u061C'
        || character == '\u200B'
        || character == '\u200E'
        || character == '\u200F'
        || character == '\u2028'
        || character == '\u2029'
        || (character >= '\u202A' && character <= '\u202E')
        || (character >= '\u2066' && character <= '\u2069')
        || character == '\uFEFF'
        // Tags.
        || (character >= 0xE0000 && character <= 0xE007F);
  }
}
