package ro.wowcinema.pipeline.jobs.extraction.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import ro.wowcinema.pipeline.jobs.extraction.database.SourceColumn;
import ro.wowcinema.pipeline.jobs.extraction.database.ValueKind;

/** One JSON object a line; nulls are left out. */
final class JsonLines implements RecordFormat {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .rootValueSeparator((String) null)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final List<SourceColumn> columns;
  private final JsonGenerator json;

  JsonLines(List<SourceColumn> columns, Writer out) throws IOException {
    this.columns = columns;
    this.json = JSON.createGenerator(out);
  }

  @Override
  public void write(List<String> values) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < columns.size(); i++) {
      if (values.get(i) != null) {
        json.writeFieldName(columns.get(i).deliveredAs());
        write(columns.get(i).kind(), values.get(i));
      }
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void write(ValueKind kind, String value) throws IOException {
    if (kind == ValueKind.NUMBER && ValueKind.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(value);
    }
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
