package ro.wowcinema.pipeline.scheduler.jmx.bean;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/**
 * A component of a record as a column.
 *
 * @param name of the component
 * @param type in JMX
 * @param accessor reads it
 */
record ComponentColumn(String name, OpenType<?> type, Method accessor) {
  static final OpenType<Integer> NUMBER = SimpleType.INTEGER;

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

  /** Also of a record that others cannot see. */
  static ComponentColumn of(RecordComponent component) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return new ComponentColumn(
        component.getName(), KEPT.getOrDefault(component.getType(), SimpleType.STRING), accessor);
  }

  /** Null, or as the type wants it. */
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
