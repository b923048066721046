package ro.wowcinema.pipeline.jobs.source;

import static ro.wowcinema.pipeline.core.load.contract.Column.optional;
import static ro.wowcinema.pipeline.core.load.contract.Column.required;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.bool;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.date;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.endDate;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.instant;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.integer;
import static ro.wowcinema.pipeline.core.load.contract.FieldTypes.text;
import static ro.wowcinema.pipeline.jobs.source.Sources.BUCHAREST;
import static ro.wowcinema.pipeline.jobs.source.Sources.PLATFORM;
import static ro.wowcinema.warehouse.staging.Tables.USERS;

import java.util.List;
import java.util.Map;
import ro.wowcinema.pipeline.core.load.contract.FileFormat;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.PersonalColumns;
import ro.wowcinema.pipeline.core.load.contract.Presence;

/** Users that changed since the last delivery. */
public final class UsersFile {
  public static final FileSpec SPEC =
      new FileSpec(
              PLATFORM,
              "users.csv",
              Presence.REQUIRED,
              FileFormat.CSV,
              USERS,
              USERS.LINE_NUMBER,
              List.of(
                  required("user_id", USERS.USER_ID, integer(1, Long.MAX_VALUE)),
                  optional("first_name", USERS.FIRST_NAME, text()),
                  optional("last_name", USERS.LAST_NAME, text()),
                  optional("email", USERS.EMAIL, text()),
                  optional("birth_date", USERS.BIRTH_DATE, date()),
                  optional("iban", USERS.IBAN, text()),
                  optional("region_code", USERS.REGION_CODE, integer(1, 42)),
                  required("plan_id", USERS.PLAN_ID, integer(1, Integer.MAX_VALUE)),
                  required("subscription_start_date", USERS.SUBSCRIPTION_START_DATE, date()),
                  optional("subscription_end_date", USERS.SUBSCRIPTION_END_DATE, endDate()),
                  optional("consent_personalisation", USERS.CONSENT_PERSONALISATION, bool()),
                  required("updated_at", USERS.UPDATED_AT, instant(BUCHAREST)),
                  optional("is_deleted", USERS.IS_DELETED, bool())),
              List.of())
          .with(
              new PersonalColumns(
                  "user_id",
                  List.of("iban"),
                  List.of("first_name", "last_name", "email"),
                  List.of(),
                  Map.of("email", USERS.EMAIL_PSEUDONYM)));

  private UsersFile() {}
}
