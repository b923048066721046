package ro.wowcinema.pipeline.core.testing;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Runs properties longer, or elsewhere, than every build does: {@code -Dproperties.effort=20} makes
 * twenty times the tries, {@code -Dproperties.seed=7} starts from another seed.
 */
public final class MoreTries implements AroundPropertyHook {
  private static final int BEFORE_ATTRIBUTES_ARE_READ = -100;

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    PropertyAttributes attributes = context.attributes();
    int effort = Integer.getInteger("properties.effort", 1);
    attributes.tries().ifPresent(tries -> attributes.setTries(tries * effort));
    String seed = System.getProperty("properties.seed");
    if (seed != null) {
      attributes.setSeed(seed);
    }
    return property.execute();
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public int aroundPropertyProximity() {
    return BEFORE_ATTRIBUTES_ARE_READ;
  }
}
