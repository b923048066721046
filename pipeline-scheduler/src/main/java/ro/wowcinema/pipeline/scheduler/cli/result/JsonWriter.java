package ro.wowcinema.pipeline.scheduler.cli.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;

/** An array of objects, one row a line; numbers are numbers, JSON columns are JSON. */
public final class JsonWriter implements ResultWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private final PrintStream out;
  private List<ResultColumn> columns = List.of();
  private boolean isFirst = true;

  public JsonWriter(PrintStream out) {
    this.out = out;
  }

  @Override
  public void begin(List<ResultColumn> all) {
    columns = all;
    out.print('[');
  }

  @Override
  public void row(List<Object> values) throws IOException {
    out.print(isFirst ? "\n" : ",\n");
    isFirst = false;
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      for (int i = 0; i < columns.size(); i++) {
        json.writeFieldName(columns.get(i).name());
        write(json, columns.get(i), values.get(i));
      }
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, ResultColumn column, Object value)
      throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (column.isJson()) {
      json.writeRawValue(value.toString());
    } else {
      json.writeString(value.toString());
    }
  }

  @Override
  public void end() {
    out.println(isFirst ? "]" : "\n]");
  }
}
