package ro.wowcinema.pipeline.scheduler.alert;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.scheduler.alert.AlertDeliveries.Due;
import ro.wowcinema.pipeline.scheduler.alert.RaisedAlert.Topic;
import ro.wowcinema.pipeline.scheduler.metrics.Metrics;

/**
 * Delivers alerts on each channel, retrying for a day. All alerts of one DAG and kind that a round
 * finds are one message. Just before a message is sent, alerts whose run has succeeded or was
 * cancelled are removed from it; where people had been notified, they receive the resolution.
 *
 * <p>Delivery is at least once: where a node dies between sending and recording that, people are
 * notified twice.
 */
public final class AlertOutbox {
  private static final Logger LOG = LoggerFactory.getLogger(AlertOutbox.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofDays(1);
  private static final int MOST_DOUBLINGS = 10;

  private final DSLContext dsl;
  private final StoredAlerts alerts;
  private final List<AlertChannel> channels;
  private final Clock clock;
  private final Map<String, AtomicLong> delivered = new HashMap<>();
  private final Map<String, AtomicLong> failed = new HashMap<>();

  public AlertOutbox(DSLContext dsl, List<AlertChannel> channels, Clock clock) {
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.alerts = new StoredAlerts(dsl);
    this.channels = List.copyOf(channels);
    this.clock = requireNonNull(clock, "clock is null");
    for (AlertChannel channel : channels) {
      delivered.put(channel.name(), new AtomicLong());
      failed.put(channel.name(), new AtomicLong());
    }
  }

  /** Shows how often channels take messages, and how often not, from the start and at 0. */
  public void register(Metrics metrics) {
    delivered.forEach(
        (channel, count) ->
            metrics.counter(
                "pipeline_alert_messages_delivered_total",
                "Messages about alerts that the channel took",
                Map.of("channel", channel),
                count::get));
    failed.forEach(
        (channel, count) ->
            metrics.counter(
                "pipeline_alert_messages_failed_total",
                "Attempts to send a message about alerts that the channel did not take",
                Map.of("channel", channel),
                count::get));
  }

  public void deliver() throws InterruptedException {
    alerts.resolve(clock.instant());
    for (AlertChannel channel : channels) {
      AlertDeliveries deliveries = new AlertDeliveries(dsl, channel.name());
      deliveries.prepare(clock.instant(), PATIENCE);
      deliveries.settle(clock.instant(), PATIENCE);
      for (Message message : messages(deliveries.due(clock.instant()))) {
        deliver(channel, deliveries, message);
      }
    }
  }

  /** The content of one message. */
  private record Message(Topic topic, boolean isResolution) {
    static Message of(Due due) {
      return new Message(due.alert().topic(), due.isResolution());
    }
  }

  /** Occurrences are sent first, in their order; resolutions last. */
  private static Set<Message> messages(List<Due> due) {
    Set<Message> messages = new LinkedHashSet<>();
    due.stream().filter(one -> !one.isResolution()).map(Message::of).forEach(messages::add);
    due.stream().filter(Due::isResolution).map(Message::of).forEach(messages::add);
    return messages;
  }

  /** Looks again at what the message is about: the one before it may have taken long. */
  private void deliver(AlertChannel channel, AlertDeliveries deliveries, Message message)
      throws InterruptedException {
    alerts.resolve(clock.instant());
    deliveries.settle(clock.instant(), PATIENCE);
    List<Due> due =
        deliveries.due(clock.instant()).stream()
            .filter(one -> Message.of(one).equals(message))
            .toList();
    if (!due.isEmpty()) {
      send(channel, deliveries, due);
    }
  }

  private void send(AlertChannel channel, AlertDeliveries deliveries, List<Due> due)
      throws InterruptedException {
    List<RaisedAlert> told = due.stream().map(Due::alert).toList();
    deliveries.begin(due, clock.instant());
    try {
      channel.send(due.get(0).isResolution() ? Alert.resolved(told) : Alert.raised(told));
      deliveries.recordDelivery(due, clock.instant());
      delivered.get(channel.name()).incrementAndGet();
    } catch (AlertFailedException e) {
      failed.get(channel.name()).incrementAndGet();
      deliveries.recordFailure(due, e.getMessage(), this::nextAttempt);
      LOG.warn(
          "Alert {} was not delivered by {}: {}",
          told.stream().map(alert -> Long.toString(alert.id())).collect(Collectors.joining(", ")),
          channel.name(),
          e.getMessage());
    }
  }

  /** Null where it is given up. */
  private Instant nextAttempt(Due due) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(due.attempts(), MOST_DOUBLINGS));
    Instant next = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    Instant since =
        due.alert()
            .resolution()
            .map(RaisedAlert.Resolution::foundAt)
            .orElse(due.alert().raisedAt());
    return next.isBefore(since.plus(PATIENCE)) ? next : null;
  }
}
