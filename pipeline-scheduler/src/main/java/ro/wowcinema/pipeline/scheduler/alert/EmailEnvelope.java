package ro.wowcinema.pipeline.scheduler.alert;

import static java.util.Objects.requireNonNull;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.config.ConfigKey;

/** Sender and recipients of an e-mail. */
public record EmailEnvelope(InternetAddress from, List<InternetAddress> to) {
  /** Without any there is no mail. */
  static final ConfigKey<List<String>> TO =
      ConfigKey.list("alert.email-to", "addresses that get alerts by e-mail, separated by commas");

  static final ConfigKey<String> FROM =
      ConfigKey.requiredText(
          "alert.email-from",
          "",
          "sender of these e-mails",
          "an address, because alert.email-to is set");

  public EmailEnvelope {
    requireNonNull(from, "from is null");
    to = List.copyOf(to);
  }

  static EmailEnvelope of(Config config) {
    return new EmailEnvelope(
        address(FROM, config.get(FROM)),
        config.get(TO).stream().map(text -> address(TO, text)).toList());
  }

  private static InternetAddress address(ConfigKey<?> key, String text) {
    try {
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw new ConfigException(
          "%s has '%s', which is no e-mail address: %s"
              .formatted(key.path(), text, e.getMessage()));
    }
  }
}
