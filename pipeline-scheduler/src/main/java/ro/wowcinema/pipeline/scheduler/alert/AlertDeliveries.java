package ro.wowcinema.pipeline.scheduler.alert;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.warehouse.ops.Tables.ALERT;
import static ro.wowcinema.warehouse.ops.Tables.ALERT_DELIVERY;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import ro.wowcinema.warehouse.ops.tables.AlertDelivery;

/**
 * The delivery state of alerts on one channel. Each alert waits until it is delivered or withdrawn;
 * once all alerts of one message are resolved, each waits again until the resolution is delivered.
 */
final class AlertDeliveries {
  private final DSLContext dsl;
  private final String channel;

  AlertDeliveries(DSLContext dsl, String channel) {
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.channel = requireNonNull(channel, "channel is null");
  }

  /**
   * An alert to send.
   *
   * @param isResolution whether to send that it is resolved, after its occurrence was sent
   * @param attempts how often sending was tried
   */
  record Due(RaisedAlert alert, boolean isResolution, int attempts) {}

  /**
   * Creates the deliveries of every alert that is not older than the patience; older ones were
   * raised before the channel was configured.
   */
  void prepare(Instant now, Duration patience) {
    dsl.insertInto(
            ALERT_DELIVERY,
            ALERT_DELIVERY.ALERT_ID,
            ALERT_DELIVERY.CHANNEL,
            ALERT_DELIVERY.NEXT_ATTEMPT_AT)
        .select(
            select(ALERT.ALERT_ID, inline(channel), val(now))
                .from(ALERT)
                .where(ALERT.RAISED_AT.gt(now.minus(patience))))
        .onConflictDoNothing()
        .execute();
  }

  /** Withdraws alerts that are no longer worth reading, and queues resolutions. */
  void settle(Instant now, Duration patience) {
    assumeInterruptedArrived();
    withdrawResolved(now);
    withdrawResolutionsOfRaisedAgain(now);
    beginResolutions(now, patience);
  }

  /**
   * Where a node died while it sent, people may have been notified: so they receive the resolution
   * too.
   */
  private void assumeInterruptedArrived() {
    dsl.update(ALERT_DELIVERY)
        .set(ALERT_DELIVERY.DELIVERED_AT, ALERT_DELIVERY.SENDING_SINCE)
        .setNull(ALERT_DELIVERY.NEXT_ATTEMPT_AT)
        .setNull(ALERT_DELIVERY.SENDING_SINCE)
        .from(ALERT)
        .where(isOf(ALERT_DELIVERY))
        .and(ALERT_DELIVERY.DELIVERED_AT.isNull())
        .and(ALERT_DELIVERY.SENDING_SINCE.isNotNull())
        .and(ALERT.RESOLVED_AT.isNotNull())
        .execute();
  }

  private void withdrawResolved(Instant now) {
    dsl.update(ALERT_DELIVERY)
        .set(ALERT_DELIVERY.WITHDRAWN_AT, now)
        .setNull(ALERT_DELIVERY.NEXT_ATTEMPT_AT)
        .from(ALERT)
        .where(isOf(ALERT_DELIVERY))
        .and(ALERT_DELIVERY.DELIVERED_AT.isNull())
        .and(ALERT_DELIVERY.NEXT_ATTEMPT_AT.isNotNull())
        .and(ALERT.RESOLVED_AT.isNotNull())
        .execute();
  }

  /** A run that failed again is not said to have succeeded; the newer alert will end, too. */
  private void withdrawResolutionsOfRaisedAgain(Instant now) {
    var newer = ALERT.as("newer");
    dsl.update(ALERT_DELIVERY)
        .set(ALERT_DELIVERY.WITHDRAWN_AT, now)
        .setNull(ALERT_DELIVERY.NEXT_ATTEMPT_AT)
        .from(ALERT, newer)
        .where(isOf(ALERT_DELIVERY))
        .and(newer.DAG.eq(ALERT.DAG))
        .and(newer.LOGICAL_DATE.eq(ALERT.LOGICAL_DATE))
        .and(newer.KIND.eq(ALERT.KIND))
        .and(newer.RESOLVED_AT.isNull())
        .and(ALERT_DELIVERY.DELIVERED_AT.isNotNull())
        .and(ALERT_DELIVERY.NEXT_ATTEMPT_AT.isNotNull())
        .execute();
  }

