package ro.wowcinema.pipeline.jobs.privacy;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.warehouse.ops.Tables.FIELD_WARNING;
import static ro.wowcinema.warehouse.ops.Tables.QUARANTINE;
import static ro.wowcinema.warehouse.pii.Tables.PRIVACY_KEY;
import static ro.wowcinema.warehouse.pii.Tables.USER_IDENTITY_CHANGE;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.warehouse.pii.tables.records.UserIdentityChangeRecord;

/**
 * Seals what a version before this one left as it was delivered. Costs a look at an index once that
 * is done, so that every start of the pipeline can ask for it.
 */
public final class Unsealed {
  private static final int BATCH = 1000;

  private final Database database;
  private final PrivacyVault vault;

  public Unsealed(Database database, PrivacyVault vault) {
    this.database = requireNonNull(database, "database is null");
    this.vault = requireNonNull(vault, "vault is null");
  }

  /** Seals accounts, first those in quarantine: accounts of identities tell whether all is done. */
  public void seal() {
    DSLContext dsl = database.dsl();
    boolean haveTexts =
        dsl.fetchExists(PRIVACY_KEY, PRIVACY_KEY.TEXTS_SEALED_AT.isNull())
            && (dsl.fetchExists(USER_IDENTITY_CHANGE)
                || dsl.fetchExists(QUARANTINE)
                || dsl.fetchExists(FIELD_WARNING));
    if (!haveTexts && !dsl.fetchExists(USER_IDENTITY_CHANGE, isUnsealed())) {
      return;
    }
    PrivacyKey key = vault.key(dsl);
    for (String findings : List.of("quarantine", "field_warning")) {
      database.transaction(transaction -> sealFindings(transaction, findings, new Seal(key)));
    }
    database.transaction(transaction -> sealNames(transaction, new Seal(key)));
    int sealed;
    do {
      sealed =
          database.transaction(
              transaction -> sealIdentities(transaction, new Seal(key), new Hashes(key)));
    } while (sealed == BATCH);
    dsl.update(PRIVACY_KEY).set(PRIVACY_KEY.TEXTS_SEALED_AT, DSL.currentInstant()).execute();
  }

  /** Accounts in names and addresses, which any of them may have that is long enough. */
  private static int sealNames(DSLContext dsl, Seal seal) {
    List<TableField<UserIdentityChangeRecord, String>> columns =
        List.of(
            USER_IDENTITY_CHANGE.FIRST_NAME,
            USER_IDENTITY_CHANGE.LAST_NAME,
            USER_IDENTITY_CHANGE.EMAIL);
    Condition mayHaveAccount = DSL.falseCondition();
    for (TableField<UserIdentityChangeRecord, String> column : columns) {
      mayHaveAccount = mayHaveAccount.or(column.likeRegex("[A-Za-z]{2}.{0,3}[0-9].{13,}"));
    }
    Result<UserIdentityChangeRecord> rows =
        dsl.selectFrom(USER_IDENTITY_CHANGE).where(mayHaveAccount).forUpdate().fetch();
    for (UserIdentityChangeRecord row : rows) {
      for (TableField<UserIdentityChangeRecord, String> column : columns) {
        if (row.get(column) != null) {
          row.set(column, seal.sealWithin(row.get(column)));
        }
      }
      row.store();
    }
    return rows.size();
  }

  private static Condition isUnsealed() {
    // As the partial index has it.
    return USER_IDENTITY_CHANGE.IBAN.isNotNull().and(DSL.condition("iban NOT LIKE 'v1:%'"));
  }

  private static int sealIdentities(DSLContext dsl, Seal seal, Hashes hashes) {
    Result<UserIdentityChangeRecord> batch =
        dsl.selectFrom(USER_IDENTITY_CHANGE).where(isUnsealed()).limit(BATCH).forUpdate().fetch();
    for (UserIdentityChangeRecord row : batch) {
      row.setIban(seal.seal(row.getIban()));
      row.setEmailPseudonym(row.getEmail() == null ? null : hashes.pseudonym(row.getEmail()));
      row.store();
    }
    return batch.size();
  }

  private static int sealFindings(DSLContext dsl, String findings, Seal seal) {
    Result<Record> rows =
        dsl.fetch(
            "select t.ctid::text as place, t.raw_line, t.detail from {0} as t join ops.source_file as f using (source_file_id) where f.source = 'platform' and f.file_name in ('users.csv', 'sessions.jsonl')",
            table(name("ops", findings)));
    for (Record row : rows) {
      dsl.execute(
          "update {0} set {1} = {2}, detail = {3} where ctid = {4}::tid",
          table(name("ops", findings)),
          field(name("raw_line")),
          val(seal.sealWithin(row.get("raw_line", String.class))),
          val(seal.sealWithin(row.get("detail", String.class))),
          val(row.get("place", String.class)));
    }
    return rows.size();
  }
}
