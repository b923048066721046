package ro.wowcinema.pipeline.jobs.source;

import static ro.wowcinema.pipeline.core.load.contract.Column.expected;
import static ro.wowcinema.pipeline.core.load.contract.Column.required;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.id;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.integer;
import static ro.wowcinema.pipeline.jobs.source.Sources.IMDB;
import static ro.wowcinema.warehouse.staging.Tables.TITLE_EPISODE;

import java.util.List;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Presence;

/** Which series IMDb's episodes belong to: a full snapshot. */
public final class TitleEpisodeFile {
  public static final FileSpec SPEC =
      new FileSpec(
          IMDB,
          "title.episode.tsv",
          Presence.OPTIONAL,
          FileFormat.IMDB_TSV,
          TITLE_EPISODE,
          TITLE_EPISODE.LINE_NUMBER,
          List.of(
              required("tconst", TITLE_EPISODE.TCONST, id("tt")),
              expected("parentTconst", TITLE_EPISODE.PARENT_TCONST, id("tt")),
              expected("seasonNumber", TITLE_EPISODE.SEASON_NUMBER, integer(0, Integer.MAX_VALUE)),
              expected(
                  "episodeNumber", TITLE_EPISODE.EPISODE_NUMBER, integer(0, Integer.MAX_VALUE))),
          List.of());

  private TitleEpisodeFile() {}
}
