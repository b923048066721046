package ro.wowcinema.pipeline.scheduler.alert;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.WebUrl;

/** The channels that are configured; there may be none. */
public final class AlertChannels {
  /** A secret: anyone who knows the URL can post there. */
  static final ConfigKey<Optional<URI>> WEBHOOK_URL =
      ConfigKey.url(
              "alert.webhook-url",
              "",
              "where alerts are posted (Slack, Mattermost, Teams or your own)",
              WebUrl::hasNoUser,
              "an http or https URL without user")
          .secret()
          .optional();

  private AlertChannels() {}

  /** Creates the channels without connecting. */
  public static List<AlertChannel> of(Config config) {
    List<AlertChannel> channels = new ArrayList<>();
    config.get(WEBHOOK_URL).map(WebhookChannel::new).ifPresent(channels::add);
    if (!config.get(EmailEnvelope.TO).isEmpty()) {
      channels.add(new EmailChannel(MailServer.of(config), EmailEnvelope.of(config)));
    }
    return List.copyOf(channels);
  }
}
