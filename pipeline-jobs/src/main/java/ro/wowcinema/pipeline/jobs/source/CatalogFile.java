package ro.wowcinema.pipeline.jobs.source;

import static ro.wowcinema.pipeline.core.load.contract.Column.optional;
import static ro.wowcinema.pipeline.core.load.contract.Column.required;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.date;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.endDate;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.id;
import static ro.wowcinema.pipeline.jobs.source.Sources.PLATFORM;
import static ro.wowcinema.warehouse.staging.Tables.CATALOG;

import java.util.List;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Presence;

/** The titles that the platform offers: a full snapshot. */
public final class CatalogFile {
  public static final FileSpec SPEC =
      new FileSpec(
          PLATFORM,
          "catalog.csv",
          Presence.OPTIONAL,
          FileFormat.CSV,
          CATALOG,
          CATALOG.LINE_NUMBER,
          List.of(
              required("title_id", CATALOG.TITLE_ID, id("tt")),
              optional("available_from", CATALOG.AVAILABLE_FROM, date()),
              optional("available_until", CATALOG.AVAILABLE_UNTIL, endDate())),
          List.of());

  private CatalogFile() {}
}
