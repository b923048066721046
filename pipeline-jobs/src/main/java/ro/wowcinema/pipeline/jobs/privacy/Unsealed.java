package ro.wowcinema.pipeline.jobs.privacy;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.warehouse.ops.Tables.FIELD_WARNING;
import static ro.wowcinema.warehouse.ops.Tables.QUARANTINE;
import static ro.wowcinema.warehouse.ops.Tables.SOURCE_FILE;
import static ro.wowcinema.warehouse.pii.Tables.PRIVACY_KEY;
import static ro.wowcinema.warehouse.pii.Tables.USER_IDENTITY_CHANGE;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record3;
import org.jooq.Result;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.Database;
import ro.wowcinema.warehouse.pii.tables.records.UserIdentityChangeRecord;

/**
 * Encrypts what a version before this one left as it was delivered. Costs a look at an index once
 * that is done, so that every start of the pipeline can ask for it. Memory is constant, and each
 * batch commits: after a kill the next start reads everything again and writes what is left.
 */
public final class Unsealed {
  private static final int IDENTITIES = 1000;

  /** Findings have no key: a batch is what stands in so many pages of their table. */
  private static final long PAGES = 64;

  /** So many findings are in memory at a time; a line may have 16 MiB. */
  private static final int FINDINGS = 16;

  private static final List<TableField<UserIdentityChangeRecord, String>> NAMES =
      List.of(
          USER_IDENTITY_CHANGE.FIRST_NAME,
          USER_IDENTITY_CHANGE.LAST_NAME,
          USER_IDENTITY_CHANGE.EMAIL);

  private static final int MOST_PASSES = 5;

  private final Database database;
  private final PrivacyVault vault;

  public Unsealed(Database database, PrivacyVault vault) {
    this.database = requireNonNull(database, "database is null");
    this.vault = requireNonNull(vault, "vault is null");
  }

  /**
   * Encrypts accounts, first those in findings: accounts of identities tell whether all is done.
   */
  public void seal() {
    DSLContext dsl = database.dsl();
    boolean isPending =
        !dsl.fetchExists(PRIVACY_KEY, PRIVACY_KEY.TEXTS_SEALED_AT.isNotNull()) && haveTexts(dsl);
    if (!isPending && !dsl.fetchExists(USER_IDENTITY_CHANGE, isUnsealed())) {
      return;
    }
    PrivacyKey key = vault.key(dsl);
    for (Table<?> findings : List.of(QUARANTINE, FIELD_WARNING)) {
      // Others may have moved a row to a page that had been read.
      long changed = sealFindings(findings, new Seal(key));
      for (int pass = 1; changed > 0 && pass < MOST_PASSES; pass++) {
        changed = sealFindings(findings, new Seal(key));
      }
    }
    sealIdentities(new Seal(key), new Hashes(key));
    dsl.update(PRIVACY_KEY).set(PRIVACY_KEY.TEXTS_SEALED_AT, DSL.currentInstant()).execute();
  }

  /** Whether there are texts in which a version before this one may have left accounts. */
  static boolean haveTexts(DSLContext dsl) {
    return dsl.fetchExists(USER_IDENTITY_CHANGE)
        || dsl.fetchExists(QUARANTINE, isOfPeople(QUARANTINE))
        || dsl.fetchExists(FIELD_WARNING, isOfPeople(FIELD_WARNING));
  }

  private static Condition isOfPeople(Table<?> findings) {
    return DSL.exists(
        selectOne()
            .from(SOURCE_FILE)
            .where(SOURCE_FILE.SOURCE_FILE_ID.eq(findings.field(QUARANTINE.SOURCE_FILE_ID)))
            .and(SOURCE_FILE.SOURCE.eq("platform"))
            .and(SOURCE_FILE.FILE_NAME.in("users.csv", "sessions.jsonl")));
  }

  /** How many were changed. */
  private long sealFindings(Table<?> findings, Seal seal) {
    long pages =
        database
            .dsl()
            .fetchSingle(
                "select pg_relation_size({0}::regclass) / current_setting('block_size')::bigint",
                val(findings.getSchema().getName() + "." + findings.getName()))
            .get(0, Long.class);
    long changed = 0;
    for (long page = 0; page < pages; page += PAGES) {
      long first = page;
      changed += database.transaction(dsl -> sealFindings(dsl, findings, first, seal));
    }
    return changed;
  }

