package ro.wowcinema.pipeline.jobs.documentation;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown. */
public final class MarkdownTable {
  private final List<String> lines = new ArrayList<>();

  public MarkdownTable(String... header) {
    row(header);
    lines.add("|" + "---|".repeat(header.length));
  }

  public void row(String... cells) {
    lines.add("| " + String.join(" | ", List.of(cells)) + " |");
  }

  /** Text as it stands, bars included; what cannot be seen is shown by a sign. */
  public static String code(String text) {
    String shown =
        text.replaceAll("\n\\s*", " ↵ ").replace("\t", "⇥").replace('\0', '␀').replace("|", "\\|");
    return "`" + shown + "`";
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
