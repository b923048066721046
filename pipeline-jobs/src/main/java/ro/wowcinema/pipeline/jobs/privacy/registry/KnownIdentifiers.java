package ro.wowcinema.pipeline.jobs.privacy.registry;

import static ro.wowcinema.warehouse.cleansed.Tables.SESSION_RECORD;
import static ro.wowcinema.warehouse.pii.Tables.USER_IDENTITY_CHANGE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Encryption;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hash;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hashes;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Ibans;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyKey;

/**
 * Identifiers of users in the warehouse, beside their number, as keyed hashes. An identifier that
 * another user has as well, such as the address of a family, identifies nobody and is omitted;
 * spellings are normalised as for the hash.
 */
public final class KnownIdentifiers {
  private static final int FETCH = 1000;

  /** Most words of another user's name that are compared; further words are ignored. */
  private static final int MOST_WORDS = 8;

  private final DSLContext dsl;
  private final Hashes hashes;
  private final Encryption encryption;

  public KnownIdentifiers(DSLContext dsl, PrivacyKey key) {
    this.dsl = dsl;
    this.hashes = new Hashes(key);
    this.encryption = new Encryption(key);
  }

  /** Adds the identifiers to the registry. */
  public void register(Collection<Long> userIds, ErasedUserRegistry registry, Instant at) {
    try (Stream<Hash> logs = logs(userIds)) {
      registry.addIdentifiers(logs, at);
    }
    registry.addIdentifiers(identities(userIds), at);
  }

  /** Passes each identifier to the consumer. */
  public void forEach(Collection<Long> userIds, Consumer<Hash> consumer) {
    try (Stream<Hash> logs = logs(userIds)) {
      logs.forEach(consumer);
    }
    identities(userIds).forEach(consumer);
  }

  private Stream<Hash> logs(Collection<Long> userIds) {
    var another = SESSION_RECORD.as("another");
    return dsl.selectDistinct(SESSION_RECORD.LOG_ID)
        .from(SESSION_RECORD)
        .where(SESSION_RECORD.USER_ID.in(userIds))
        .and(
            DSL.notExists(
                DSL.selectOne()
                    .from(another)
                    .where(another.LOG_ID.eq(SESSION_RECORD.LOG_ID))
                    .and(another.USER_ID.notIn(userIds))))
        .fetchSize(FETCH)
        .fetchStream()
        .map(row -> hashes.log(plain(row.value1())));
  }

  private Stream<Hash> identities(Collection<Long> userIds) {
    Map<String, Set<Hash>> own = new HashMap<>();
    try (Stream<Record> rows = rows(USER_IDENTITY_CHANGE.USER_ID.in(userIds))) {
      rows.forEach(row -> add(row, own));
    }
    if (!own.isEmpty()) {
      // In one pass, because the database cannot compare encrypted or normalised values.
      try (Stream<Record> others = rows(USER_IDENTITY_CHANGE.USER_ID.notIn(userIds))) {
        others.forEach(row -> own.keySet().removeAll(matches(row)));
      }
    }
    return own.values().stream().flatMap(Set::stream).distinct();
  }

  private Stream<Record> rows(Condition condition) {
    return dsl.selectFrom(USER_IDENTITY_CHANGE).where(condition).fetchSize(FETCH).fetchStream();
  }

  /** Adds the identifiers of the row's user, each under the value that another user may share. */
  private void add(Record row, Map<String, Set<Hash>> own) {
    if (row.get(USER_IDENTITY_CHANGE.EMAIL) != null) {
      String email = plain(row.get(USER_IDENTITY_CHANGE.EMAIL));
      identifiers(own, email(email)).add(hashes.email(email));
    }
    for (String account : accounts(row)) {
      identifiers(own, account(account)).add(hashes.iban(account));
    }
    String first = plain(row.get(USER_IDENTITY_CHANGE.FIRST_NAME));
    String last = plain(row.get(USER_IDENTITY_CHANGE.LAST_NAME));
    List<String> words = NameWords.ofPerson(first, last);
    boolean isPair = NameWords.isName(first) && NameWords.isName(last);
    if (!words.isEmpty()) {
      identifiers(own, name(words)).add(hashes.name(words));
    }
    if (isPair) {
      identifiers(own, name(NameWords.of(first + " " + last))).add(hashes.name(first, last));
    }
  }

  /** The values by which a record of the row's user would be matched. */
  private List<String> matches(Record row) {
    List<String> matches = new ArrayList<>();
    if (row.get(USER_IDENTITY_CHANGE.EMAIL) != null) {
      matches.add(email(plain(row.get(USER_IDENTITY_CHANGE.EMAIL))));
    }
    accounts(row).forEach(account -> matches.add(account(account)));
    List<String> words =
        NameWords.of(
            plain(row.get(USER_IDENTITY_CHANGE.FIRST_NAME))
                + " "
                + plain(row.get(USER_IDENTITY_CHANGE.LAST_NAME)));
    matches.add(name(words));
    // A record with middle names matches each name that it contains.
    NameWords.names(words.subList(0, Math.min(words.size(), MOST_WORDS)))
        .forEach(name -> matches.add(name(name)));
    return matches;
  }

  private List<String> accounts(Record row) {
    List<String> accounts = new ArrayList<>();
    if (row.get(USER_IDENTITY_CHANGE.IBAN) != null) {
      accounts.add(Ibans.normal(plain(row.get(USER_IDENTITY_CHANGE.IBAN))));
    }
    for (String name :
        List.of(
            plain(row.get(USER_IDENTITY_CHANGE.FIRST_NAME)),
            plain(row.get(USER_IDENTITY_CHANGE.LAST_NAME)))) {
      Ibans.inValue(name).forEach(account -> accounts.add(account.account()));
    }
    return accounts;
  }

  private static Set<Hash> identifiers(Map<String, Set<Hash>> own, String shared) {
    return own.computeIfAbsent(shared, it -> new HashSet<>());
  }

  private static String email(String email) {
    return "email:" + Hashes.normalEmail(email);
  }

  private static String account(String account) {
    return "account:" + account;
  }

  private static String name(List<String> words) {
    return "name:" + words.stream().sorted().collect(Collectors.joining(" "));
  }

  private String plain(String text) {
    return text == null ? "" : encryption.decryptWithin(text);
  }
}
