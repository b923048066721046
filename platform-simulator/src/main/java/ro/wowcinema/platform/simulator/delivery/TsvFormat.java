package ro.wowcinema.platform.simulator.delivery;

import java.util.List;

/** As IMDb publishes: tabs between, {@code \N} for null, and no character is special. */
final class TsvFormat implements LineFormat {
  @Override
  public boolean hasHeader() {
    return true;
  }

  @Override
  public String header(List<String> columns) {
    return String.join("\t", columns);
  }

  @Override
  public String line(List<String> columns, List<String> values) {
    StringBuilder line = new StringBuilder();
    for (String value : values) {
      line.append(line.isEmpty() ? "" : "\t").append(value == null ? "\\N" : value);
    }
    return line.toString();
  }
}
