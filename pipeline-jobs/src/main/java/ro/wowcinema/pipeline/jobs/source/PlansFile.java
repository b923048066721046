package ro.wowcinema.pipeline.jobs.source;

import static ro.wowcinema.pipeline.core.load.contract.Column.required;
import static ro.wowcinema.pipeline.core.load.contract.Column.validIfPresent;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.currencyCode;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.decimal;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.integer;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.text;
import static ro.wowcinema.pipeline.jobs.source.Sources.PLATFORM;
import static ro.wowcinema.warehouse.staging.Tables.PLANS;

import java.util.List;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Presence;

/** The plans on offer: a full snapshot. */
public final class PlansFile {
  /** Aggregates have it in their keys, and indexes do not take texts of any length. */
  private static final int LONGEST_NAME = 200;

  public static final FileSpec SPEC =
      new FileSpec(
          PLATFORM,
          "plans.csv",
          Presence.OPTIONAL,
          FileFormat.CSV,
          PLANS,
          PLANS.LINE_NUMBER,
          List.of(
              required("plan_id", PLANS.PLAN_ID, integer(1, Integer.MAX_VALUE)),
              required("plan_name", PLANS.PLAN_NAME, text(LONGEST_NAME)),
              required("monthly_price", PLANS.MONTHLY_PRICE, decimal("0", "9999999999.99", 2)),
              required("currency_code", PLANS.CURRENCY_CODE, currencyCode()),
              validIfPresent("discount_percent", PLANS.DISCOUNT_PERCENT, decimal("0", "100", 10))),
          List.of());

  private PlansFile() {}
}
