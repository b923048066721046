package ro.wowcinema.pipeline.core.execution;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ro.wowcinema.pipeline.core.dag.Task;

/**
 * Slots for tasks, of all runs of the process together: in all, and in each pool. A pool without a
 * configured size has no limit of its own.
 */
final class TaskSlots {
  private final RunnerSettings settings;
  private final Map<String, Integer> takenOfPools = new HashMap<>();
  private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
  private int taken;

  TaskSlots(RunnerSettings settings) {
    this.settings = settings;
  }

  /**
   * Registers a callback that runs each time a slot is released.
   *
   * @return unregisters it
   */
  Runnable onRelease(Runnable run) {
    waiting.add(run);
    return () -> waiting.remove(run);
  }

  synchronized boolean tryAcquire(Task task) {
    boolean isFree =
        taken < settings.parallelism() && settings.pool(task).map(this::hasRoom).orElse(true);
    if (isFree) {
      taken++;
      settings.pool(task).ifPresent(pool -> takenOfPools.merge(pool, 1, Integer::sum));
    }
    return isFree;
  }

  void release(Task task) {
    synchronized (this) {
      taken--;
      settings.pool(task).ifPresent(pool -> takenOfPools.merge(pool, -1, Integer::sum));
    }
    waiting.forEach(Runnable::run);
  }

  synchronized int taken() {
    return taken;
  }

  private boolean hasRoom(String pool) {
    return takenOfPools.getOrDefault(pool, 0)
        < settings.pools().getOrDefault(pool, Integer.MAX_VALUE);
  }
}
