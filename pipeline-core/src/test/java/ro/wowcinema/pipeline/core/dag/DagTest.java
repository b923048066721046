package ro.wowcinema.pipeline.core.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.job.Job;

final class DagTest {
  private static final Dag DAG =
      Dag.named("warehouse")
          .task("stage", Job.class)
          .task("cleanse", Job.class)
          .after("stage")
          .task("report", Job.class)
          .after("cleanse")
          .task("other", Job.class)
          .build();

  @Test
  void keepsTasksInOrderOfDeclaration() {
    assertThat(DAG.tasks())
        .extracting(Task::name)
        .containsExactly("stage", "cleanse", "report", "other");
    assertThat(DAG.task("cleanse").upstream()).containsExactly("stage");
    assertThat(DAG.task("stage").upstream()).isEmpty();
  }

  @Test
  void ancestorsAreAllThatComeBefore() {
    assertThat(DAG.ancestors("report")).containsExactlyInAnyOrder("stage", "cleanse");
    assertThat(DAG.ancestors("stage")).isEmpty();
  }

  @Test
  void descendantsAreAllThatComeAfterAndTheTaskItself() {
    assertThat(DAG.withDescendants("stage")).containsExactly("stage", "cleanse", "report");
    assertThat(DAG.withDescendants("other")).containsExactly("other");
  }

  @Test
  void upstreamTasksCanBeSaidOneByOne() {
    Dag dag =
        Dag.named("d")
            .task("a", Job.class)
            .task("b", Job.class)
            .task("c", Job.class)
            .after("a")
            .after("b")
            .build();

    assertThat(dag.task("c").upstream()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void upstreamTaskThatIsSaidTwiceCountsOnce() {
    Dag dag = Dag.named("d").task("a", Job.class).task("b", Job.class).after("a", "a").build();

    assertThat(dag.task("b").upstream()).containsExactly("a");
  }

  @Test
  void namesTasksWhereOneIsAskedForThatItDoesNotHave() {
    assertThatThrownBy(() -> DAG.task("stag"))
        .isInstanceOf(InvalidDagException.class)
        .hasMessage("DAG warehouse has no task stag; its tasks are stage, cleanse, report, other");
  }

  @Test
  void refusesTaskThatIsDeclaredTwice() {
    Dag.Builder builder = Dag.named("d").task("a", Job.class);

    assertThatThrownBy(() -> builder.task("a", Job.class))
        .isInstanceOf(InvalidDagException.class)
        .hasMessage("Task a is declared twice in DAG d");
  }

  @Test
  void refusesOrderThatCouldBeACycle() {
    Dag.Builder builder = Dag.named("d").task("a", Job.class);

    assertThatThrownBy(() -> builder.after("b"))
        .isInstanceOf(InvalidDagException.class)
        .hasMessage("Task a of DAG d comes after b, which is not declared before it");
    assertThatThrownBy(() -> builder.after("a")).isInstanceOf(InvalidDagException.class);
  }
}
