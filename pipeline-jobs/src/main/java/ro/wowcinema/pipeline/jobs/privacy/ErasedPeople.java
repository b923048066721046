package ro.wowcinema.pipeline.jobs.privacy;

import static ro.wowcinema.warehouse.pii.Tables.ERASED_IDENTIFIER;
import static ro.wowcinema.warehouse.pii.Tables.ERASED_USER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.impl.DSL;

/**
 * The registry of those who were erased, as seen from one transaction. Users are held in memory,
 * some fifty bytes each; their other identifiers, which are many more, are looked up.
 */
final class ErasedPeople {
  private static final int FETCH = 10_000;

  private final DSLContext dsl;
  private final Hashes hashes;
  private final Identifiers identifiers;
  private final Set<Hash> users = new HashSet<>();

  private ErasedPeople(DSLContext dsl, PrivacyKey key) {
    this.dsl = dsl;
    this.hashes = new Hashes(key);
    this.identifiers = new Identifiers(hashes, new Seal(key));
  }

  static ErasedPeople read(DSLContext dsl, PrivacyKey key) {
    ErasedPeople people = new ErasedPeople(dsl, key);
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
   * Whether a record is of an erased user: by its number, or where that is uncertain by the rest.
   */
  boolean isErased(Optional<String> userId, boolean isCertain, String text) {
    return areErased(List.of(new RefusedRecord(userId, isCertain, text))).get(0);
  }

  /** The same of several, in one look at the registry. */
  List<Boolean> areErased(List<RefusedRecord> records) {
    if (users.isEmpty()) {
      return records.stream().map(record -> false).toList();
    }
    List<List<Identifiers.Candidate>> all =
        records.stream()
            .map(
                it -> it.isCertain() ? List.<Identifiers.Candidate>of() : identifiers.of(it.text()))
            .toList();
    Set<Hash> known = known(all);
    return IntStream.range(0, all.size())
        .mapToObj(
            i ->
                records.get(i).person().filter(this::isErased).isPresent()
                    || all.get(i).stream().anyMatch(it -> known.contains(it.hash())))
        .toList();
  }

  /** The texts without what identifies erased users. */
  List<String> scrubbed(List<String> texts, String replacement) {
    List<List<Identifiers.Candidate>> places = places(texts);
    List<String> scrubbed = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      scrubbed.add(without(texts.get(i), places.get(i), replacement));
    }
    return scrubbed;
  }

  /** Where in each text erased users are identified, in order, and not overlapping. */
  List<List<Identifiers.Candidate>> places(List<String> texts) {
    List<List<Identifiers.Candidate>> all = texts.stream().map(identifiers::of).toList();
    Set<Hash> known = known(all);
    return all.stream().map(candidates -> hits(candidates, known)).toList();
  }

  private static List<Identifiers.Candidate> hits(
      List<Identifiers.Candidate> candidates, Set<Hash> known) {
    List<Identifiers.Candidate> hits = new ArrayList<>();
    int end = 0;
    for (Identifiers.Candidate candidate :
        candidates.stream()
            .filter(it -> known.contains(it.hash()))
            .sorted(
                Comparator.comparingInt(Identifiers.Candidate::from)
                    .thenComparing(Identifiers.Candidate::to, Comparator.reverseOrder()))
            .toList()) {
      if (candidate.from() >= end) {
        hits.add(candidate);
        end = candidate.to();
      }
    }
    return hits;
  }

  private static String without(String text, List<Identifiers.Candidate> hits, String replacement) {
    StringBuilder result = new StringBuilder();
    int end = 0;
    for (Identifiers.Candidate hit : hits) {
      result.append(text, end, hit.from()).append(replacement);
      end = hit.to();
    }
    return hits.isEmpty() ? text : result.append(text, end, text.length()).toString();
  }

  private Set<Hash> known(List<List<Identifiers.Candidate>> all) {
    Set<Hash> known = new HashSet<>();
    Set<Hash> asked = new HashSet<>();
    for (Identifiers.Candidate candidate : all.stream().flatMap(List::stream).toList()) {
      if (!candidate.isUser()) {
        asked.add(candidate.hash());
      } else if (users.contains(candidate.hash())) {
        known.add(candidate.hash());
      }
    }
    if (!users.isEmpty() && !asked.isEmpty()) {
      byte[][] hashesAsked = asked.stream().map(Hash::toBytes).toArray(byte[][]::new);
      dsl.select(ERASED_IDENTIFIER.IDENTIFIER_HASH)
          .from(ERASED_IDENTIFIER)
          .where(ERASED_IDENTIFIER.IDENTIFIER_HASH.eq(DSL.any(hashesAsked)))
          .forEach(row -> known.add(Hash.of(row.value1())));
    }
    return known;
  }

  /**
   * Registers users; who is registered already stays so, since when he was, but files are looked at
   * again.
   */
  void addUsers(Collection<Long> userIds, Instant at) {
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

  /** Registers what else identifies them. */
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

  Hashes hashes() {
    return hashes;
  }
}
