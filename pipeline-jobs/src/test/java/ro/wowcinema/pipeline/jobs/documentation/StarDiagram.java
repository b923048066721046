package ro.wowcinema.pipeline.jobs.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The star in Mermaid: facts and bridges with all their columns, dimensions with those by which one
 * joins and names. All columns of all dimensions make it too large to read; they are in the tables.
 */
final class StarDiagram {
  private static final Set<String> VALIDITY =
      Set.of("valid_from", "valid_to", "is_current", "is_inferred");

  private final References references;
  private final List<String> lines = new ArrayList<>(List.of("```mermaid", "erDiagram"));

  private StarDiagram(References references) {
    this.references = references;
  }

  static String of(List<StarTable> tables, References references) {
    StarDiagram diagram = new StarDiagram(references);
    references.all().forEach(diagram::draw);
    tables.stream().filter(table -> !table.isView()).forEach(diagram::draw);
    diagram.lines.add("```");
    return String.join("\n", diagram.lines);
  }

  private void draw(DimensionReference reference) {
    lines.add(
        "  %s %s %s : \"%s\""
            .formatted(
                reference.dimension(),
                reference.isNatural() ? "}o..o{" : "||--o{",
                reference.table(),
                reference.column()));
  }

  private void draw(StarTable table) {
    lines.add("  %s {".formatted(table.name()));
    for (StarColumn column : table.columns()) {
      if (isShown(table, column)) {
        lines.add(
            "    %s %s %s"
                .formatted(column.plainType(), column.name(), keys(table, column))
                .stripTrailing());
      }
    }
    lines.add("  }");
  }

  private boolean isShown(StarTable table, StarColumn column) {
    return !table.isDimension()
        || !keys(table, column).isEmpty()
        || column.isUnique()
        || column.name().endsWith("_name")
        || VALIDITY.contains(column.name());
  }

  private String keys(StarTable table, StarColumn column) {
    boolean isReference = references.of(table, column).isPresent();
    return column.isPrimaryKey() ? (isReference ? "PK, FK" : "PK") : (isReference ? "FK" : "");
  }
}
