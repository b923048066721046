package ro.wowcinema.pipeline.jobs.semantic.powerbi;

/** Lines of TMDL: objects within objects by tabs, names in quotes where they need some. */
final class TmdlText {
  private final StringBuilder text = new StringBuilder();
  private int depth;

  /** An object, and one level deeper what {@code content} adds. */
  TmdlText object(String head, Runnable content) {
    separate();
    return line(head).within(content);
  }

  /** An object with its description, which stands before it. */
  TmdlText described(String description, String head, Runnable content) {
    separate();
    return line("/// " + oneLine(description)).line(head).within(content);
  }

  TmdlText property(String name, String value) {
    return line(name + ": " + oneLine(value));
  }

  TmdlText line(String line) {
    text.append("\t".repeat(depth)).append(line).append('\n');
    return this;
  }

  TmdlText within(Runnable content) {
    depth++;
    content.run();
    depth--;
    return this;
  }

  /** As it stands behind the word that says what it names. */
  static String name(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : "'" + name.replace("'", "''") + "'";
  }

  private void separate() {
    if (!text.isEmpty()) {
      text.append('\n');
    }
  }

  private static String oneLine(String value) {
    return value.replaceAll("\\s+", " ").strip();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
