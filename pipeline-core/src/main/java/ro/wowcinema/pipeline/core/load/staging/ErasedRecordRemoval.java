package ro.wowcinema.pipeline.core.load.staging;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import ro.wowcinema.pipeline.core.files.DurableFiles;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.format.BadFileException;
import ro.wowcinema.pipeline.core.load.format.LandingFile;
import ro.wowcinema.pipeline.core.load.format.RawRecord;
import ro.wowcinema.pipeline.core.load.format.RecordReader;
import ro.wowcinema.pipeline.core.load.format.SourceInput;

/**
 * Removes records of erased people from a delivered file: every other byte stays as it is. The file
 * is replaced in one step, and only once its successor is on the disk; memory holds the line
 * numbers of the removed records.
 */
public final class ErasedRecordRemoval {
  /** Decides which records belong to erased people. */
  public interface Judge {
    /**
     * Whether the record belongs to an erased person.
     *
     * @param person the user id, empty where it cannot be read
     * @param isCertain whether the id is certainly the record's; a record that could not be split
     *     into fields may belong to another person
     * @param text the record as it is in the file
     */
    boolean isErased(Optional<String> person, boolean isCertain, String text);
  }

  /**
   * A file without the erased records, beside the file that it will replace.
   *
   * @param file the delivered file
   * @param draft its successor
   * @param records how many records were removed
   * @param sha256Before of the delivered file
   * @param sha256After of its successor
   */
  public record Rewritten(
      Path file, Path draft, long records, String sha256Before, String sha256After) {
    public Rewritten {
      requireNonNull(file, "file is null");
      requireNonNull(draft, "draft is null");
      requireNonNull(sha256Before, "sha256Before is null");
      requireNonNull(sha256After, "sha256After is null");
    }

    /** Replaces the file by its successor. */
    public void replace() throws IOException {
      DurableFiles.move(draft, file);
    }
  }

  private static final int FIRST_PLACES = 64;

  private long[] lines = new long[FIRST_PLACES];
  private int count;
  private long records;

  private ErasedRecordRemoval() {}

  /**
   * Writes the file's successor, if it has records of erased people; {@link Rewritten#replace} then
   * ends the work.
   *
   * @throws BadFileException where the file cannot be read
   */
  public static Optional<Rewritten> rewrite(FileSpec spec, LandingFile file, Judge judge)
      throws IOException {
    LandingFile draft = file.sibling("." + file.path().getFileName() + ".erasing");
    ErasedRecordRemoval erased;
    String before;
    do {
      erased = new ErasedRecordRemoval();
      before = erased.find(spec, file, judge);
      if (erased.records == 0) {
        // Left by an earlier try, which was killed or came too late.
        Files.deleteIfExists(draft.path());
        return Optional.empty();
      }
      erased.copy(file, draft.path());
      // The file was delivered again in between, so line numbers may differ.
    } while (!file.sha256().equals(before));
    return Optional.of(
        new Rewritten(file.path(), draft.path(), erased.records, before, draft.sha256()));
  }

  /** How many records of erased people the file has. */
  public static long count(FileSpec spec, LandingFile file, Judge judge) throws IOException {
    ErasedRecordRemoval erased = new ErasedRecordRemoval();
    erased.find(spec, file, judge);
    return erased.records;
  }

  private String find(FileSpec spec, LandingFile file, Judge judge) throws IOException {
    try (SourceInput input = SourceInput.open(file)) {
      // Records of erased people go also from a file that is cut off.
      RecordReader reader = RecordReader.of(spec, file.acceptingUnterminated(), input);
      PersonalFields people = new PersonalFields(spec, PersonalDataProtection.NONE);
      RawRecord record = new RawRecord(spec.columns().size());
      while (reader.next(record)) {
        String text = reader.rawText();
        Optional<String> person = people.presumed(record, reader);
        if (judge.isErased(person, person.isPresent() && !record.isBroken(), text)) {
          records++;
          // A quoted field may span lines.
          long span = 1 + text.chars().filter(character -> character == '\n').count();
          for (long line = record.lineNumber(); line < record.lineNumber() + span; line++) {
            add(line);
          }
        }
      }
      return input.finish();
    }
  }

  private void add(long line) {
    if (count == lines.length) {
      lines = Arrays.copyOf(lines, count * 2);
    }
    lines[count++] = line;
  }

  private void copy(LandingFile file, Path draft) throws IOException {
    Files.deleteIfExists(draft);
    // If a link has replaced either file, nothing is read and nothing is written.
    Files.copy(file.path(), draft, StandardCopyOption.COPY_ATTRIBUTES, NOFOLLOW_LINKS);
    try (InputStream in = new BufferedInputStream(SourceInput.open(file));
        OutputStream plain =
            DurableFiles.newOutputStream(
                draft,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                NOFOLLOW_LINKS);
        OutputStream out = file.isPacked() ? new GZIPOutputStream(plain) : plain) {
      copy(in, out);
    }
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    long line = 1;
    int place = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      boolean goes = place < count && lines[place] == line;
      if (!goes) {
        out.write(next);
      }
      if (next == '\n') {
        place += goes ? 1 : 0;
        line++;
      }
    }
  }
}
