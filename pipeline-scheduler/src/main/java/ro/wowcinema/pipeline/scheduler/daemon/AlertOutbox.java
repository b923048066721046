package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.warehouse.ops.Tables.ALERT;
import static ro.wowcinema.warehouse.ops.Tables.ALERT_DELIVERY;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.scheduler.alert.Alert;
import ro.wowcinema.pipeline.scheduler.alert.AlertChannel;
import ro.wowcinema.pipeline.scheduler.alert.AlertFailedException;

/**
 * Delivers each alert on each channel, trying again for a day. At least once: where a node dies
 * between sending and writing that down, people are told twice.
 */
final class AlertOutbox {
  private static final Logger LOG = LoggerFactory.getLogger(AlertOutbox.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofDays(1);
  private static final int MOST_DOUBLINGS = 10;

  private final DSLContext dsl;
  private final List<AlertChannel> channels;
  private final Clock clock;

  AlertOutbox(DSLContext dsl, List<AlertChannel> channels, Clock clock) {
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.channels = List.copyOf(channels);
    this.clock = requireNonNull(clock, "clock is null");
  }

  private record Due(Alert alert, int attempts) {}

  void deliver() throws InterruptedException {
    for (AlertChannel channel : channels) {
      prepare(channel);
      for (Due due : due(channel)) {
        deliver(channel, due);
      }
    }
  }

  /** Alerts that are older than the patience were raised before the channel was configured. */
  private void prepare(AlertChannel channel) {
    Instant now = clock.instant();
    dsl.insertInto(
            ALERT_DELIVERY,
            ALERT_DELIVERY.ALERT_ID,
            ALERT_DELIVERY.CHANNEL,
            ALERT_DELIVERY.NEXT_ATTEMPT_AT)
        .select(
            select(ALERT.ALERT_ID, inline(channel.name()), val(now))
                .from(ALERT)
                .where(ALERT.RAISED_AT.gt(now.minus(PATIENCE))))
        .onConflictDoNothing()
        .execute();
  }

  private List<Due> due(AlertChannel channel) {
    return dsl.select(ALERT.asterisk(), ALERT_DELIVERY.ATTEMPTS)
        .from(ALERT_DELIVERY)
        .join(ALERT)
        .on(ALERT.ALERT_ID.eq(ALERT_DELIVERY.ALERT_ID))
        .where(ALERT_DELIVERY.CHANNEL.eq(channel.name()))
        .and(ALERT_DELIVERY.NEXT_ATTEMPT_AT.le(clock.instant()))
        .orderBy(ALERT.ALERT_ID)
        .fetch(row -> new Due(StoredAlerts.alert(row), row.get(ALERT_DELIVERY.ATTEMPTS)));
  }

  private void deliver(AlertChannel channel, Due due) throws InterruptedException {
    try {
      channel.send(due.alert());
      dsl.update(ALERT_DELIVERY)
          .set(ALERT_DELIVERY.ATTEMPTS, due.attempts() + 1)
          .set(ALERT_DELIVERY.DELIVERED_AT, clock.instant())
          .setNull(ALERT_DELIVERY.NEXT_ATTEMPT_AT)
          .setNull(ALERT_DELIVERY.LAST_ERROR)
          .where(isThis(channel, due.alert()))
          .execute();
    } catch (AlertFailedException e) {
      LOG.warn("Alert {} by {}: {}", due.alert().id(), channel.name(), e.getMessage());
      dsl.update(ALERT_DELIVERY)
          .set(ALERT_DELIVERY.ATTEMPTS, due.attempts() + 1)
          .set(ALERT_DELIVERY.NEXT_ATTEMPT_AT, nextAttempt(due))
          .set(ALERT_DELIVERY.LAST_ERROR, e.getMessage())
          .where(isThis(channel, due.alert()))
          .execute();
    }
  }

  /** Null where it is given up. */
  private Instant nextAttempt(Due due) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(due.attempts(), MOST_DOUBLINGS));
    Instant next = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    return next.isBefore(due.alert().raisedAt().plus(PATIENCE)) ? next : null;
  }

  private static Condition isThis(AlertChannel channel, Alert alert) {
    return ALERT_DELIVERY.ALERT_ID.eq(alert.id()).and(ALERT_DELIVERY.CHANNEL.eq(channel.name()));
  }
}
