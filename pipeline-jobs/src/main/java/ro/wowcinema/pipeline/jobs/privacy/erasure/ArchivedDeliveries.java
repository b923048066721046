package ro.wowcinema.pipeline.jobs.privacy.erasure;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.format.BadFileException;
import ro.wowcinema.pipeline.core.load.format.LandingFile;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.core.load.staging.ErasedRecordRemoval;
import ro.wowcinema.pipeline.core.load.staging.SourceFiles;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.registry.ErasedUserRegistry;
import ro.wowcinema.pipeline.jobs.source.SessionsFile;
import ro.wowcinema.pipeline.jobs.source.UsersFile;

/** The files with personal data in the landing zone. */
public final class ArchivedDeliveries {
  public static final List<FileSpec> SPECS = List.of(UsersFile.SPEC, SessionsFile.SPEC);

  private final LandingZone landing;

  public ArchivedDeliveries(LandingZone landing) {
    this.landing = requireNonNull(landing, "landing is null");
  }

  /**
   * Removes the records of erased users from every file. The ledger gets the new hash before the
   * file is replaced: after a kill in between, the same work is repeated with the same result.
   *
   * @param problems receives files that cannot be replaced, with the reason
   * @return files that cannot be read, with the reason; the operator has to repair them
   */
  Map<Path, String> erase(
      DSLContext dsl, ErasedUserRegistry erased, Counts counts, List<String> problems)
      throws IOException {
    Map<Path, String> unreadable = new TreeMap<>();
    for (FileSpec spec : SPECS) {
      for (LandingFile file : files(spec)) {
        try {
          Optional<ErasedRecordRemoval.Rewritten> rewritten =
              ErasedRecordRemoval.rewrite(
                  spec,
                  file,
                  (person, isCertain, text) -> erased.isErased(spec, person, isCertain, text));
          if (rewritten.isPresent()) {
            replace(dsl, rewritten.get(), counts);
          }
        } catch (BadFileException e) {
          unreadable.put(file.path(), e.getMessage());
        } catch (FileSystemException e) {
          if (Files.isReadable(file.path())) {
            problems.add("%s cannot be replaced: %s".formatted(file.path(), e));
          } else {
            unreadable.put(file.path(), "%s cannot be read: %s".formatted(file.path(), e));
          }
        } catch (IOException e) {
          unreadable.put(file.path(), "%s cannot be read: %s".formatted(file.path(), e));
        }
      }
    }
    return unreadable;
  }

  /** Counts the records that the erasure would remove. */
  void count(ErasedRecordRemoval.Judge judge, Counts counts) throws IOException {
    for (FileSpec spec : SPECS) {
      for (LandingFile file : files(spec)) {
        try {
          counts.add("landing records", ErasedRecordRemoval.count(spec, file, judge));
        } catch (BadFileException | IOException e) {
          counts.add("unreadable files", 1);
        }
      }
    }
  }

  private static void replace(
      DSLContext dsl, ErasedRecordRemoval.Rewritten rewritten, Counts counts) throws IOException {
    new SourceFiles(dsl)
        .recordReplacement(
            SPECS,
            rewritten.sha256Before(),
            rewritten.sha256After(),
            Files.size(rewritten.draft()));
    rewritten.replace();
    counts.add("landing files", 1);
    counts.add("landing records", rewritten.records());
  }

  /**
   * Files of all dates, plain and compressed, in order; including links and other unreadable
   * entries.
   */
  List<LandingFile> files(FileSpec spec) throws IOException {
    Path source = landing.root().resolve(spec.source());
    if (!Files.isDirectory(source)) {
      return List.of();
    }
    try (Stream<Path> dates = Files.list(source)) {
      return dates
          .sorted()
          .flatMap(date -> Stream.of(spec.fileName(), spec.fileName() + ".gz").map(date::resolve))
          .map(landing::file)
          .filter(LandingFile::exists)
          .toList();
    }
  }

  Path root() {
    return landing.root();
  }

  /** The problem if there is no landing zone. */
  Optional<String> problem() {
    return Files.isDirectory(landing.root())
        ? Optional.empty()
        : Optional.of("there is no landing folder " + landing.root());
  }
}
