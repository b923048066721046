package ro.wowcinema.pipeline.scheduler.alert;

import static java.util.Objects.requireNonNull;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import ro.wowcinema.pipeline.core.config.AlertConfig;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.config.ConfigKey;

/** From whom mail comes and to whom it goes. */
record Envelope(InternetAddress from, List<InternetAddress> to) {
  Envelope {
    requireNonNull(from, "from is null");
    to = List.copyOf(to);
  }

  static Envelope of(AlertConfig config) {
    return new Envelope(
        address(ConfigKey.ALERT_EMAIL_FROM, config.emailFrom()),
        config.emailTo().stream().map(text -> address(ConfigKey.ALERT_EMAIL_TO, text)).toList());
  }

  private static InternetAddress address(ConfigKey key, String text) {
    try {
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw new ConfigException(
          "%s has '%s', which is no e-mail address: %s"
              .formatted(key.path(), text, e.getMessage()));
    }
  }
}
