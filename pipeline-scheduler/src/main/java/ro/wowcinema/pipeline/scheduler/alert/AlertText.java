package ro.wowcinema.pipeline.scheduler.alert;

import java.util.regex.Pattern;

/** An alert in words. */
final class AlertText {
  private static final int LONGEST_TITLE = 150;
  private static final Pattern NOT_OF_ONE_LINE = Pattern.compile("[\\p{Cntrl}\\p{Z}]+");

  private AlertText() {}

  /** One line, whatever the alert's words are. */
  static String title(Alert alert) {
    String title =
        "[pipeline] %s: %s %s".formatted(words(alert.kind()), alert.dag(), alert.logicalDate());
    return shortened(NOT_OF_ONE_LINE.matcher(title).replaceAll(" ").strip());
  }

  /** The whole story, several lines. */
  static String body(Alert alert) {
    return """
        %s

        Raised at %s. What to do: docs/operations.md#%s
        """
        .formatted(alert.message().strip(), alert.raisedAt(), alert.runbook());
  }

  private static String words(String kind) {
    return kind.replace('_', ' ');
  }

  private static String shortened(String title) {
    return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…";
  }
}
