package ro.wowcinema.pipeline.jobs.extraction.database;

import static java.util.Objects.requireNonNull;

/**
 * A column of the source and what it is in a delivery.
 *
 * @param name in the source
 * @param kind what its values are
 * @param deliveredAs its name in the delivered file
 */
public record SourceColumn(String name, ValueKind kind, String deliveredAs) {
  public SourceColumn {
    requireNonNull(name, "name is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(deliveredAs, "deliveredAs is null");
  }

  static SourceColumn text(String name) {
    return new SourceColumn(name, ValueKind.TEXT, name);
  }

  static SourceColumn number(String name) {
    return new SourceColumn(name, ValueKind.NUMBER, name);
  }

  static SourceColumn date(String name) {
    return new SourceColumn(name, ValueKind.DATE, name);
  }

  static SourceColumn instant(String name) {
    return new SourceColumn(name, ValueKind.INSTANT, name);
  }

  static SourceColumn flag(String name) {
    return new SourceColumn(name, ValueKind.FLAG, name);
  }

  SourceColumn deliveredAs(String otherName) {
    return new SourceColumn(name, kind, otherName);
  }
}
