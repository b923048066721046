package ro.wowcinema.pipeline.jobs.privacy;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.warehouse.pii.Tables.USER_IDENTITY_CHANGE;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
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
    if (!database.dsl().fetchExists(USER_IDENTITY_CHANGE, isUnsealed())) {
      return;
    }
    PrivacyKey key = vault.key(database.dsl());
    for (String findings : List.of("quarantine", "field_warning")) {
      database.transaction(dsl -> sealFindings(dsl, findings, new Seal(key)));
    }
    int sealed;
    do {
      sealed = database.transaction(dsl -> sealIdentities(dsl, new Seal(key), new Hashes(key)));
    } while (sealed == BATCH);
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
            "select t.ctid::text as place, t.raw_line, t.detail from {0} as t join ops.source_file as f using (source_file_id) where f.source = 'platform' and f.file_name = 'users.csv'",
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
