package ro.wowcinema.pipeline.jobs.documentation;

/**
 * A column as the database's catalogue has it.
 *
 * @param type with its modifiers: {@code numeric(12,2)}
 * @param isUnique whether it is, alone or with others, in a constraint of uniqueness
 */
record StarColumn(
    String name,
    String type,
    String comment,
    boolean isNullable,
    boolean isPrimaryKey,
    boolean isUnique) {
  /** Without modifiers, which Mermaid does not take. */
  String plainType() {
    return type.replaceAll("\\(.*\\)", "");
  }

  /** Whether it looks like a reference to a dimension. */
  boolean isNamedLikeAReference() {
    return name.endsWith("_key") || name.endsWith("_code");
  }
}
