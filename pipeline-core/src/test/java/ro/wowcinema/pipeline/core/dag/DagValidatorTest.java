package ro.wowcinema.pipeline.core.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ro.wowcinema.warehouse.staging.Tables.CATALOG;
import static ro.wowcinema.warehouse.staging.Tables.PLANS;
import static ro.wowcinema.warehouse.staging.Tables.USERS;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;

final class DagValidatorTest {
  private interface A extends Job {}

  private interface B extends Job {}

  private interface C extends Job {}

  private static final DataSet PLANS_FILE = DataSet.landing("platform", "plans.csv");
  private static final Lineage FILE = Lineage.readsFile(PLANS_FILE);
  private static final Lineage DOWNLOAD =
      Lineage.readsFile(DataSet.published(URI.create("https://example.com/plans.gz")))
          .writesFile(PLANS_FILE);

  private static final Dag A_THEN_B =
      Dag.named("d").task("a", A.class).task("b", B.class).after("a").build();

  private static final Dag A_BESIDE_B =
      Dag.named("d").task("a", A.class).task("b", B.class).build();

  private static final Dag A_THEN_B_THEN_C =
      Dag.named("d")
          .task("a", A.class)
          .task("b", B.class)
          .after("a")
          .task("c", C.class)
          .after("b")
          .build();

  @Test
  void validDagHasNoProblems() {
    Components jobs =
        jobs(
            Map.of(
                A.class, FILE.writes(PLANS).enqueues(CATALOG),
                B.class, Lineage.reads(PLANS, CATALOG).writes(USERS),
                C.class, Lineage.reads(USERS).consumes(CATALOG)));

    assertThat(DagValidator.problems(A_THEN_B_THEN_C, jobs)).isEmpty();
    DagValidator.validate(A_THEN_B_THEN_C, jobs);
  }

  @Test
  void jobMayReadFromOutsideAndDeliverAFile() {
    DataSet delivered = DataSet.landing("platform", "plans.csv");
    Lineage delivers = Lineage.readsOutside(DataSet.outside("shop", "plans")).writesFile(delivered);

    assertThat(
            DagValidator.problems(
                A_THEN_B, jobs(Map.of(A.class, delivers, B.class, FILE.writes(PLANS)))))
        .isEmpty();
    assertThat(
            DagValidator.problems(A_BESIDE_B, jobs(Map.of(A.class, delivers, B.class, delivers))))
        .containsExactly("tasks a and b both write landing/platform/plans.csv");
  }

  @Test
  void jobThatIsThereTwice() {
    Dag dag = Dag.named("d").task("a", A.class).task("again", A.class).build();

    assertThat(DagValidator.problems(dag, jobs(Map.of(A.class, FILE))))
        .containsExactly("tasks a and again run the same job");
  }

  @Test
  void jobsMadeByDifferentFactoriesAreDifferent() {
    Dag dag =
        Dag.named("d")
            .task("a", components -> components.get(A.class))
            .task("b", components -> components.get(B.class))
            .after("a")
            .build();

    Components jobs = jobs(Map.of(A.class, FILE.writes(PLANS), B.class, Lineage.reads(PLANS)));

    assertThat(DagValidator.problems(dag, jobs)).isEmpty();
    assertThat(dag.task("b").job().create(jobs).lineage()).isEqualTo(Lineage.reads(PLANS));
  }

  @Test
  void tableWithTwoWriters() {
    Components jobs = jobs(Map.of(A.class, FILE.writes(PLANS), B.class, FILE.writes(PLANS)));

    assertThat(DagValidator.problems(A_THEN_B, jobs))
        .containsExactly("tasks a and b both write staging.plans");
  }

  @Test
  void jobMayHaveSeveralTargetsAndEachHasOneWriter() {
    Components jobs =
        jobs(
            Map.of(
                A.class, FILE.writes(PLANS, USERS),
                B.class, Lineage.reads(PLANS, USERS).writes(CATALOG),
                C.class, Lineage.reads(CATALOG).writes(USERS)));

    assertThat(FILE.writes(PLANS, USERS).outputs())
        .containsExactly(DataSet.of(PLANS), DataSet.of(USERS));
    assertThat(DagValidator.problems(A_THEN_B_THEN_C, jobs))
        .containsExactly("tasks a and c both write staging.users");
  }

  @Test
  void readOfWhatNobodyWrites() {
    Components jobs = jobs(Map.of(A.class, FILE, B.class, Lineage.reads(PLANS)));

    assertThat(DagValidator.problems(A_THEN_B, jobs))
        .containsExactly("task b reads staging.plans, which no task before it writes");
  }

  @Test
  void readOfWhatIsWrittenBesideOrAfterIt() {
    Components jobs = jobs(Map.of(A.class, FILE.writes(PLANS), B.class, Lineage.reads(PLANS)));
    Components turned = jobs(Map.of(A.class, Lineage.reads(PLANS), B.class, FILE.writes(PLANS)));

    assertThat(DagValidator.problems(A_THEN_B, jobs)).isEmpty();
    assertThat(DagValidator.problems(A_BESIDE_B, jobs))
        .containsExactly("task b reads staging.plans, which no task before it writes");
    assertThat(DagValidator.problems(A_THEN_B, turned))
        .containsExactly("task a reads staging.plans, which no task before it writes");
  }

