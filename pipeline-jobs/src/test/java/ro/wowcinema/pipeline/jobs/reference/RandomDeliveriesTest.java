package ro.wowcinema.pipeline.jobs.reference;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ro.wowcinema.pipeline.core.testing.RandomCases;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.jobs.source.JobSettings;
import ro.wowcinema.pipeline.jobs.testing.TestSettings;

/** However late a delivery or its correction comes, the reports are those of a load in order. */
final class RandomDeliveriesTest {
  /** Most of the records are bad, sometimes all of a file. */
  private static final JobSettings SETTINGS = TestSettings.of(1, 1, 5, 2);

  private static final LocalDate AS_OF = Collections.max(RandomDeliveries.DATES);

  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();

  @TempDir Path folder;

  @BeforeEach
  void startEmpty() {
    warehouse.truncateAll();
  }

  @Test
  void agreesOnOneSetOfDeliveries() throws Exception {
    agreesWhateverTheOrderAndTheCorrections(RandomCases.seed());
  }

  /** Here what is corrected was kept by a later delivery, whose own record is refused. */
  @Test
  void agreesWhereAPlanKeepsWhatIsCorrected() throws Exception {
    agreesWhateverTheOrderAndTheCorrections(207);
  }

  private void agreesWhateverTheOrderAndTheCorrections(long seed) throws Exception {
    RandomDeliveries deliveries = new RandomDeliveries(new WrittenLanding(folder), seed);
    RandomDeliveries.DATES.forEach(deliveries::write);
    LoadedLanding landing = new LoadedLanding(warehouse, folder, SETTINGS);
    Random random = new Random(seed);

    List<LocalDate> order = new ArrayList<>(RandomDeliveries.DATES);
    Collections.shuffle(order, random);
    for (LocalDate date : order) {
      landing.load(date);
    }
    landing.comparison().assertSameReports(AS_OF);

    LocalDate corrected = order.get(random.nextInt(order.size()));
    deliveries.write(corrected);
    landing.load(corrected);
    landing.comparison().assertSameReports(AS_OF);
  }
}
