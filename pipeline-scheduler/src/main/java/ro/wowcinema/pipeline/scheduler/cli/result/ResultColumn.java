package ro.wowcinema.pipeline.scheduler.cli.result;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A column of a result.
 *
 * @param name its label
 * @param type PostgreSQL's name of its type
 */
public record ResultColumn(String name, String type) {
  private static final Set<String> NUMBERS =
      Set.of("int2", "int4", "int8", "numeric", "float4", "float8", "oid");

  public ResultColumn {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
  }

  public static List<ResultColumn> of(ResultSetMetaData metaData) throws SQLException {
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      columns.add(new ResultColumn(metaData.getColumnLabel(i), metaData.getColumnTypeName(i)));
    }
    return columns;
  }

  boolean isNumber() {
    return NUMBERS.contains(type) || type.endsWith("serial");
  }

  boolean isJson() {
    return type.equals("json") || type.equals("jsonb");
  }

  /**
   * The value of a row: {@link BigDecimal} for numbers, {@link Boolean}, else text (instants in UTC
   * and ISO-8601); null for null.
   *
   * @param place the column's place, from 1
   */
  public Object read(ResultSet row, int place) throws SQLException {
    if (type.equals("timestamptz")) {
      OffsetDateTime instant = row.getObject(place, OffsetDateTime.class);
      return instant == null
          ? null
          : instant.withOffsetSameInstant(ZoneOffset.UTC).toInstant().toString();
    }
    if (type.equals("bool")) {
      boolean value = row.getBoolean(place);
      return row.wasNull() ? null : value;
    }
    String text = row.getString(place);
    return text != null && isNumber() ? number(text) : text;
  }

  /** PostgreSQL's numbers can also be none, or without end. */
  private static Object number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** A value as text. */
  static String text(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
  }
}
