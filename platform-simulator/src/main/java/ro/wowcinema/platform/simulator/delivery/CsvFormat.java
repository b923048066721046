package ro.wowcinema.platform.simulator.delivery;

import java.util.List;
import java.util.stream.Collectors;

/** RFC 4180: quotes where a value needs them, nothing for null. */
final class CsvFormat implements LineFormat {
  @Override
  public boolean hasHeader() {
    return true;
  }

  @Override
  public String header(List<String> columns) {
    return String.join(",", columns);
  }

  @Override
  public String line(List<String> columns, List<String> values) {
    return values.stream().map(CsvFormat::quotedIfNeeded).collect(Collectors.joining(","));
  }

  private static String quotedIfNeeded(String value) {
    if (value == null) {
      return "";
    }
    boolean plain = value.indexOf(',') < 0 && value.indexOf('"') < 0 && value.indexOf('\n') < 0;
    return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
  }
}
