package ro.wowcinema.platform.simulator.delivery;

import java.util.List;

/** One object a line. The values are JSON already; null ones are written or left out. */
record JsonLinesFormat(boolean writesNulls) implements LineFormat {

  /** For text that needs no escapes. */
  static String string(String text) {
    return '"' + text + '"';
  }

  @Override
  public boolean hasHeader() {
    return false;
  }

  @Override
  public String header(List<String> columns) {
    return "";
  }

  @Override
  public String line(List<String> columns, List<String> values) {
    StringBuilder object = new StringBuilder("{");
    for (int index = 0; index < columns.size(); index++) {
      String value = values.get(index);
      if (value != null || writesNulls) {
        object.append(object.length() == 1 ? "" : ",");
        object.append(string(columns.get(index))).append(':').append(value);
      }
    }
    return object.append('}').toString();
  }
}
