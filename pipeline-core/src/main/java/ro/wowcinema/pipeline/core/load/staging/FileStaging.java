package ro.wowcinema.pipeline.core.load.staging;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Presence;
import ro.wowcinema.pipeline.core.load.format.BadFileException;
import ro.wowcinema.pipeline.core.load.format.LandingFile;
import ro.wowcinema.pipeline.core.load.format.LandingZone;

/**
 * Loads a dated file into its staging table, which holds one file at a time. The same content of
 * the same date is loaded once; other content for the same date is loaded again and replaces the
 * earlier version when it is cleansed.
 */
public final class FileStaging {
  private final LandingZone landing;
  private final FileLoader loader;

  public FileStaging(LandingZone landing, FileLoader loader) {
    this.landing = requireNonNull(landing, "landing is null");
    this.loader = requireNonNull(loader, "loader is null");
  }

  /**
   * Stages the file of the run's date, or says why there is nothing to do.
   *
   * @throws BadFileException where a file that the delivery must have is not there
   */
  public JobResult stage(FileSpec spec, JobContext context) throws IOException, SQLException {
    Optional<LandingFile> found = landing.find(spec, context.logicalDate());
    if (found.isEmpty()) {
      return absent(spec, context);
    }
    LandingFile file = found.get();
    SourceFiles files = new SourceFiles(context.dsl());
    if (!context.force() && isKnown(spec, file, files, context)) {
      return JobResult.skipped("already loaded");
    }
    return load(spec, file, files, context);
  }

  /**
   * Number of the file that waits in staging for the run's date, if one does. It is read again
   * where it is there no more: a crash of the server emptied staging, or another date's file took
   * its place before this one was cleansed.
   */
  public Optional<Long> ensureStaged(FileSpec spec, JobContext context)
      throws IOException, SQLException {
    SourceFiles files = new SourceFiles(context.dsl());
    Optional<SourceFile> staged = files.inStaging(spec, context.logicalDate());
    if (staged.isPresent() && isLost(context.dsl(), spec, staged.get())) {
      return readAgain(spec, files, context, "staging was lost in a crash");
    }
    if (staged.isEmpty() && files.isAbandoned(spec, context.logicalDate()) && !context.force()) {
      return readAgain(spec, files, context, "staging was overwritten before it was cleansed");
    }
    return staged.map(SourceFile::id);
  }

  private Optional<Long> readAgain(FileSpec spec, SourceFiles files, JobContext context, String why)
      throws IOException, SQLException {
    LandingFile file =
        landing
            .find(spec, context.logicalDate())
            .orElseThrow(
                () ->
                    new BadFileException(
                        landing
                            .delivery(spec.source(), context.logicalDate())
                            .resolve(spec.fileName()),
                        0,
                        why + ", and the file is no longer there; deliver it again"));
    if (!isKnown(spec, file, files, context)) {
      context.log("%s: %s; reading the file again".formatted(file.path(), why));
      load(spec, file, files, context);
    }
    return files.inStaging(spec, context.logicalDate()).map(SourceFile::id);
  }

  private JobResult absent(FileSpec spec, JobContext context) {
    if (spec.presence() == Presence.REQUIRED) {
      throw new BadFileException(
          landing.delivery(spec.source(), context.logicalDate()).resolve(spec.fileName()),
          0,
          "missing, plain and as %s.gz, from a delivery that must have it; deliver it (without records, if nothing happened) and run the date again"
              .formatted(spec.fileName()));
    }
    boolean isInHistory =
        new SourceFiles(context.dsl()).inHistory(spec, context.logicalDate()).isPresent();
    return JobResult.skipped(
        isInHistory && !context.force()
            ? "no longer delivered; what it contributed stays, run with --force to take it back"
            : "nothing new");
  }

  /**
   * Whether the file's contribution must be withdrawn: the date is loaded with force, and its
   * delivery no longer has the file. A missing delivery folder means that it was tidied up, not
   * that the file was withdrawn.
   */
  public boolean isWithdrawn(FileSpec spec, JobContext context) {
    return context.force()
        && landing.find(spec, context.logicalDate()).isEmpty()
        && Files.isDirectory(landing.delivery(spec.source(), context.logicalDate()))
        && new SourceFiles(context.dsl()).inHistory(spec, context.logicalDate()).isPresent();
  }

  private static boolean isKnown(
      FileSpec spec, LandingFile file, SourceFiles files, JobContext context) throws IOException {
    Optional<SourceFile> staged = files.inStaging(spec, context.logicalDate());
    Optional<SourceFile> cleansed = files.inHistory(spec, context.logicalDate());
    if (staged.isEmpty() && cleansed.isEmpty()) {
      return false;
    }
    String sha256 = file.sha256();
    if (staged.isPresent() && staged.get().sha256().equals(sha256)) {
      return !isLost(context.dsl(), spec, staged.get());
    }
    boolean isInHistory = cleansed.isPresent() && cleansed.get().sha256().equals(sha256);
    if (isInHistory && staged.isPresent()) {
      // The file went back to what it had been before the version that waits in staging.
      clear(spec, files, context.dsl());
    }
    return isInHistory;
  }

  /**
   * Discards the staged file, so that none of its content, such as people's names, remains there.
   */
  private static void clear(FileSpec spec, SourceFiles files, DSLContext dsl) {
    files.abandonStaged(spec);
    dsl.truncate(spec.staging()).execute();
  }

  /** A crash of the server empties unlogged tables. */
  private static boolean isLost(DSLContext dsl, FileSpec spec, SourceFile file) {
    return file.loaded() > 0 && !dsl.fetchExists(spec.staging());
  }

  private JobResult load(FileSpec spec, LandingFile file, SourceFiles files, JobContext context)
      throws IOException, SQLException {
    clear(spec, files, context.dsl());
    long fileId = files.begin(spec, file, context);
    LoadResult result =
        loader.load(
            spec.on(context.logicalDate()), file, fileId, context.connection(), context::advance);
    files.complete(fileId, result);
    report(file.path(), result, context);
    return JobResult.of(result.linesRead(), result.loaded()).withMessage(summary(result));
  }

  private static void report(Path path, LoadResult result, JobContext context) {
    context.log(
        "%s: %d records read, %d loaded, %d rejected, %d warnings"
            .formatted(
                path, result.linesRead(), result.loaded(), result.rejected(), result.warnings()));
    if (result.erased() > 0) {
      context.log("%s: left out %d records of erased users".formatted(path, result.erased()));
    }
    if (!result.unknown().isEmpty()) {
      context.log(
          "%s: ignored what the contract does not know: %s"
              .formatted(path, String.join(", ", result.unknown())));
    }
  }

  private static String summary(LoadResult result) {
    if (result.rejected() == 0 && result.warnings() == 0) {
      return "";
    }
    return "%d rejected, %d warnings".formatted(result.rejected(), result.warnings());
  }
}
