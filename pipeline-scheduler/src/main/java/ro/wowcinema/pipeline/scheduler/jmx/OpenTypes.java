package ro.wowcinema.pipeline.scheduler.jmx;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/**
 * Converts records to JMX tables, which any client can show. JMX tables have no order of rows or
 * columns: rows are indexed by a number, and the table's description lists the columns.
 */
public final class OpenTypes {
  private static final String ROW = "row";
  private static final String SEPARATOR = ", ";

  private OpenTypes() {}

  /**
   * A column for each component of the record, and the number of the row from 1. Texts, numbers and
   * booleans keep their type; other values become text. Values may be null.
   */
  public static <R extends Record> TabularData table(
      String typeName, Class<R> rowType, List<R> rows) {
    List<ComponentColumn> columns =
        Arrays.stream(rowType.getRecordComponents()).map(ComponentColumn::of).toList();
    try {
      TabularType type = type(typeName, columns);
      TabularDataSupport table = new TabularDataSupport(type);
      for (int row = 0; row < rows.size(); row++) {
        table.put(
            new CompositeDataSupport(type.getRowType(), values(columns, row + 1, rows.get(row))));
      }
      return table;
    } catch (OpenDataException e) {
      throw new IllegalStateException("%s cannot be a table of JMX".formatted(rowType), e);
    }
  }

  /** The rows of such a table, with rows and columns in their original order. */
  public static List<Map<String, Object>> rows(TabularData table) {
    String[] columns = table.getTabularType().getDescription().split(SEPARATOR, -1);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int row = 1; row <= table.size(); row++) {
      CompositeData composite = table.get(new Object[] {row});
      Map<String, Object> values = new LinkedHashMap<>();
      for (String column : columns) {
        values.put(column, composite.get(column));
      }
      rows.add(values);
    }
    return rows;
  }

  private static TabularType type(String typeName, List<ComponentColumn> columns)
      throws OpenDataException {
    List<String> names = new ArrayList<>(List.of(ROW));
    List<OpenType<?>> types = new ArrayList<>(List.of(SimpleType.INTEGER));
    for (ComponentColumn column : columns) {
      names.add(column.name());
      types.add(column.type());
    }
    String[] items = names.toArray(new String[0]);
    CompositeType row =
        new CompositeType(
            typeName + ".row", "One row", items, items, types.toArray(new OpenType<?>[0]));
    String order = String.join(SEPARATOR, names.subList(1, names.size()));
    return new TabularType(typeName, order, row, new String[] {ROW});
  }

  private static Map<String, Object> values(List<ComponentColumn> columns, int row, Record values) {
    Map<String, Object> items = new LinkedHashMap<>();
    items.put(ROW, row);
    columns.forEach(column -> items.put(column.name(), column.valueOf(values)));
    return items;
  }

  /**
   * A component of a record as a column.
   *
   * @param name of the component
   * @param type in JMX
   * @param accessor reads it
   */
  private record ComponentColumn(String name, OpenType<?> type, Method accessor) {
    private static final Map<Class<?>, OpenType<?>> KEPT =
        Map.of(
            int.class, SimpleType.INTEGER,
            Integer.class, SimpleType.INTEGER,
            long.class, SimpleType.LONG,
            Long.class, SimpleType.LONG,
            boolean.class, SimpleType.BOOLEAN,
            Boolean.class, SimpleType.BOOLEAN,
            double.class, SimpleType.DOUBLE,
            Double.class, SimpleType.DOUBLE);

    /** Works for private records too. */
    static ComponentColumn of(RecordComponent component) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return new ComponentColumn(
          component.getName(), KEPT.getOrDefault(component.getType(), SimpleType.STRING), accessor);
    }

    /** The value, converted to the column's type; may be null. */
    Object valueOf(Record values) {
      Object value;
      try {
        value = accessor.invoke(values);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("%s cannot be read".formatted(accessor), e);
      }
      if (value instanceof Optional<?> optional) {
        value = optional.orElse(null);
      }
      return value == null || !type.equals(SimpleType.STRING) ? value : value.toString();
    }
  }
}
