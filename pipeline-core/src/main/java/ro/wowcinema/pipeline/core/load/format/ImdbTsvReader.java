package ro.wowcinema.pipeline.core.load.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Reason;

/**
 * IMDb's own format: every tab separates, every line feed ends a record, {@code \N} is null, all
 * else is data.
 */
final class ImdbTsvReader implements RecordReader {
  private final LineReader lines;
  private final Header header;
  private final int[] fieldAt;

  ImdbTsvReader(FileSpec spec, Path path, LineReader lines) throws IOException {
    this.lines = lines;
    if (!lines.next()) {
      throw new BadFileException(path, 0, "the file is empty; it must have at least a header");
    }
    String text = lines.text();
    this.header =
        Header.of(spec, path, 1, text, List.of(text.split("\t", Header.MOST_COLUMNS + 1)));
    this.fieldAt = header.fieldAt().stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public boolean next(RawRecord into) throws IOException {
    if (!lines.next()) {
      return false;
    }
    into.begin(lines.buffer(), lines.lineNumber());
    int place = split(into);
    if (place != fieldAt.length) {
      into.fail(
          Reason.WRONG_FIELD_COUNT,
          "%d fields where the header has %d".formatted(place, fieldAt.length));
    }
    return true;
  }

  /** How many fields the line has. */
  private int split(RawRecord into) {
    byte[] bytes = lines.buffer();
    int to = lines.to();
    int start = lines.from();
    int place = 0;
    int tab;
    do {
      tab = ByteSearch.indexOf((byte) '\t', bytes, start, to);
      if (place < fieldAt.length) {
        put(into, fieldAt[place], bytes, start, tab < 0 ? to : tab);
      }
      place++;
      start = tab + 1;
    } while (tab >= 0);
    return place;
  }

  private static void put(RawRecord into, int field, byte[] bytes, int from, int to) {
    if (field < 0) {
      return;
    }
    if (to - from == 2 && bytes[from] == '\\' && bytes[from + 1] == 'N') {
      into.setNull(field);
    } else {
      into.set(field, from, to);
    }
  }

  @Override
  public String rawText() {
    return lines.text();
  }

  @Override
  public List<String> unknown() {
    return header.unknown().each("column %d");
  }

  @Override
  public Optional<Header> header() {
    return Optional.of(header);
  }
}
