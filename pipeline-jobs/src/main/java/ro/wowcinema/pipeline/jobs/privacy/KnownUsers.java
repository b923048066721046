package ro.wowcinema.pipeline.jobs.privacy;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static ro.wowcinema.warehouse.pii.Tables.ERASED_USER;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Whom the database or the registry of erased users knows. */
final class KnownUsers {
  private static final List<String> FINDINGS = List.of("ops.quarantine", "ops.field_warning");

  private final DSLContext dsl;
  private final PrivacyVault vault;

  KnownUsers(DSLContext dsl, PrivacyVault vault) {
    this.dsl = dsl;
    this.vault = vault;
  }

  /** Those of them that neither knows, in order. */
  List<Long> strangers(Collection<Long> userIds) {
    Set<Long> left = new TreeSet<>(userIds);
    for (PersonalTables.PersonalTable personal : PersonalTables.withUser(dsl)) {
      left.removeAll(known(personal.path(), "user_id", left));
    }
    for (String findings : FINDINGS) {
      left.removeAll(known(findings, "person", left));
    }
    if (!left.isEmpty()) {
      left.removeAll(erased(left));
    }
    return new ArrayList<>(left);
  }

  /** Numbers are text in staging and of refused records, and there in any notation. */
  private Set<Long> known(String path, String column, Set<Long> asked) {
    String[] texts = asked.stream().map(String::valueOf).toArray(String[]::new);
    boolean isNumber = !path.startsWith("staging.") && !path.startsWith("ops.");
    return asked.isEmpty()
        ? Set.of()
        : dsl.fetch(
                isNumber
                    ? "select distinct {1} from {0} where {1} = any ({2}::bigint[])"
                    : "select distinct ltrim({1}, '0+')::bigint from {0} where ltrim({1}, '0+') = any ({2})",
                table(path),
                field(column),
                DSL.val(texts))
            .intoSet(0, Long.class);
  }

  private Set<Long> erased(Set<Long> asked) {
    // A database that never had a key erased nobody; it gets none by being asked.
    if (!dsl.fetchExists(ERASED_USER)) {
      return Set.of();
    }
    Hashes hashes = new Hashes(vault.key(dsl));
    Map<Hash, Long> byHash = asked.stream().collect(Collectors.toMap(hashes::user, user -> user));
    byte[][] all = byHash.keySet().stream().map(Hash::toBytes).toArray(byte[][]::new);
    return dsl.select(ERASED_USER.USER_HASH)
        .from(ERASED_USER)
        .where(ERASED_USER.USER_HASH.eq(DSL.any(all)))
        .fetchSet(row -> byHash.get(Hash.of(row.value1())));
  }
}
