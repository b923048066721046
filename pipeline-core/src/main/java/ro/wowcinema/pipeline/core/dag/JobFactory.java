package ro.wowcinema.pipeline.core.dag;

import static java.util.Objects.requireNonNull;

import ro.wowcinema.pipeline.core.job.Job;

/** Creates jobs; an injector in the product, a map in tests. */
@FunctionalInterface
public interface JobFactory {
  /**
   * Creates the job.
   *
   * @param components what the job is made of
   */
  Job create(Components components);

  /** For a job that is a component itself. */
  static JobFactory of(Class<? extends Job> type) {
    return new OfClass(type);
  }

  /**
   * Gets the job by its class.
   *
   * @param type of the job
   */
  record OfClass(Class<? extends Job> type) implements JobFactory {
    public OfClass {
      requireNonNull(type, "type is null");
    }

    @Override
    public Job create(Components components) {
      return components.get(type);
    }
  }
}
