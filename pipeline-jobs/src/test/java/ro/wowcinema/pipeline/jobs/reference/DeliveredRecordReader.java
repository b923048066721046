package ro.wowcinema.pipeline.jobs.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a file's records as text. Leaves out only those without usable columns: a wrong number of
 * fields, a line that is no JSON object.
 */
final class DeliveredRecordReader {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private DeliveredRecordReader() {}

  static List<DeliveredRecord> read(DeliveredFile file, String content) throws IOException {
    if (file.fileName().endsWith(".csv")) {
      return csv(file.columns(), content);
    }
    if (file.fileName().endsWith(".tsv")) {
      return tsv(file.columns(), content);
    }
    return jsonLines(file.columns(), content);
  }

  private static List<DeliveredRecord> csv(List<String> columns, String content)
      throws IOException {
    List<DeliveredRecord> records = new ArrayList<>();
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setNullString("").get();
    try (CSVParser parser = CSVParser.parse(new StringReader(content), format)) {
      for (CSVRecord record : parser) {
        if (record.isConsistent()) {
          records.add(new DeliveredRecord(parser.getCurrentLineNumber(), values(record, columns)));
        }
      }
    }
    return records;
  }

  private static List<String> values(CSVRecord record, List<String> columns) {
    List<String> values = new ArrayList<>();
    for (String column : columns) {
      values.add(record.isMapped(column) ? record.get(column) : null);
    }
    return values;
  }

  /** As IMDb publishes them: no quoting, no escapes, every tab is a border. */
  private static List<DeliveredRecord> tsv(List<String> columns, String content) {
    List<String> lines = lines(content);
    List<String> header = Arrays.asList(lines.get(0).split("\t", -1));
    List<DeliveredRecord> records = new ArrayList<>();
    for (int index = 1; index < lines.size(); index++) {
      String[] fields = lines.get(index).split("\t", -1);
      if (fields.length == header.size()) {
        List<String> values = new ArrayList<>();
        for (String column : columns) {
          String value = fields[header.indexOf(column)];
          values.add(value.equals("\\N") || value.isEmpty() ? null : value);
        }
        records.add(new DeliveredRecord(index + 1L, values));
      }
    }
    return records;
  }

  private static List<DeliveredRecord> jsonLines(List<String> columns, String content) {
    List<String> lines = lines(content);
    List<DeliveredRecord> records = new ArrayList<>();
    for (int index = 0; index < lines.size(); index++) {
      JsonNode object = json(lines.get(index));
      if (object.isObject()) {
        List<String> values = new ArrayList<>();
        for (String column : columns) {
          JsonNode value = object.path(column);
          values.add(value.isValueNode() && !value.isNull() ? value.asText() : null);
        }
        records.add(new DeliveredRecord(index + 1L, values));
      }
    }
    return records;
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readValue(line);
    } catch (JsonProcessingException invalid) {
      return MissingNode.getInstance();
    }
  }

  private static List<String> lines(String content) {
    return content.lines().toList();
  }
}
