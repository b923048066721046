package ro.wowcinema.pipeline.jobs.privacy.erasure;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static ro.wowcinema.warehouse.pii.Tables.ERASED_USER;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.load.contract.UserIdText;
import ro.wowcinema.pipeline.jobs.privacy.PersonalTables;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hash;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hashes;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;

/** Finds users that are neither in the database nor in the registry of erased users. */
final class UnknownUsers {
  private static final List<String> FINDINGS = List.of("ops.quarantine", "ops.field_warning");

  private final DSLContext dsl;
  private final PrivacyVault vault;

  UnknownUsers(DSLContext dsl, PrivacyVault vault) {
    this.dsl = dsl;
    this.vault = vault;
  }

  /** The users of the list that are unknown, in order. */
  List<Long> unknown(Collection<Long> userIds) {
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

  /** Numbers are text in staging and in refused records, in any notation. */
  private Set<Long> known(String path, String column, Set<Long> asked) {
    if (asked.isEmpty()) {
      return Set.of();
    }
    boolean isText = path.startsWith("staging.") || path.startsWith("ops.");
    return isText ? knownTexts(path, column, asked) : knownNumbers(path, column, asked);
  }

  private Set<Long> knownNumbers(String path, String column, Set<Long> asked) {
    return dsl.fetch(
            "select distinct {1} from {0} where {1} = any ({2})",
            table(path), field(column), DSL.val(asked.toArray(Long[]::new)))
        .intoSet(0, Long.class);
  }

  /** Compares plain digits in the database, and interprets only the few other notations. */
  private Set<Long> knownTexts(String path, String column, Set<Long> asked) {
    return dsl
        .fetch(
            "select distinct {1} from {0} where {1} = any ({2}) or {1} !~ '^[1-9][0-9]*$'",
            table(path),
            field(column),
            DSL.val(asked.stream().map(String::valueOf).toArray(String[]::new)))
        .getValues(0, String.class)
        .stream()
        .map(UserIdText::canonical)
        .flatMap(Optional::stream)
        .map(Long::valueOf)
        .filter(asked::contains)
        .collect(Collectors.toSet());
  }

  private Set<Long> erased(Set<Long> asked) {
    // A database without a key has erased nobody; this lookup must not create one.
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
