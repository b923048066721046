package ro.wowcinema.pipeline.jobs.source;

import static ro.wowcinema.pipeline.core.load.contract.Column.expected;
import static ro.wowcinema.pipeline.core.load.contract.Column.required;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.id;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.ids;
import static ro.wowcinema.pipeline.jobs.source.Sources.IMDB;
import static ro.wowcinema.warehouse.staging.Tables.TITLE_CREW;

import java.util.List;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Presence;

/** The directors and writers of IMDb's titles: a full snapshot. */
public final class TitleCrewFile {
  public static final FileSpec SPEC =
      new FileSpec(
          IMDB,
          "title.crew.tsv",
          Presence.OPTIONAL,
          FileFormat.IMDB_TSV,
          TITLE_CREW,
          TITLE_CREW.LINE_NUMBER,
          List.of(
              required("tconst", TITLE_CREW.TCONST, id("tt")),
              expected("directors", TITLE_CREW.DIRECTORS, ids("nm")),
              expected("writers", TITLE_CREW.WRITERS, ids("nm"))),
          List.of());

  private TitleCrewFile() {}
}
