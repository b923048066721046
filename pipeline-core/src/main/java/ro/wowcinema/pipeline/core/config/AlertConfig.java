package ro.wowcinema.pipeline.core.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where alerts go; values are checked when they are asked for. */
public final class AlertConfig {
  private final Settings settings;

  AlertConfig(Settings settings) {
    this.settings = settings;
  }

  /** Who knows it may post there, so it belongs into no message; empty: no webhook. */
  public Optional<URI> webhookUrl() {
    return settings.text(ConfigKey.ALERT_WEBHOOK_URL).map(text -> webhook(text.strip()));
  }

  private URI webhook(String text) {
    try {
      URI url = URI.create(text);
      if (Settings.isWebUrl(url) && url.getRawUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Its message repeats the URL.
    }
    throw settings.wrongSecret(
        ConfigKey.ALERT_WEBHOOK_URL, "an http or https URL without user, and is not");
  }

  /** Empty: no mail. */
  public List<String> emailTo() {
    return settings.list(ConfigKey.ALERT_EMAIL_TO);
  }

  public String emailFrom() {
    return settings.required(
        ConfigKey.ALERT_EMAIL_FROM, "an address, because alert.email-to is set");
  }

  public String smtpHost() {
    return settings.required(
        ConfigKey.ALERT_SMTP_HOST, "a mail server, because alert.email-to is set");
  }

  public int smtpPort() {
    return settings.wholeNumber(ConfigKey.ALERT_SMTP_PORT, 1, 65_535);
  }

  /** Empty: the mail server wants no login. */
  public Optional<String> smtpUser() {
    return settings.text(ConfigKey.ALERT_SMTP_USER);
  }

  public Optional<String> smtpPassword() {
    return settings.text(ConfigKey.ALERT_SMTP_PASSWORD);
  }

  public MailEncryption smtpEncryption() {
    return settings.oneOf(ConfigKey.ALERT_SMTP_TLS, MailEncryption.values());
  }
}
