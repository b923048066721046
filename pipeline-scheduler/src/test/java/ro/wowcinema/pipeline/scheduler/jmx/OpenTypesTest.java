package ro.wowcinema.pipeline.scheduler.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

/** Conversion of records to tables and back. */
final class OpenTypesTest {
  private enum State {
    SUCCESS
  }

  private record Everything(
      String text,
      long big,
      Integer small,
      boolean flag,
      Double ratio,
      Instant at,
      LocalDate date,
      Duration took,
      State state,
      Optional<String> perhaps) {}

  private record Name(String name) {}

  @Test
  void keepsColumnOrderAndConvertsOtherTypesToText() {
    Everything row =
        new Everything(
            "a",
            1L << 40,
            null,
            true,
            0.5,
            Instant.parse("2026-10-01T00:00:00Z"),
            LocalDate.of(2026, 10, 1),
            Duration.ofMinutes(3),
            State.SUCCESS,
            Optional.empty());

    TabularData table = OpenTypes.table("everything", Everything.class, List.of(row));

    Map<String, Object> read = OpenTypes.rows(table).get(0);
    assertThat(read.keySet())
        .containsExactly(
            "text", "big", "small", "flag", "ratio", "at", "date", "took", "state", "perhaps");
    assertThat(read.values())
        .containsExactly(
            "a",
            1L << 40,
            null,
            true,
            0.5,
            "2026-10-01T00:00:00Z",
            "2026-10-01",
            "PT3M",
            "SUCCESS",
            null);
    assertThat(table.getTabularType().getRowType().getType("big")).isEqualTo(SimpleType.LONG);
    assertThat(table.getTabularType().getRowType().getType("row")).isEqualTo(SimpleType.INTEGER);
  }

  @Test
  void keepsRowOrder() {
    List<Name> names =
        IntStream.range(0, 300).mapToObj(i -> new Name(i % 2 == 0 ? null : "n" + i % 7)).toList();

    TabularData table = OpenTypes.table("names", Name.class, names);

    assertThat(OpenTypes.rows(table))
        .extracting(row -> row.get("name"))
        .containsExactlyElementsOf(names.stream().map(Name::name).toList());
  }

  @Test
  void mayBeEmpty() {
    assertThat(OpenTypes.rows(OpenTypes.table("names", Name.class, List.of()))).isEmpty();
  }

  @Test
  void isSerializable() {
    TabularData table =
        OpenTypes.table("names", Name.class, Arrays.asList(new Name("b"), new Name("a")));

    assertThat(OpenTypes.rows(SerializedCopy.of(table)))
        .containsExactly(Map.of("name", "b"), Map.of("name", "a"));
  }
}
