package ro.wowcinema.pipeline.scheduler.wiring;

import static java.util.Objects.requireNonNull;

import com.google.inject.Guice;
import com.google.inject.Module;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.dag.DagValidator;
import ro.wowcinema.pipeline.core.dag.JobFactory;
import ro.wowcinema.pipeline.core.load.LandingZone;

/**
 * A DAG, and what it takes to run it.
 *
 * @param dag the DAG
 * @param jobs binds its jobs
 * @param requirement throws a {@link ro.wowcinema.pipeline.core.config.ConfigException} where it
 *     cannot run with a configuration
 */
public record KnownDag(
    Dag dag, BiFunction<LandingZone, Config, Module> jobs, Consumer<Config> requirement) {
  public KnownDag {
    requireNonNull(dag, "dag is null");
    requireNonNull(jobs, "jobs is null");
    requireNonNull(requirement, "requirement is null");
  }

  public String name() {
    return dag.name();
  }

  /** Makes the DAG's jobs; they need no database until they run. */
  public JobFactory jobFactory(LandingZone landing, Config config) {
    return Guice.createInjector(jobs.apply(landing, config))::getInstance;
  }

  /** What is wrong with the declared order, a sentence each. */
  public List<String> problems(Config config) {
    return DagValidator.problems(dag, jobFactory(new LandingZone(config.landing()), config));
  }
}
