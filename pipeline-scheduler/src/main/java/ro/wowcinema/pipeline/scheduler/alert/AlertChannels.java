package ro.wowcinema.pipeline.scheduler.alert;

import java.util.ArrayList;
import java.util.List;
import ro.wowcinema.pipeline.core.config.AlertConfig;
import ro.wowcinema.pipeline.core.config.Config;

/** The channels that are configured; there may be none. */
public final class AlertChannels {
  private AlertChannels() {}

  /**
   * Makes them; nothing is connected yet.
   *
   * @throws ro.wowcinema.pipeline.core.config.ConfigException where a value is wrong, or one that
   *     goes with another is missing
   */
  public static List<AlertChannel> of(Config config) {
    AlertConfig alerts = config.alerts();
    List<AlertChannel> channels = new ArrayList<>();
    alerts.webhookUrl().map(WebhookChannel::new).ifPresent(channels::add);
    if (!alerts.emailTo().isEmpty()) {
      channels.add(new EmailChannel(MailServer.of(alerts), Envelope.of(alerts)));
    }
    return List.copyOf(channels);
  }
}
