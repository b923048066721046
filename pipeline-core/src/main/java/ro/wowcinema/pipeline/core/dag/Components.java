package ro.wowcinema.pipeline.core.dag;

/** What jobs are made of, by class: an injector in the product. */
@FunctionalInterface
public interface Components {
  <T> T get(Class<T> type);
}
