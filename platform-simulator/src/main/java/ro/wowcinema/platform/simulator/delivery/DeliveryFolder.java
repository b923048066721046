package ro.wowcinema.platform.simulator.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import ro.wowcinema.platform.simulator.world.Simulation;

/** The dated folder of one source. */
final class DeliveryFolder {
  private static final String SUCCESS = "_SUCCESS";

  private final Path folder;
  private final String source;
  private final LocalDate day;
  private final Simulation simulation;
  private long badRecords;

  private DeliveryFolder(Path folder, String source, LocalDate day, Simulation simulation) {
    this.folder = folder;
    this.source = source;
    this.day = day;
    this.simulation = simulation;
  }

  /** What an earlier simulation left goes first, its mark of completeness before all else. */
  static DeliveryFolder create(
      Path landing, String source, LocalDate day, List<String> files, Simulation simulation)
      throws IOException {
    Path folder = landing.resolve(source).resolve(day.toString());
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(SUCCESS));
    for (String file : files) {
      Files.deleteIfExists(folder.resolve(file));
      Files.deleteIfExists(folder.resolve(file + ".gz"));
    }
    return new DeliveryFolder(folder, source, day, simulation);
  }

  void write(
      String file,
      LineFormat format,
      List<String> columns,
      List<Flaw> flaws,
      Stream<List<String>> records)
      throws IOException {
    FlawSelector dirt =
        new FlawSelector(simulation.dirt(), simulation.chance("dirt " + source + file, day), flaws);
    try (RecordFile out = new RecordFile(folder.resolve(file), format, columns, dirt)) {
      for (Iterator<List<String>> rest = records.iterator(); rest.hasNext(); ) {
        out.write(rest.next());
      }
      badRecords += out.badRecords();
    }
  }

  /** To be called last: readers take the delivery from now on. */
  void markComplete() throws IOException {
    Files.writeString(folder.resolve(SUCCESS), "");
  }

  long badRecords() {
    return badRecords;
  }
}
