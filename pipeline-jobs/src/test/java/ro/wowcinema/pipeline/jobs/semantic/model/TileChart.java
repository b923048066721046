package ro.wowcinema.pipeline.jobs.semantic.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How a report is shown. A table shows every column; a chart shows figures by an axis, and possibly
 * by a series (one colour each) and a facet (one small chart each).
 *
 * @param axis none in a table
 * @param summedOver keys of the report that the chart leaves out; its figures are summed up over
 *     them, and must be additive. Where there are none, each point is one row of the report.
 * @param sort columns in the order of their weight, a minus before those from the greatest on; none
 *     for the order of the axis
 */
public record TileChart(
    Shape shape,
    Optional<String> axis,
    Optional<String> series,
    Optional<String> facet,
    List<String> figures,
    Set<String> summedOver,
    List<String> sort) {
  /** What is drawn. */
  public enum Shape {
    TABLE,
    LINE,
    COLUMN,
    STACKED_COLUMN
  }

  public static TileChart table(String... sort) {
    return new TileChart(
        Shape.TABLE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Set.of(),
        List.of(sort));
  }

  public static TileChart of(Shape shape, String axis, String... figures) {
    return new TileChart(
        shape,
        Optional.of(axis),
        Optional.empty(),
        Optional.empty(),
        List.of(figures),
        Set.of(),
        List.of());
  }

  public TileChart series(String column) {
    return new TileChart(shape, axis, Optional.of(column), facet, figures, summedOver, sort);
  }

  public TileChart facet(String column) {
    return new TileChart(shape, axis, series, Optional.of(column), figures, summedOver, sort);
  }

  public TileChart summedOver(String... columns) {
    return new TileChart(
        shape, axis, series, facet, figures, new TreeSet<>(List.of(columns)), sort);
  }

  public TileChart sort(String... columns) {
    return new TileChart(shape, axis, series, facet, figures, summedOver, List.of(columns));
  }

  public boolean isTable() {
    return shape == Shape.TABLE;
  }

  /** What its points differ by. */
  public List<String> groups() {
    return Stream.of(axis, series, facet).flatMap(Optional::stream).toList();
  }

  /** Where each point is one row, its value is the greatest of one. */
  public boolean addsUp() {
    return !summedOver.isEmpty();
  }
}
