package ro.wowcinema.pipeline.core.operations;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import ro.wowcinema.pipeline.core.dag.Components;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;

/** Jobs that a test can make fail and succeed, with a hook that runs in the middle of a job. */
final class OperatedJobs implements Components {
  interface Load extends Job {}

  interface Shape extends Job {}

  interface Report extends Job {}

  interface Ratings extends Job {}

  /** Done while a job is at work. */
  private final ConcurrentHashMap<String, Consumer<JobContext>> meanwhile =
      new ConcurrentHashMap<>();

  private final Set<String> broken = ConcurrentHashMap.newKeySet();

  void breaks(String task) {
    broken.add(task);
  }

  void mend() {
    broken.clear();
  }

  /** Has it done each time that the task is at work. */
  void during(String task, Consumer<JobContext> deed) {
    meanwhile.put(task, deed);
  }

  @Override
  @SuppressWarnings("unchecked") // The engine uses it as a job only.
  public <T> T get(Class<T> type) {
    return (T) job(type);
  }

  private Job job(Class<?> type) {
    String task = type.getSimpleName().toLowerCase(Locale.ROOT);
    return new Job() {
      @Override
      public Lineage lineage() {
        return Lineage.readsFile(DataSet.landing("test", "nothing"));
      }

      @Override
      public JobResult run(JobContext context) {
        return work(task, context);
      }
    };
  }

  private JobResult work(String task, JobContext context) {
    context.log("at work");
    meanwhile.getOrDefault(task, unused -> {}).accept(context);
    context.advance(0);
    if (broken.contains(task)) {
      throw new IllegalStateException(task + " is broken");
    }
    return JobResult.of(3, 2);
  }
}
