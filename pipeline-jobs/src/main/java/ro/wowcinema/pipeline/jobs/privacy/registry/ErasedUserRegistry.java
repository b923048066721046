package ro.wowcinema.pipeline.jobs.privacy.registry;

import static ro.wowcinema.warehouse.pii.Tables.ERASED_IDENTIFIER;
import static ro.wowcinema.warehouse.pii.Tables.ERASED_USER;
import static ro.wowcinema.warehouse.pii.Tables.USER_IDENTITY_CHANGE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.UserIdText;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Encryption;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hash;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hashes;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyKey;

/**
 * The registry of erased users, as seen from one transaction. Users are held in memory, about fifty
 * bytes each; their other identifiers, which are many more, are looked up.
 */
public final class ErasedUserRegistry {
  private static final int FETCH = 10_000;

  /** Hashes in one lookup; more are looked up in several steps. */
  private static final int MOST_ASKED = 20_000;

  private final DSLContext dsl;
  private final Hashes hashes;
  private final Encryption encryption;
  private final RecordIdentifiers records;
  private final MessageFields messages;
  private final Set<Hash> users = new HashSet<>();

  private ErasedUserRegistry(DSLContext dsl, PrivacyKey key) {
    this.dsl = dsl;
    this.hashes = new Hashes(key);
    this.encryption = new Encryption(key);
    this.records = new RecordIdentifiers(hashes, encryption);
    this.messages = new MessageFields(hashes, encryption);
  }

  public static ErasedUserRegistry read(DSLContext dsl, PrivacyKey key) {
    ErasedUserRegistry people = new ErasedUserRegistry(dsl, key);
    try (Cursor<Record1<byte[]>> rows =
        dsl.select(ERASED_USER.USER_HASH).from(ERASED_USER).fetchSize(FETCH).fetchLazy()) {
      rows.forEach(row -> people.users.add(Hash.of(row.value1())));
    }
    return people;
  }

  boolean isEmpty() {
    return users.isEmpty();
  }

  boolean isErased(String userId) {
    return !users.isEmpty() && users.contains(hashes.user(userId));
  }

  /**
   * Whether a record belongs to an erased user: by its number, or if uncertain by other
   * identifiers.
   */
  public boolean isErased(FileSpec spec, Optional<String> userId, boolean isCertain, String text) {
    return areErased(List.of(new RefusedRecord(spec.fileName(), userId, isCertain, text))).get(0);
  }

  /** The same for several records, in one lookup. */
  public List<Boolean> areErased(List<RefusedRecord> all) {
    if (users.isEmpty()) {
      return all.stream().map(record -> false).toList();
    }
    List<Boolean> areErased = new ArrayList<>();
    List<RecordIdentifiers.Found> waiting = new ArrayList<>();
    Set<Hash> asked = new HashSet<>();
    for (RefusedRecord record : all) {
      RecordIdentifiers.Found found =
          record.isCertain() ? RecordIdentifiers.Found.of(record.person()) : records.of(record);
      waiting.add(found);
      found.hashes().forEach(asked::add);
      if (asked.size() >= MOST_ASKED) {
        areErased.addAll(areErased(waiting, asked));
        waiting.clear();
        asked.clear();
      }
    }
    areErased.addAll(areErased(waiting, asked));
    return areErased;
  }

  private List<Boolean> areErased(List<RecordIdentifiers.Found> found, Set<Hash> asked) {
    Set<Hash> known = registered(asked);
    return found.stream()
        .map(it -> it.isOf(this::isErased, known::contains, this::isKnown))
        .toList();
  }

  /** Whether a user who is not erased has the address. */
  private boolean isKnown(String email) {
    return dsl.fetchExists(
        USER_IDENTITY_CHANGE, USER_IDENTITY_CHANGE.EMAIL_PSEUDONYM.eq(hashes.pseudonym(email)));
  }

  /** Whether a row, such as a check's sample, belongs to an erased user. */
  public boolean isErased(Optional<String> userId, Optional<String> logId) {
    return userId.isPresent()
        ? userId.flatMap(UserIdText::canonical).filter(this::isErased).isPresent()
        : logId
            .map(encryption::decryptWithin)
            .filter(log -> !registered(Set.of(hashes.log(log))).isEmpty())
            .isPresent();
  }

  /** The texts with identifiers of erased users replaced. */
  public List<String> scrubbed(List<String> texts, String replacement) {
    List<List<MessageFields.Place>> places = places(texts);
    List<String> scrubbed = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      scrubbed.add(without(texts.get(i), places.get(i), replacement));
    }
    return scrubbed;
  }

  /** Positions of identifiers of erased users in each text, in order, and not overlapping. */
  public List<List<MessageFields.Place>> places(List<String> texts) {
    List<List<MessageFields.Place>> all = texts.stream().map(messages::of).toList();
    Set<Hash> known =
        registered(
            all.stream()
                .flatMap(List::stream)
                .filter(place -> !place.isUser())
                .map(MessageFields.Place::hash)
                .collect(Collectors.toSet()));
    return all.stream()
        .map(
            places ->
                places.stream()
                    .filter(
                        it -> it.isUser() ? users.contains(it.hash()) : known.contains(it.hash()))
                    .toList())
        .toList();
  }

  private static String without(String text, List<MessageFields.Place> hits, String replacement) {
    StringBuilder result = new StringBuilder();
    int end = 0;
    for (MessageFields.Place hit : hits) {
      result.append(text, end, hit.from()).append(replacement);
      end = hit.to();
    }
    return hits.isEmpty() ? text : result.append(text, end, text.length()).toString();
  }

  private Set<Hash> registered(Set<Hash> asked) {
    if (users.isEmpty() || asked.isEmpty()) {
      return Set.of();
    }
    byte[][] hashesAsked = asked.stream().map(Hash::toBytes).toArray(byte[][]::new);
    return dsl.select(ERASED_IDENTIFIER.IDENTIFIER_HASH)
        .from(ERASED_IDENTIFIER)
        .where(ERASED_IDENTIFIER.IDENTIFIER_HASH.eq(DSL.any(hashesAsked)))
        .fetchSet(row -> Hash.of(row.value1()));
  }

  /**
   * Registers users; a registered user keeps the time of the first erasure, but files are searched
   * again.
   */
  public void addUsers(Collection<Long> userIds, Instant at) {
    for (long userId : userIds) {
      Hash hash = hashes.user(userId);
      users.add(hash);
      dsl.insertInto(ERASED_USER, ERASED_USER.USER_HASH, ERASED_USER.ERASED_AT)
          .values(hash.toBytes(), at)
          .onConflict(ERASED_USER.USER_HASH)
          .doUpdate()
          .setNull(ERASED_USER.FILES_DONE_AT)
          .execute();
    }
  }

  /** Registers their other identifiers. */
  void addIdentifiers(Stream<Hash> found, Instant at) {
    List<Hash> batch = new ArrayList<>();
    found.forEach(
        hash -> {
          batch.add(hash);
          if (batch.size() == FETCH) {
            insert(batch, at);
            batch.clear();
          }
        });
    if (!batch.isEmpty()) {
      insert(batch, at);
    }
  }

  private void insert(List<Hash> batch, Instant at) {
    byte[][] all = batch.stream().map(Hash::toBytes).toArray(byte[][]::new);
    dsl.execute(
        "insert into pii.erased_identifier (identifier_hash, erased_at) select distinct h, {0} from unnest({1}) as h on conflict do nothing",
        DSL.val(at), DSL.val(all));
  }

  public Hashes hashes() {
    return hashes;
  }
}
