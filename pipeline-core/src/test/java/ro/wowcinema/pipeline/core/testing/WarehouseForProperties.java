package ro.wowcinema.pipeline.core.testing;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.lifecycle.AroundContainerHook;
import net.jqwik.api.lifecycle.ContainerLifecycleContext;

/**
 * Opens the {@link WarehouseDatabase}s that a class of properties has in static fields, and drops
 * them after the class: jqwik's engine knows nothing of Jupiter's extensions. A class asks for it
 * by {@code AddLifecycleHook(WarehouseForProperties.class)}.
 */
public final class WarehouseForProperties implements AroundContainerHook {
  @Override
  public void beforeContainer(ContainerLifecycleContext context) {
    databasesOf(context).forEach(WarehouseDatabase::open);
  }

  @Override
  public void afterContainer(ContainerLifecycleContext context) {
    databasesOf(context).forEach(WarehouseDatabase::drop);
  }

  private static List<WarehouseDatabase> databasesOf(ContainerLifecycleContext context) {
    return context.optionalContainerClass().stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .filter(field -> field.getType() == WarehouseDatabase.class)
        .map(WarehouseForProperties::valueOf)
        .toList();
  }

  private static WarehouseDatabase valueOf(Field field) {
    try {
      field.setAccessible(true);
      return (WarehouseDatabase) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("Cannot read " + field, e);
    }
  }
}