  @Test
  void deliveredFileMayBeWritten() {
    Components jobs = jobs(Map.of(A.class, DOWNLOAD, B.class, FILE.writes(PLANS)));

    assertThat(DagValidator.problems(A_THEN_B, jobs)).isEmpty();
  }

  @Test
  void deliveredFileThatTheDagWritesDoesNotComeFromOutside() {
    Components jobs = jobs(Map.of(A.class, DOWNLOAD, B.class, FILE.writes(PLANS)));

    assertThat(DagValidator.problems(A_BESIDE_B, jobs))
        .containsExactly("task b reads landing/platform/plans.csv, which no task before it writes");
  }

  @Test
  void deliveredFileWithTwoWriters() {
    assertThat(DagValidator.problems(A_THEN_B, jobs(Map.of(A.class, DOWNLOAD, B.class, DOWNLOAD))))
        .containsExactly("tasks a and b both write landing/platform/plans.csv");
  }

  @Test
  void changedKeysThatNobodyTakesOff() {
    Components jobs = jobs(Map.of(A.class, FILE.enqueues(PLANS), B.class, FILE));

    assertThat(DagValidator.problems(A_THEN_B, jobs))
        .containsExactly("task a enqueues to staging.plans, which no task consumes");
  }

  @Test
  void changedKeysThatNobodyHandsOver() {
    Components jobs = jobs(Map.of(A.class, FILE, B.class, FILE.consumes(PLANS)));

    assertThat(DagValidator.problems(A_THEN_B, jobs))
        .containsExactly("task b reads staging.plans, which no task before it writes");
  }

  @Test
  void changedKeysThatTwoTakeOff() {
    Components jobs =
        jobs(
            Map.of(
                A.class, FILE.enqueues(PLANS),
                B.class, FILE.consumes(PLANS),
                C.class, FILE.consumes(PLANS)));

    assertThat(DagValidator.problems(A_THEN_B_THEN_C, jobs))
        .containsExactly("staging.plans is consumed by b and c");
  }

  @Test
  void changedKeysThatAreTakenOffBeforeTheyAreHandedOver() {
    Components jobs =
        jobs(
            Map.of(
                A.class, FILE.enqueues(PLANS),
                B.class, FILE.consumes(PLANS),
                C.class, FILE.enqueues(PLANS)));

    assertThat(DagValidator.problems(A_THEN_B_THEN_C, jobs))
        .containsExactly("task c uses staging.plans, but b does not come after it");
  }

  @Test
  void changedKeysThatAreTakenOffBeforeTheyAreLookedAt() {
    Components jobs =
        jobs(
            Map.of(
                A.class, FILE.enqueues(PLANS),
                B.class, FILE.consumes(PLANS),
                C.class, Lineage.reads(PLANS)));

    assertThat(DagValidator.problems(A_THEN_B_THEN_C, jobs))
        .containsExactly("task c uses staging.plans, but b does not come after it");
  }

  @Test
  void recalledTableIsWrittenLater() {
    Components jobs = jobs(Map.of(A.class, FILE.readsPrevious(PLANS), B.class, FILE.writes(PLANS)));
    Components turned =
        jobs(Map.of(A.class, FILE.writes(PLANS), B.class, FILE.readsPrevious(PLANS)));

    assertThat(DagValidator.problems(A_THEN_B, jobs)).isEmpty();
    assertThat(DagValidator.problems(A_BESIDE_B, jobs))
        .containsExactly(
            "task a reads staging.plans of the previous run, which no task after it writes");
    assertThat(DagValidator.problems(A_THEN_B, turned))
        .containsExactly(
            "task b reads staging.plans of the previous run, which no task after it writes");
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    Components jobs =
        jobs(Map.of(A.class, Lineage.reads(USERS).writes(PLANS), B.class, FILE.writes(PLANS)));

    assertThatThrownBy(() -> DagValidator.validate(A_THEN_B, jobs))
        .isInstanceOf(InvalidDagException.class)
        .hasMessage(
            "DAG d is not valid: tasks a and b both write staging.plans; "
                + "task a reads staging.users, which no task before it writes");
  }

  private static Components jobs(Map<Class<? extends Job>, Lineage> lineages) {
    return new Components() {
      @Override
      @SuppressWarnings("unchecked") // The validator uses it as a job only.
      public <T> T get(Class<T> type) {
        return (T) job(lineages.get(type));
      }
    };
  }

  private static Job job(Lineage lineage) {
    return new Job() {
      @Override
      public Lineage lineage() {
        return lineage;
      }

      @Override
      public JobResult run(JobContext context) {
        throw new UnsupportedOperationException("Nobody runs it");
      }
    };
  }
}
