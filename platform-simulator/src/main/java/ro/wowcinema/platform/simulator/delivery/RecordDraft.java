package ro.wowcinema.platform.simulator.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import ro.wowcinema.platform.simulator.world.RandomStream;

/** A record on its way to a file, to be spoilt. */
final class RecordDraft {
  private final LineFormat format;
  private final List<String> columns;
  private final List<String> values;
  private final RandomStream chance;
  private String text;

  RecordDraft(LineFormat format, List<String> columns, List<String> values, RandomStream chance) {
    this.format = format;
    this.columns = new ArrayList<>(columns);
    this.values = new ArrayList<>(values);
    this.chance = chance;
  }

  RandomStream chance() {
    return chance;
  }

  String get(String column) {
    return values.get(columns.indexOf(column));
  }

  RecordDraft set(String column, String value) {
    values.set(columns.indexOf(column), value);
    return this;
  }

  RecordDraft swap(String column, String other) {
    Collections.swap(values, columns.indexOf(column), columns.indexOf(other));
    return this;
  }

  /** One field less. */
  void drop(String column) {
    values.remove(columns.indexOf(column));
    columns.remove(column);
  }

  /** One field more. */
  void surplus(String value) {
    columns.add("surplus");
    values.add(value);
  }

  /** Instead of what the format would make of the values. */
  void replaceText(String newText) {
    text = newText;
  }

  String text() {
    return text == null ? format.line(columns, values) : text;
  }
}
