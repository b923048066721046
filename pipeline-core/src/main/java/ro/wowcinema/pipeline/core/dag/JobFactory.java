package ro.wowcinema.pipeline.core.dag;

import ro.wowcinema.pipeline.core.job.Job;

/** Makes jobs; an injector in the product, a map in tests. */
@FunctionalInterface
public interface JobFactory {
  Job create(Class<? extends Job> type);
}
