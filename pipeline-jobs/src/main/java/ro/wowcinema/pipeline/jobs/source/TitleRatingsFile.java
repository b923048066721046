package ro.wowcinema.pipeline.jobs.source;

import static ro.wowcinema.pipeline.core.load.contract.Column.expected;
import static ro.wowcinema.pipeline.core.load.contract.Column.required;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.decimal;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.id;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.integer;
import static ro.wowcinema.pipeline.jobs.source.Sources.IMDB;
import static ro.wowcinema.warehouse.staging.Tables.TITLE_RATINGS;

import java.util.List;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Presence;

/** IMDb's ratings: a full snapshot. */
public final class TitleRatingsFile {
  public static final FileSpec SPEC =
      new FileSpec(
          IMDB,
          "title.ratings.tsv",
          Presence.OPTIONAL,
          FileFormat.IMDB_TSV,
          TITLE_RATINGS,
          TITLE_RATINGS.LINE_NUMBER,
          List.of(
              required("tconst", TITLE_RATINGS.TCONST, id("tt")),
              expected("averageRating", TITLE_RATINGS.AVERAGE_RATING, decimal("0", "10", 2)),
              expected("numVotes", TITLE_RATINGS.NUM_VOTES, integer(0, Integer.MAX_VALUE))),
          List.of());

  private TitleRatingsFile() {}
}