  private static int sealFindings(DSLContext dsl, Table<?> findings, long first, Seal seal) {
    Field<String> place = field("{0}.ctid", SQLDataType.CLOB, findings).cast(SQLDataType.CLOB);
    Field<String> line = findings.field(QUARANTINE.RAW_LINE);
    Field<String> detail = findings.field(QUARANTINE.DETAIL);
    int changed = 0;
    try (Cursor<Record3<String, String, String>> rows =
        dsl.select(place, line, detail)
            .from(findings)
            .where(
                "{0}.ctid >= {1}::tid and {0}.ctid < {2}::tid",
                findings, page(first), page(first + PAGES))
            .and(isOfPeople(findings))
            .forUpdate()
            .fetchSize(FINDINGS)
            .fetchLazy()) {
      for (Result<Record3<String, String, String>> some = rows.fetchNext(FINDINGS);
          !some.isEmpty();
          some = rows.fetchNext(FINDINGS)) {
        changed += update(dsl, findings, some, seal);
      }
    }
    return changed;
  }

  private static int update(
      DSLContext dsl, Table<?> findings, Result<Record3<String, String, String>> rows, Seal seal) {
    Query update =
        dsl.query(
            "update {0} set raw_line = {1}, detail = {2} where ctid = {3}::tid",
            findings, val(""), val(""), val(""));
    BatchBindStep batch = dsl.batch(update);
    for (Record3<String, String, String> row : rows) {
      String line = seal.sealInRaw(row.value2());
      String detail = seal.sealInRaw(row.value3());
      if (!line.equals(row.value2()) || !detail.equals(row.value3())) {
        batch = batch.bind(line, detail, row.value1());
      }
    }
    if (batch.size() > 0) {
      batch.execute();
    }
    return batch.size();
  }

  private static Field<String> page(long page) {
    return inline("(" + page + ",0)");
  }

  private static Condition isUnsealed() {
    // As the partial index has it.
    return USER_IDENTITY_CHANGE.IBAN.isNotNull().and(DSL.condition("iban NOT LIKE 'v1:%'"));
  }

  private void sealIdentities(Seal seal, Hashes hashes) {
    UserIdentityChangeRecord last = null;
    do {
      UserIdentityChangeRecord after = last;
      last = database.transaction(dsl -> sealIdentities(dsl, after, seal, hashes));
    } while (last != null);
  }

  /** A batch in the order of their key; gives back its last one, and null at the end. */
  private static UserIdentityChangeRecord sealIdentities(
      DSLContext dsl, UserIdentityChangeRecord after, Seal seal, Hashes hashes) {
    var ordered =
        dsl.selectFrom(USER_IDENTITY_CHANGE)
            .orderBy(
                USER_IDENTITY_CHANGE.USER_ID,
                USER_IDENTITY_CHANGE.EFFECTIVE_AT,
                USER_IDENTITY_CHANGE.EFFECTIVE_NANOSECONDS,
                USER_IDENTITY_CHANGE.LOGICAL_DATE);
    Result<UserIdentityChangeRecord> rows =
        after == null
            ? ordered.limit(IDENTITIES).forUpdate().fetch()
            : ordered
                .seek(
                    after.getUserId(),
                    after.getEffectiveAt(),
                    after.getEffectiveNanoseconds(),
                    after.getLogicalDate())
                .limit(IDENTITIES)
                .forUpdate()
                .fetch();
    List<UserIdentityChangeRecord> changed = new ArrayList<>();
    for (UserIdentityChangeRecord row : rows) {
      seal(row, seal, hashes);
      if (row.changed()) {
        changed.add(row);
      }
    }
    dsl.batchUpdate(changed).execute();
    return rows.size() < IDENTITIES ? null : rows.get(rows.size() - 1);
  }

  /** Accounts may also be in names and addresses; the pseudonym is of the address as delivered. */
  private static void seal(UserIdentityChangeRecord row, Seal seal, Hashes hashes) {
    if (row.getIban() != null && !row.getIban().startsWith("v1:")) {
      row.setIban(seal.seal(row.getIban()));
      row.setEmailPseudonym(row.getEmail() == null ? null : hashes.pseudonym(row.getEmail()));
    }
    for (TableField<UserIdentityChangeRecord, String> name : NAMES) {
      String text = row.get(name);
      String sealed = text == null ? null : seal.sealInValue(text);
      if (!Objects.equals(text, sealed)) {
        row.set(name, sealed);
      }
    }
  }
}
