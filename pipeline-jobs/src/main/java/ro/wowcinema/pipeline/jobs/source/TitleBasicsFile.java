package ro.wowcinema.pipeline.jobs.source;

import static ro.wowcinema.pipeline.core.load.contract.Column.expected;
import static ro.wowcinema.pipeline.core.load.contract.Column.required;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.id;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.integer;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.text;
import static ro.wowcinema.pipeline.jobs.source.Sources.IMDB;
import static ro.wowcinema.warehouse.staging.Tables.TITLE_BASICS;

import java.util.List;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Presence;

/** IMDb's titles: a full snapshot. */
public final class TitleBasicsFile {
  /** Each genre is in an index, which does not take texts of any length. */
  private static final int LONGEST_GENRES = 500;

  public static final FileSpec SPEC =
      new FileSpec(
          IMDB,
          "title.basics.tsv",
          Presence.OPTIONAL,
          FileFormat.IMDB_TSV,
          TITLE_BASICS,
          TITLE_BASICS.LINE_NUMBER,
          List.of(
              required("tconst", TITLE_BASICS.TCONST, id("tt")),
              expected("titleType", TITLE_BASICS.TITLE_TYPE, text()),
              expected("primaryTitle", TITLE_BASICS.PRIMARY_TITLE, text()),
              expected("originalTitle", TITLE_BASICS.ORIGINAL_TITLE, text()),
              expected("isAdult", TITLE_BASICS.IS_ADULT, integer(0, 1)),
              expected("startYear", TITLE_BASICS.START_YEAR, integer(0, 9999)),
              expected("endYear", TITLE_BASICS.END_YEAR, integer(0, 9999)),
              expected(
                  "runtimeMinutes", TITLE_BASICS.RUNTIME_MINUTES, integer(0, Integer.MAX_VALUE)),
              expected("genres", TITLE_BASICS.GENRES, text(LONGEST_GENRES))),
          List.of());

  private TitleBasicsFile() {}
}
