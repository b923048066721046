package ro.wowcinema.pipeline.scheduler.alert;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/** An alert in words. */
final class AlertText {
  private static final int LONGEST_TITLE = 150;
  private static final Pattern NOT_OF_ONE_LINE = Pattern.compile("[\\p{Cntrl}\\p{Z}]+");

  private AlertText() {}

  /** One line, whatever the alert's message. */
  static String title(Alert alert) {
    String title =
        "[pipeline] %s%s: %s %s"
            .formatted(
                alert.isResolved() ? "resolved: " : "",
                words(alert.kind()),
                alert.dag(),
                dates(alert.logicalDates()));
    return shortened(NOT_OF_ONE_LINE.matcher(title).replaceAll(" ").strip());
  }

  /** The whole story, several lines. */
  static String body(Alert alert) {
    return """
        %s

        Raised at %s. %s: docs/operations.md#%s
        """
        .formatted(
            alert.message().strip(),
            alert.raisedAt(),
            alert.isResolved() ? "Nothing is left to do; see also" : "What to do",
            alert.runbook());
  }

  private static String dates(List<LocalDate> dates) {
    return dates.size() == 1 ? dates.get(0).toString() : "(%d dates)".formatted(dates.size());
  }

  private static String words(String kind) {
    return kind.replace('_', ' ');
  }

  private static String shortened(String title) {
    return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…";
  }
}
