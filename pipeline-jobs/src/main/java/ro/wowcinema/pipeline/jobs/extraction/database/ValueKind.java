package ro.wowcinema.pipeline.jobs.extraction.database;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Set;

/** The type of a source column's values, and how they are written into a delivery. */
public enum ValueKind {
  /** Any type of the source, as it prints. */
  TEXT {
    @Override
    String read(ResultSet row, int place) throws SQLException {
      return row.getString(place);
    }
  },
  /** Plain digits, no exponent; NaN and infinity stay words, for the loader to find malformed. */
  NUMBER {
    @Override
    Set<String> types() {
      return Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");
    }

    @Override
    String read(ResultSet row, int place) throws SQLException {
      String text = row.getString(place);
      return text == null || !isFinite(text) ? text : new BigDecimal(text).toPlainString();
    }
  },
  /** ISO-8601, as the driver asks the server for. */
  DATE {
    @Override
    Set<String> types() {
      return Set.of("date");
    }

    @Override
    String read(ResultSet row, int place) throws SQLException {
      return row.getString(place);
    }
  },
  /** ISO-8601 with Z. */
  INSTANT {
    @Override
    Set<String> types() {
      return Set.of("timestamp with time zone");
    }

    @Override
    String read(ResultSet row, int place) throws SQLException {
      OffsetDateTime value = row.getObject(place, OffsetDateTime.class);
      return value == null ? null : value.toInstant().toString();
    }
  },
  /** {@code true} or {@code false}. */
  FLAG {
    @Override
    Set<String> types() {
      return Set.of("boolean");
    }

    @Override
    String read(ResultSet row, int place) throws SQLException {
      boolean value = row.getBoolean(place);
      return row.wasNull() ? null : Boolean.toString(value);
    }
  };

  /** The value as a delivery has it; null for null. */
  abstract String read(ResultSet row, int place) throws SQLException;

  /**
   * Types, as PostgreSQL names them, that a column may have; empty where every type is accepted. A
   * timestamp without time zone is not accepted: its instants are ambiguous.
   */
  Set<String> types() {
    return Set.of();
  }

  public static boolean isFinite(String number) {
    char last = number.charAt(number.length() - 1);
    return last >= '0' && last <= '9';
  }
}