  private void beginResolutions(Instant now, Duration patience) {
    AlertDelivery other = ALERT_DELIVERY.as("other");
    var delivered = ALERT.as("delivered");
    dsl.update(ALERT_DELIVERY)
        .set(ALERT_DELIVERY.NEXT_ATTEMPT_AT, now)
        .set(ALERT_DELIVERY.ATTEMPTS, 0)
        .from(ALERT)
        .where(isOf(ALERT_DELIVERY))
        .and(ALERT_DELIVERY.DELIVERED_AT.isNotNull())
        .and(ALERT_DELIVERY.NEXT_ATTEMPT_AT.isNull())
        .and(ALERT_DELIVERY.RESOLUTION_DELIVERED_AT.isNull())
        .and(ALERT_DELIVERY.WITHDRAWN_AT.isNull())
        // With an error it was tried, and given up.
        .and(ALERT_DELIVERY.LAST_ERROR.isNull())
        .and(ALERT.RESOLVED_AT.gt(now.minus(patience)))
        .and(
            notExists(
                selectOne()
                    .from(other)
                    .join(delivered)
                    .on(delivered.ALERT_ID.eq(other.ALERT_ID))
                    .where(other.CHANNEL.eq(channel))
                    .and(other.MESSAGE_ID.eq(ALERT_DELIVERY.MESSAGE_ID))
                    .and(delivered.RESOLVED_AT.isNull())))
        .execute();
  }

  /** What to send now, the oldest first. */
  List<Due> due(Instant now) {
    return dsl.select(ALERT.asterisk(), ALERT_DELIVERY.ATTEMPTS, ALERT_DELIVERY.DELIVERED_AT)
        .from(ALERT_DELIVERY)
        .join(ALERT)
        .on(isOf(ALERT_DELIVERY))
        .where(ALERT_DELIVERY.NEXT_ATTEMPT_AT.le(now))
        .orderBy(ALERT.ALERT_ID)
        .fetch(
            row ->
                new Due(
                    StoredAlerts.alert(row),
                    row.get(ALERT_DELIVERY.DELIVERED_AT) != null,
                    row.get(ALERT_DELIVERY.ATTEMPTS)));
  }

  /** Records that one message of these is sent from now on. */
  void begin(List<Due> message, Instant now) {
    Long first = message.get(0).alert().id();
    dsl.update(ALERT_DELIVERY)
        .set(ALERT_DELIVERY.SENDING_SINCE, now)
        .set(
            ALERT_DELIVERY.MESSAGE_ID,
            message.get(0).isResolution()
                ? ALERT_DELIVERY.MESSAGE_ID
                : val(first, ALERT_DELIVERY.MESSAGE_ID))
        .set(ALERT_DELIVERY.ATTEMPTS, ALERT_DELIVERY.ATTEMPTS.plus(1))
        .where(isAmong(message))
        .execute();
  }

  /** The channel took it; and so it may take what it did not take before. */
  void recordDelivery(List<Due> message, Instant now) {
    boolean isResolution = message.get(0).isResolution();
    dsl.update(ALERT_DELIVERY)
        .set(
            ALERT_DELIVERY.DELIVERED_AT,
            coalesce(ALERT_DELIVERY.DELIVERED_AT, val(now, ALERT_DELIVERY.DELIVERED_AT)))
        .set(
            ALERT_DELIVERY.RESOLUTION_DELIVERED_AT,
            isResolution
                ? val(now, ALERT_DELIVERY.RESOLUTION_DELIVERED_AT)
                : ALERT_DELIVERY.RESOLUTION_DELIVERED_AT)
        .setNull(ALERT_DELIVERY.NEXT_ATTEMPT_AT)
        .setNull(ALERT_DELIVERY.SENDING_SINCE)
        .setNull(ALERT_DELIVERY.LAST_ERROR)
        .where(isAmong(message))
        .execute();
    dsl.update(ALERT_DELIVERY)
        .set(ALERT_DELIVERY.NEXT_ATTEMPT_AT, now)
        .where(ALERT_DELIVERY.CHANNEL.eq(channel))
        .and(ALERT_DELIVERY.NEXT_ATTEMPT_AT.gt(now))
        .execute();
  }

  /**
   * The channel did not take it.
   *
   * @param nextAttempt when to try again; null: never
   */
  void recordFailure(List<Due> message, String error, Function<Due, Instant> nextAttempt) {
    for (Due due : message) {
      dsl.update(ALERT_DELIVERY)
          .set(ALERT_DELIVERY.NEXT_ATTEMPT_AT, nextAttempt.apply(due))
          .set(
              ALERT_DELIVERY.MESSAGE_ID,
              due.isResolution() ? ALERT_DELIVERY.MESSAGE_ID : val(null, ALERT_DELIVERY.MESSAGE_ID))
          .setNull(ALERT_DELIVERY.SENDING_SINCE)
          .set(ALERT_DELIVERY.LAST_ERROR, error)
          .where(isAmong(List.of(due)))
          .execute();
    }
  }

  private Condition isOf(AlertDelivery delivery) {
    return delivery.ALERT_ID.eq(ALERT.ALERT_ID).and(delivery.CHANNEL.eq(channel));
  }

  private Condition isAmong(List<Due> message) {
    return ALERT_DELIVERY
        .CHANNEL
        .eq(channel)
        .and(ALERT_DELIVERY.ALERT_ID.in(message.stream().map(due -> due.alert().id()).toList()));
  }
}
