package ro.wowcinema.pipeline.jobs.semantic.model;

/**
 * A column as the database's catalogue has it.
 *
 * @param type with its modifiers: {@code numeric(12,2)}
 * @param isUnique whether a constraint says that it is, alone
 */
public record ModelColumn(
    String name, String type, String comment, boolean isNotNull, boolean isUnique) {
  /** Without modifiers. */
  public String plainType() {
    return type.replaceAll("\\(.*\\)", "");
  }

  public boolean isDocument() {
    return type.equals("jsonb");
  }

  public boolean isTemporal() {
    return type.equals("date") || type.startsWith("timestamp");
  }
}
