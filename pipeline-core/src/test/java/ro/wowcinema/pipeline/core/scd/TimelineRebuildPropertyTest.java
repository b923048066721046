package ro.wowcinema.pipeline.core.scd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.lifecycle.BeforeTry;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.testing.MoreTries;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;
import ro.wowcinema.pipeline.core.testing.WarehouseForProperties;

@AddLifecycleHook(WarehouseForProperties.class)
@AddLifecycleHook(MoreTries.class)
final class TimelineRebuildPropertyTest {
  private static final WarehouseDatabase warehouse = new WarehouseDatabase();
  private static final Instant START = Instant.parse("2026-09-28T00:00:00Z");

  @BeforeProperty
  void tables() {
    ScratchDimension.create(warehouse.owner());
    warehouse
        .owner()
        .execute(
            """
            create table if not exists scratch.member_change (
              delivery int not null, member int not null, effective_at timestamptz not null,
              name text, size int, colour int, primary key (member, effective_at, delivery))
            """);
  }

  @BeforeTry
  void nothingKnown() {
    warehouse.dsl().execute("delete from scratch.member_change; delete from scratch.dim_member");
  }

  @Property(tries = 40, seed = "1")
  void everyBatchLeavesWhatTheModelHas(@ForAll("batches") List<List<MemberDelivery>> batches) {
    NaiveHistory model = new NaiveHistory();
    for (List<MemberDelivery> batch : batches) {
      Map<Long, Version> before = ScratchDimension.rows(warehouse.dsl());
      batch.forEach(model::take);

      Rebuilt rebuilt = warehouse.database().transaction(tx -> load(tx, batch));

      Map<Long, Version> after = ScratchDimension.rows(warehouse.dsl());
      assertThat(after.values()).containsExactlyElementsOf(model.dimension());
      assertThat(keysThatSurvive(after, before)).isEqualTo(keysThatSurvive(before, after));
      assertThat(rebuilt.versions())
          .containsExactlyInAnyOrderElementsOf(differences(before, after, Version::traits));
      assertThat(rebuilt.rowsWritten())
          .isEqualTo(differences(before, after, Function.identity()).size());
    }
  }

  /** Deliveries in any order; few numbers, members and instants, so that they often meet. */
  @Provide
  Arbitrary<List<List<MemberDelivery>>> batches() {
    Arbitrary<Traits> traits =
        Combinators.combine(
                Arbitraries.of("a", "b").injectNull(0.2),
                Arbitraries.integers().between(1, 2).injectNull(0.2))
            .as(Traits::new);
    Arbitrary<MemberDelivery.Change> change =
        Combinators.combine(
                Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(0, 5).map(hours -> START.plusSeconds(3600L * hours)),
                traits,
                Arbitraries.integers().between(1, 3).injectNull(0.2))
            .as(MemberDelivery.Change::new);
    Arbitrary<MemberDelivery> delivery =
        Combinators.combine(Arbitraries.integers().between(1, 4), change.list().ofMaxSize(6))
            .as(MemberDelivery::new);
    return delivery
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .flatMap(TimelineRebuildPropertyTest::withReplays);
  }

  /** The same batches again after the last, in any order: replays, and ways back to what was. */
  private static Arbitrary<List<List<MemberDelivery>>> withReplays(
      List<List<MemberDelivery>> batches) {
    return Arbitraries.of(batches)
        .list()
        .ofMaxSize(2)
        .map(again -> Stream.concat(batches.stream(), again.stream()).toList());
  }

  private record Rebuilt(List<Version.Id> versions, long rowsWritten) {}

  private static Rebuilt load(DSLContext dsl, List<MemberDelivery> batch) {
    dsl.execute("create temporary table touched (member int) on commit drop");
    for (MemberDelivery delivery : batch) {
      touch(dsl, delivery.number());
      dsl.execute("delete from scratch.member_change where delivery = ?", delivery.number());
      insert(dsl, delivery);
      touch(dsl, delivery.number());
    }
    Table<?> touched =
        TempTables.create(
            dsl, "each_once", dsl.selectDistinct(ScratchDimension.MEMBER).from(table("touched")));
    Scd2Changes changes = TimelineRebuild.of(dsl, ScratchDimension.DIMENSION, touched, history());
    return new Rebuilt(
        dsl.fetch("select member, valid_from from changed_dim_member")
            .map(
                row ->
                    new Version.Id(
                        row.get("member", Integer.class), row.get("valid_from", Instant.class))),
        changes.rowsWritten());
  }

  private static void touch(DSLContext dsl, int delivery) {
    dsl.execute(
        "insert into touched select member from scratch.member_change where delivery = ?",
        delivery);
  }

  private static void insert(DSLContext dsl, MemberDelivery delivery) {
    Map<Version.Id, MemberDelivery.Change> lastOfEach = new LinkedHashMap<>();
    delivery
        .changes()
        .forEach(change -> lastOfEach.put(new Version.Id(change.member(), change.at()), change));
    for (MemberDelivery.Change change : lastOfEach.values()) {
      dsl.execute(
          "insert into scratch.member_change values (?, ?, ?::timestamptz, ?, ?::int, ?::int)",
          delivery.number(),
          change.member(),
          change.at().toString(),
          change.traits().name(),
          change.traits().size(),
          change.colour());
    }
  }

  private static Select<?> history() {
    return select(
            ScratchDimension.MEMBER,
            TimelineRebuild.EFFECTIVE_AT,
            ScratchDimension.NAME,
            ScratchDimension.SIZE,
            ScratchDimension.COLOUR)
        .from(
            table(
                """
                (select distinct on (member, effective_at) member, effective_at, name, size,
                   first_value(colour) over (partition by member order by effective_at desc, delivery desc) as colour
                 from scratch.member_change join each_once using (member)
                 order by member, effective_at, delivery desc) as said
                """));
  }

  private static Map<Version.Id, Long> keysThatSurvive(
      Map<Long, Version> rows, Map<Long, Version> others) {
    Set<Version.Id> there = others.values().stream().map(Version::id).collect(Collectors.toSet());
    return rows.entrySet().stream()
        .filter(row -> there.contains(row.getValue().id()))
        .collect(Collectors.toMap(row -> row.getValue().id(), Map.Entry::getKey));
  }

  /** Versions that came, went, or differ in this respect. */
  private static Set<Version.Id> differences(
      Map<Long, Version> before, Map<Long, Version> after, Function<Version, ?> aspect) {
    Map<Version.Id, Object> was = by(before, aspect);
    Map<Version.Id, Object> is = by(after, aspect);
    Set<Version.Id> all = new HashSet<>(was.keySet());
    all.addAll(is.keySet());
    all.removeIf(id -> was.containsKey(id) && is.containsKey(id) && was.get(id).equals(is.get(id)));
    return all;
  }

  private static Map<Version.Id, Object> by(Map<Long, Version> rows, Function<Version, ?> aspect) {
    Map<Version.Id, Object> result = new HashMap<>();
    rows.values().forEach(version -> result.put(version.id(), aspect.apply(version)));
    return result;
  }
}
