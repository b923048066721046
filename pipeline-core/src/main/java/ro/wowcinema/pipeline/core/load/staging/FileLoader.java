package ro.wowcinema.pipeline.core.load.staging;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.jooq.Field;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.PGCopyOutputStream;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Reason;
import ro.wowcinema.pipeline.core.load.format.BadFileException;
import ro.wowcinema.pipeline.core.load.format.Header;
import ro.wowcinema.pipeline.core.load.format.LandingFile;
import ro.wowcinema.pipeline.core.load.format.RawRecord;
import ro.wowcinema.pipeline.core.load.format.RecordReader;
import ro.wowcinema.pipeline.core.load.format.SourceInput;
import ro.wowcinema.warehouse.ops.Tables;

/**
 * Streams one file into its staging table by COPY, checking every record on the way: constant
 * memory, one pass. Records that are refused and fields that are not taken as they stand go to
 * {@code ops.quarantine} and {@code ops.field_warning}. Everything happens in the transaction of
 * the given connection.
 */
public final class FileLoader {
  private static final int BATCH = 8192;

  /** Characters of a header that a finding has; the line may be as long as 16 MiB. */
  static final int LONGEST_HEADER = 2_000;

  private final double maxRejectRatio;
  private final PersonalDataProtection.Source protections;

  /** Creates a loader without protection of personal data. */
  public FileLoader(double maxRejectRatio) {
    this(maxRejectRatio, connection -> PersonalDataProtection.NONE);
  }

  /** Creates a loader that protects personal data. */
  public FileLoader(double maxRejectRatio, PersonalDataProtection.Source protections) {
    this.maxRejectRatio = maxRejectRatio;
    this.protections = protections;
  }

  /**
   * Loads a file.
   *
   * @param sourceFileId what the file's rejects and warnings refer to
   * @param progress receives the number of records of each batch
   * @throws BadFileException where the file cannot be loaded; the transaction must then be rolled
   *     back
   */
  public LoadResult load(
      FileSpec spec,
      LandingFile file,
      long sourceFileId,
      Connection connection,
      LongConsumer progress)
      throws IOException, SQLException {
    PersonalDataProtection protection =
        spec.personal().isPresent() ? protections.of(connection) : PersonalDataProtection.NONE;
    try (SourceInput input = SourceInput.open(file);
        RejectFile rejects = new RejectFile(Tables.QUARANTINE, sourceFileId);
        RejectFile warnings = new RejectFile(Tables.FIELD_WARNING, sourceFileId)) {
      RecordReader reader = RecordReader.of(spec, file, input);
      PersonalFields people = new PersonalFields(spec, protection);
      RecordCheck check = new RecordCheck(spec, rejects, warnings, people);
      if (reader.header().isPresent()) {
        warnOf(reader.header().get(), warnings, people);
      }
      long read = copy(spec, reader, check, people, connection, progress);
      checkRatio(file.path(), read, rejects);
      rejects.copyInto(connection);
      warnings.copyInto(connection);
      long forgotten = rejects.count() == 0 ? 0 : protection.forget(connection, sourceFileId);
      return new LoadResult(
          read - forgotten,
          read - rejects.count(),
          rejects.count() - forgotten,
          people.erased() + forgotten,
          warnings.count(),
          reader.unknown(),
          input.size(),
          input.finish());
    }
  }

  private static void warnOf(Header header, RejectFile warnings, PersonalFields people)
      throws IOException {
    // Encrypted before it is cut: half an account number would not be recognized.
    String text = people.encryptWithin(header.text());
    String shown = text.length() <= LONGEST_HEADER ? text : text.substring(0, LONGEST_HEADER) + "…";
    for (String column : header.inexact()) {
      warnings.add(
          header.line(),
          Reason.INEXACT_COLUMN_NAME,
          column,
          "%s is written with other letter case or blanks".formatted(column),
          shown,
          null,
          null);
    }
  }

  private static long copy(
      FileSpec spec,
      RecordReader reader,
      RecordCheck check,
      PersonalFields people,
      Connection connection,
      LongConsumer progress)
      throws IOException, SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(CopyWriter.statement(spec.staging(), targets(spec)));
    try (OutputStream out = new PGCopyOutputStream(copy)) {
      CopyWriter writer = new CopyWriter(out, targets(spec).size());
      RawRecord record = new RawRecord(spec.columns().size());
      long read = 0;
      while (reader.next(record)) {
        if (people.countIfErased(record)) {
          continue;
        }
        if (check.accepts(record, reader)) {
          write(record, spec.columns().size(), people, writer);
        }
        if (++read % BATCH == 0) {
          progress.accept(BATCH);
        }
      }
      writer.finish();
      progress.accept(read % BATCH);
      return read;
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void write(RawRecord record, int fields, PersonalFields people, CopyWriter writer)
      throws IOException {
    List<String> pseudonyms = people.pseudonyms(record);
    people.encrypt(record);
    writer.row();
    writer.number(record.lineNumber());
    for (int field = 0; field < fields; field++) {
      if (record.isNull(field)) {
        writer.nothing();
      } else {
        writer.bytes(record.bytes(field), record.start(field), record.end(field));
      }
    }
    for (String pseudonym : pseudonyms) {
      writer.text(pseudonym);
    }
  }

  private static List<Field<?>> targets(FileSpec spec) {
    List<Field<?>> targets = new ArrayList<>(List.of(spec.lineNumber()));
    spec.columns().forEach(column -> targets.add(column.target()));
    targets.addAll(PersonalFields.pseudonymTargets(spec));
    return targets;
  }

  private void checkRatio(Path path, long read, RejectFile rejects) {
    // In binary fractions 29 of 100 would be more than 0.29.
    BigDecimal most = BigDecimal.valueOf(maxRejectRatio).multiply(BigDecimal.valueOf(read));
    if (BigDecimal.valueOf(rejects.count()).compareTo(most) > 0) {
      throw new BadFileException(
          path,
          0,
          String.format(
              Locale.ROOT,
              "%d of %d records are bad, more than quarantine.max-ratio (%s) allows; nothing was loaded: %s",
              rejects.count(),
              read,
              maxRejectRatio,
              rejects.summary()));
    }
  }
}
