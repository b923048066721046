package ro.wowcinema.pipeline.core.load.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Reason;

/** One JSON object a line; blank lines are passed over. */
final class JsonLinesReader implements RecordReader {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * At most this many different unknown keys are collected; a file with more is not one of ours.
   */
  private static final int MOST_UNKNOWN = 100;

  private final FileSpec spec;
  private final LineReader lines;
  private final FieldBuffer fields;
  private final Set<String> unknownKeys = new HashSet<>();
  private final PositionList unknown = new PositionList();
  private final Path path;
  private boolean isBegun;

  JsonLinesReader(FileSpec spec, Path path, LineReader lines) {
    this.spec = spec;
    this.path = path;
    this.lines = lines;
    this.fields = new FieldBuffer(spec.columns().size());
  }

  @Override
  public boolean next(RawRecord into) throws IOException {
    do {
      if (!lines.next()) {
        return false;
      }
    } while (isBlank());
    if (!isBegun) {
      isBegun = true;
      checkFirst();
    }
    fields.clear();
    String problem = parse();
    fields.giveTo(into, lines.lineNumber());
    if (problem != null) {
      into.fail(Reason.INVALID_JSON, problem);
    }
    return true;
  }

  private boolean isBlank() {
    for (int i = lines.from(); i < lines.to(); i++) {
      if (lines.buffer()[i] != ' ' && lines.buffer()[i] != '\t' && lines.buffer()[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** The problem of the line; null if there is none. */
  private String parse() throws IOException {
    if (looksLikeAnotherEncoding()) {
      return "the line has a NUL character, as UTF-16 has; deliver the file in UTF-8";
    }
    try (JsonParser parser =
        JSON.createParser(lines.buffer(), lines.from(), lines.to() - lines.from())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "the line is not a JSON object";
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        int field = spec.indexOf(name);
        if (field < 0) {
          addUnknown(name);
          parser.skipChildren();
        } else if (value.isScalarValue()) {
          put(field, parser, value);
        } else {
          fields.putNested(field, value == JsonToken.START_ARRAY ? "[…]" : "{…}");
          parser.skipChildren();
        }
      }
      return parser.nextToken() == null ? null : "the line continues after the JSON object";
    } catch (JsonProcessingException e) {
      // The parser's own words repeat what it could not read.
      return e.getLocation() == null
          ? "the line is not valid JSON"
          : "the line is not valid JSON from its %s byte on"
              .formatted(PositionList.ordinal(Math.max(1, e.getLocation().getByteOffset())));
    }
  }

  /** A table in place of objects would be refused line by line, or not at all where it is short. */
  private void checkFirst() {
    String text = lines.text().strip();
    if (text.equals("[") || text.startsWith("[{")) {
      throw new BadFileException(
          path,
          lines.lineNumber(),
          "the file seems to be one JSON array; deliver one JSON object a line");
    }
    Optional<String> looks =
        text.startsWith("{") ? Optional.empty() : FileDiagnosis.ofFirstLine(spec, text);
    if (looks.isPresent()) {
      throw new BadFileException(path, lines.lineNumber(), looks.get());
    }
  }

  /** The names are not kept any longer: a file that is not ours can have people's data as keys. */
  private void addUnknown(String name) {
    if (unknownKeys.size() < MOST_UNKNOWN && unknownKeys.add(name)) {
      unknown.add(lines.lineNumber());
    }
  }

  /** The parser would guess from the first four bytes; text in UTF-8 never begins with a NUL. */
  private boolean looksLikeAnotherEncoding() {
    for (int i = lines.from(); i < Math.min(lines.from() + 4, lines.to()); i++) {
      if (lines.buffer()[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private void put(int field, JsonParser parser, JsonToken value) throws IOException {
    if (value != JsonToken.VALUE_NULL) {
      fields.put(field, parser.getText());
    }
  }

  @Override
  public String rawText() {
    return lines.text();
  }

  @Override
  public List<String> unknown() {
    return unknown.each("a key, first in line %d");
  }
}
