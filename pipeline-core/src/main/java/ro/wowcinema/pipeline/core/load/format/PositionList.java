package ro.wowcinema.pipeline.core.load.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Places in a file, counted from 1: all of them are counted, and the first few are shown. */
final class PositionList {
  private static final int SHOWN = 10;

  private final List<Long> first = new ArrayList<>();
  private long count;

  void add(long place) {
    count++;
    if (first.size() < SHOWN) {
      first.add(place);
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  long count() {
    return count;
  }

  /** {@code 3rd, 7th}. */
  String ordinals() {
    return first.stream().map(PositionList::ordinal).collect(Collectors.joining(", "))
        + rest(" and ");
  }

  /** {@code column 3}, {@code column 7}: one text each, and one for all that are not shown. */
  List<String> each(String format) {
    List<String> texts = new ArrayList<>();
    first.forEach(place -> texts.add(format.formatted(place)));
    if (count > first.size()) {
      texts.add(rest(""));
    }
    return texts;
  }

  private String rest(String before) {
    return count > first.size() ? "%s%d more".formatted(before, count - first.size()) : "";
  }

  static String ordinal(long place) {
    boolean isTeen = place % 100 / 10 == 1;
    String ending =
        switch ((int) (isTeen ? 0 : place % 10)) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
    return place + ending;
  }
}
