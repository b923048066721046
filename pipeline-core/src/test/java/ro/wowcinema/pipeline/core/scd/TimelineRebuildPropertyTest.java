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
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.testing.RandomCases;
import ro.wowcinema.pipeline.core.testing.WarehouseDatabase;

final class TimelineRebuildPropertyTest {
  @RegisterExtension static final WarehouseDatabase warehouse = new WarehouseDatabase();
  private static final Instant START = Instant.parse("2026-09-28T00:00:00Z");

  @BeforeAll
  static void tables() {
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

  private static void forgetEverything() {
    warehouse.dsl().execute("delete from scratch.member_change; delete from scratch.dim_member");
  }

  @Test
  void everyBatchLeavesWhatTheModelHas() {
    RandomCases.check(
        40,
        TimelineRebuildPropertyTest::batches,
        TimelineRebuildPropertyTest::assertEveryBatchLeavesWhatTheModelHas);
  }

  private static void assertEveryBatchLeavesWhatTheModelHas(List<List<MemberDelivery>> batches) {
    forgetEverything();
    NaiveHistory model = new NaiveHistory();
    for (List<MemberDelivery> batch : batches) {
      Map<Long, ScratchVersion> before = ScratchDimension.rows(warehouse.dsl());
      batch.forEach(model::take);

      Rebuilt rebuilt = warehouse.database().transaction(tx -> load(tx, batch));

      Map<Long, ScratchVersion> after = ScratchDimension.rows(warehouse.dsl());
      assertThat(after.values()).containsExactlyElementsOf(model.dimension());
      assertThat(keysThatSurvive(after, before)).isEqualTo(keysThatSurvive(before, after));
      assertThat(rebuilt.versions())
          .containsExactlyInAnyOrderElementsOf(differences(before, after, ScratchVersion::traits));
      assertThat(rebuilt.rowsWritten())
          .isEqualTo(differences(before, after, Function.identity()).size());
    }
  }

  /** Deliveries in any order; few numbers, members and instants, so that they often meet. */
  private static List<List<MemberDelivery>> batches(Random random) {
    List<List<MemberDelivery>> batches =
        RandomCases.list(
            random,
            1,
            5,
            batch -> RandomCases.list(batch, 1, 3, TimelineRebuildPropertyTest::delivery));
    return withReplays(random, batches);
  }

  private static MemberDelivery delivery(Random random) {
    return new MemberDelivery(
        RandomCases.between(random, 1, 4),
        RandomCases.list(random, 0, 6, TimelineRebuildPropertyTest::change));
  }

  private static MemberDelivery.Change change(Random random) {
    return new MemberDelivery.Change(
        RandomCases.between(random, 1, 3),
        START.plusSeconds(3600L * RandomCases.between(random, 0, 5)),
        ScratchAttributes.random(random),
        RandomCases.orNull(random, 0.8, colour -> RandomCases.between(colour, 1, 3)));
  }

  /** The same batches again after the last, in any order: replays, and ways back to what was. */
  private static List<List<MemberDelivery>> withReplays(
      Random random, List<List<MemberDelivery>> batches) {
    List<List<MemberDelivery>> again =
        RandomCases.list(random, 0, 2, replay -> batches.get(replay.nextInt(batches.size())));
    return Stream.concat(batches.stream(), again.stream()).toList();
  }

  private record Rebuilt(List<ScratchVersion.Id> versions, long rowsWritten) {}

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
                    new ScratchVersion.Id(
                        row.get("member", Integer.class), row.get("valid_from", Instant.class))),
        changes.rowsWritten());
  }

  private static void touch(DSLContext dsl, int delivery) {
    dsl.execute(
        "insert into touched select member from scratch.member_change where delivery = ?",
        delivery);
  }

  private static void insert(DSLContext dsl, MemberDelivery delivery) {
    Map<ScratchVersion.Id, MemberDelivery.Change> lastOfEach = new LinkedHashMap<>();
    delivery
        .changes()
        .forEach(
            change -> lastOfEach.put(new ScratchVersion.Id(change.member(), change.at()), change));
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

  private static Map<ScratchVersion.Id, Long> keysThatSurvive(
      Map<Long, ScratchVersion> rows, Map<Long, ScratchVersion> others) {
    Set<ScratchVersion.Id> there =
        others.values().stream().map(ScratchVersion::id).collect(Collectors.toSet());
    return rows.entrySet().stream()
        .filter(row -> there.contains(row.getValue().id()))
        .collect(Collectors.toMap(row -> row.getValue().id(), Map.Entry::getKey));
  }

  /** Versions that came, went, or differ in this respect. */
  private static Set<ScratchVersion.Id> differences(
      Map<Long, ScratchVersion> before,
      Map<Long, ScratchVersion> after,
      Function<ScratchVersion, ?> aspect) {
    Map<ScratchVersion.Id, Object> was = by(before, aspect);
    Map<ScratchVersion.Id, Object> is = by(after, aspect);
    Set<ScratchVersion.Id> all = new HashSet<>(was.keySet());
    all.addAll(is.keySet());
    all.removeIf(id -> was.containsKey(id) && is.containsKey(id) && was.get(id).equals(is.get(id)));
    return all;
  }

  private static Map<ScratchVersion.Id, Object> by(
      Map<Long, ScratchVersion> rows, Function<ScratchVersion, ?> aspect) {
    Map<ScratchVersion.Id, Object> result = new HashMap<>();
    rows.values().forEach(version -> result.put(version.id(), aspect.apply(version)));
    return result;
  }
}
