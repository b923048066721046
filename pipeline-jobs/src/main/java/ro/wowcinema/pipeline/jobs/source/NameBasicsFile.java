package ro.wowcinema.pipeline.jobs.source;

import static ro.wowcinema.pipeline.core.load.contract.Column.expected;
import static ro.wowcinema.pipeline.core.load.contract.Column.required;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.id;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.integer;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.text;
import static ro.wowcinema.pipeline.jobs.source.Sources.IMDB;
import static ro.wowcinema.warehouse.staging.Tables.NAME_BASICS;

import java.util.List;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Presence;

/** IMDb's people: a full snapshot. */
public final class NameBasicsFile {
  public static final FileSpec SPEC =
      new FileSpec(
          IMDB,
          "name.basics.tsv",
          Presence.OPTIONAL,
          FileFormat.IMDB_TSV,
          NAME_BASICS,
          NAME_BASICS.LINE_NUMBER,
          List.of(
              required("nconst", NAME_BASICS.NCONST, id("nm")),
              expected("primaryName", NAME_BASICS.PRIMARY_NAME, text()),
              expected("birthYear", NAME_BASICS.BIRTH_YEAR, integer(0, 9999)),
              expected("deathYear", NAME_BASICS.DEATH_YEAR, integer(0, 9999)),
              expected("primaryProfession", NAME_BASICS.PRIMARY_PROFESSION, text()),
              expected("knownForTitles", NAME_BASICS.KNOWN_FOR_TITLES, text())),
          List.of());

  private NameBasicsFile() {}
}
