package ro.wowcinema.pipeline.jobs.semantic.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Generated files as their readers see them. */
public final class ParsedFiles {
  /** A password, also within an address, and a folder of the machine that generated them. */
  public static final Pattern NOT_FOR_OTHERS =
      Pattern.compile("(?i)password|:[^/\\s\"]+@|/(work|home|root|tmp)/");

  private ParsedFiles() {}

  public static JsonNode json(String text) {
    return parse(new ObjectMapper(), text);
  }

  public static Map<String, JsonNode> yaml(Map<String, String> files) {
    Map<String, JsonNode> trees = new TreeMap<>();
    files.forEach((path, text) -> trees.put(path, parse(new YAMLMapper(), text)));
    return trees;
  }

  public static Stream<JsonNode> elements(JsonNode array) {
    return array.valueStream();
  }

  private static JsonNode parse(ObjectMapper mapper, String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
