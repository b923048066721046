package ro.wowcinema.pipeline.core.scd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.pipeline.core.scd.TimelineRebuild.EFFECTIVE_AT;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.testing.RandomCases;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

final class SnapshotChangesPropertyTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  private static final Field<Boolean> IS_DELETED = field(name("is_deleted"), SQLDataType.BOOLEAN);
  private static final Field<Boolean> IS_LATEST = field(name("is_latest"), SQLDataType.BOOLEAN);
  private static final Table<Record> SNAPSHOT_CHANGE = table(name("scratch", "snapshot_change"));
  private static final Table<Record> SNAPSHOT_GAP = table(name("scratch", "snapshot_gap"));
  private static final SnapshotTable HISTORY =
      new SnapshotTable(
              SNAPSHOT_CHANGE,
              ScratchDimension.MEMBER,
              EFFECTIVE_AT,
              IS_DELETED,
              IS_LATEST,
              List.of(ScratchDimension.NAME, ScratchDimension.SIZE))
          .withGaps(new SnapshotGaps(SNAPSHOT_GAP, ScratchDimension.MEMBER, EFFECTIVE_AT));

  private static final String WRONGLY_LATEST =
      """
      select member, effective_at from (
        select member, effective_at, is_latest, max(effective_at) over (partition by member) as last
        from scratch.snapshot_change) as c
      where is_latest <> (effective_at = last)
      """;

  @BeforeAll
  static void tables() {
    ScratchDimension.create(warehouse.owner());
    warehouse
        .owner()
        .execute(
            """
            create table if not exists scratch.snapshot_change (
              member int not null, effective_at timestamptz not null, name text, size int,
              is_deleted boolean not null, is_latest boolean not null, primary key (member, effective_at));
            create unique index if not exists one_latest on scratch.snapshot_change (member) where is_latest;
            create table if not exists scratch.snapshot_gap (member int, effective_at timestamptz not null);
            create table if not exists scratch.snapshot (member int primary key, name text, size int)
            """);
  }

  private static void forgetEverything() {
    warehouse
        .dsl()
        .execute(
            "delete from scratch.snapshot_change; delete from scratch.snapshot_gap; delete from scratch.dim_member");
  }

  @Test
  void anyOrderAndRedeliverySaysWhatTheFinalSnapshotsSayInOrder() {
    RandomCases.check(
        80,
        SnapshotChangesPropertyTest::deliveries,
        SnapshotChangesPropertyTest::assertEveryDeliveryLeavesWhatTheModelHas);
  }

  private static void assertEveryDeliveryLeavesWhatTheModelHas(List<SnapshotDelivery> deliveries) {
    forgetEverything();
    NaiveSnapshots model = new NaiveSnapshots();
    for (SnapshotDelivery delivery : deliveries) {
      var before = model.changes();
      model.take(delivery);

      Set<Integer> changed =
          warehouse.database().transaction(tx -> load(tx, delivery, model.after(delivery.day())));

      assertThat(changes(warehouse.dsl())).isEqualTo(model.changes());
      assertThat(warehouse.dsl().fetch(WRONGLY_LATEST)).isEmpty();
      assertThat(changed).containsAll(membersThatDiffer(before, model.changes()));
      assertThat(ScratchDimension.rows(warehouse.dsl()).values())
          .containsExactlyElementsOf(model.dimension());
    }
  }

  /** Few days and members, so that snapshots come late, between others, and again. */
  private static List<SnapshotDelivery> deliveries(Random random) {
    return RandomCases.list(
        random,
        1,
        8,
        delivery ->
            new SnapshotDelivery(
                RandomCases.between(delivery, 1, 4),
                Optional.ofNullable(
                    RandomCases.orNull(delivery, 0.8, SnapshotChangesPropertyTest::content)),
                members(delivery),
                delivery.nextInt(5) == 0));
  }

  private static Set<Integer> members(Random random) {
    return IntStream.rangeClosed(1, 3)
        .filter(member -> random.nextInt(3) == 0)
        .boxed()
        .collect(Collectors.toSet());
  }

  private static Map<Integer, ScratchAttributes> content(Random random) {
    Map<Integer, ScratchAttributes> content = new TreeMap<>();
    for (int member = 1; member <= 3; member++) {
      if (random.nextBoolean()) {
        content.put(member, ScratchAttributes.random(random));
      }
    }
    return content;
  }

  private static Set<Integer> load(DSLContext dsl, SnapshotDelivery delivery, List<Instant> later) {
    Instant at = NaiveSnapshots.startOf(delivery.day());
    noteGaps(dsl, delivery, at);
    SnapshotResult result =
        delivery.content().isPresent()
            ? apply(dsl, delivery.day(), delivery.content().get(), later)
            : SnapshotChanges.withdraw(dsl, HISTORY, at, later);
    Table<?> changed = result.keys();
    TimelineRebuild.of(dsl, ScratchDimension.DIMENSION, changed, presentStates());
    List<Integer> members =
        dsl.select(ScratchDimension.MEMBER).from(changed).fetch(ScratchDimension.MEMBER);
    assertThat(members).doesNotHaveDuplicates();
    return new HashSet<>(members);
  }

  private static void noteGaps(DSLContext dsl, SnapshotDelivery delivery, Instant at) {
    dsl.deleteFrom(SNAPSHOT_GAP).where(EFFECTIVE_AT.eq(at)).execute();
    IntStream.rangeClosed(1, 3)
        .filter(member -> delivery.gaps().contains(member) && delivery.saysNothingOf(member))
        .forEach(
            member ->
                dsl.insertInto(SNAPSHOT_GAP, ScratchDimension.MEMBER, EFFECTIVE_AT)
                    .values(member, at)
                    .execute());
    if (delivery.isGapOfAll() && delivery.content().isPresent()) {
      dsl.insertInto(SNAPSHOT_GAP, EFFECTIVE_AT).values(at).execute();
    }
  }

  private static SnapshotResult apply(
      DSLContext dsl, int day, Map<Integer, ScratchAttributes> content, List<Instant> later) {
    dsl.execute("delete from scratch.snapshot");
    content.forEach(
        (member, traits) ->
            dsl.execute(
                "insert into scratch.snapshot values (?, ?, ?::int)",
                member,
                traits.name(),
                traits.size()));
    Select<?> snapshot =
        select(ScratchDimension.MEMBER, ScratchDimension.NAME, ScratchDimension.SIZE)
            .from(table(name("scratch", "snapshot")));
    return SnapshotChanges.apply(dsl, HISTORY, snapshot, NaiveSnapshots.startOf(day), later);
  }

  private static Select<?> presentStates() {
    return select(
            ScratchDimension.MEMBER,
            EFFECTIVE_AT,
            ScratchDimension.NAME,
            ScratchDimension.SIZE,
            val(null, ScratchDimension.COLOUR).as(ScratchDimension.COLOUR))
        .from(
            table(
                "(select * from scratch.snapshot_change join keys_snapshot_change using (member)) as s"))
        .where(IS_DELETED.isFalse());
  }

  private static SortedMap<Integer, SortedMap<Instant, Optional<ScratchAttributes>>> changes(
      DSLContext dsl) {
    SortedMap<Integer, SortedMap<Instant, Optional<ScratchAttributes>>> states = new TreeMap<>();
    for (Record row : dsl.select(HISTORY.stored()).from(SNAPSHOT_CHANGE).fetch()) {
      ScratchAttributes traits =
          new ScratchAttributes(row.get(ScratchDimension.NAME), row.get(ScratchDimension.SIZE));
      states
          .computeIfAbsent(row.get(ScratchDimension.MEMBER), member -> new TreeMap<>())
          .put(row.get(EFFECTIVE_AT), row.get(IS_DELETED) ? Optional.empty() : Optional.of(traits));
    }
    return NaiveSnapshots.withoutRepetitions(states);
  }

  private static Set<Integer> membersThatDiffer(Map<Integer, ?> before, Map<Integer, ?> after) {
    Set<Integer> members = new HashSet<>(before.keySet());
    members.addAll(after.keySet());
    members.removeIf(
        member -> before.containsKey(member) && before.get(member).equals(after.get(member)));
    return members;
  }
}
