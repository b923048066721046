package ro.wowcinema.pipeline.scheduler.cli.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.openmbean.TabularData;
import ro.wowcinema.pipeline.scheduler.cli.result.ResultColumn;
import ro.wowcinema.pipeline.scheduler.cli.result.ResultWriter;
import ro.wowcinema.pipeline.scheduler.jmx.OpenTypes;

/** Writes tables that came by JMX as all other results are written. */
final class JmxTable {
  private final ResultWriter writer;

  JmxTable(ResultWriter writer) {
    this.writer = writer;
  }

  void write(TabularData table) {
    write(columns(table), OpenTypes.rows(table));
  }

  /** Rows of names and values; all have the same names. */
  void write(List<ResultColumn> columns, List<Map<String, Object>> rows) {
    try {
      writer.begin(columns);
      for (Map<String, Object> row : rows) {
        List<Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(value(row.get(column.name()))));
        writer.row(values);
      }
      writer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ResultColumn> columns(TabularData table) {
    List<ResultColumn> columns = new ArrayList<>();
    for (String name : table.getTabularType().getDescription().split(", ", -1)) {
      String type = table.getTabularType().getRowType().getType(name).getTypeName();
      boolean isNumber = type.equals("java.lang.Long") || type.equals("java.lang.Integer");
      columns.add(new ResultColumn(name, isNumber ? "int8" : "text"));
    }
    return columns;
  }

  private static Object value(Object value) {
    return value instanceof Number number ? new BigDecimal(number.toString()) : value;
  }
}
