package ro.wowcinema.pipeline.jobs.semantic.model;

/**
 * What a figure means: a row of {@code mart.definition}.
 *
 * @param key its column's name, or the report's and the column's
 * @param unit decides how it is shown
 * @param additivity over what it may be summed up
 */
public record Figure(
    String key,
    String nameEn,
    String nameRo,
    String textEn,
    String textRo,
    String formula,
    String unit,
    String additivity) {
  /** Over something at least; {@link #additivity} says over what. */
  public boolean isAdditive() {
    return additivity.startsWith("additive");
  }

  /** All that a reader of the number needs, as one paragraph. */
  public String description() {
    return "%s Formula: %s. Unit: %s. Summing up: %s.".formatted(textEn, formula, unit, additivity);
  }
}
