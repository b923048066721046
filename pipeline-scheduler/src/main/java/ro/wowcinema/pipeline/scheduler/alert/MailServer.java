package ro.wowcinema.pipeline.scheduler.alert;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;

/**
 * The mail server.
 *
 * @param timeout how long each of connecting, reading and writing may take
 * @param user who logs in; empty: no login
 */
public record MailServer(
    String host,
    int port,
    MailEncryption encryption,
    Optional<String> user,
    Optional<String> password,
    Duration timeout) {
  static final ConfigKey<String> HOST =
      ConfigKey.requiredText(
          "alert.smtp-host",
          "",
          "mail server that sends the e-mails",
          "a mail server, because alert.email-to is set");

  static final ConfigKey<Integer> PORT =
      ConfigKey.wholeNumber("alert.smtp-port", "587", "port of the mail server", 1, 65_535);

  static final ConfigKey<Optional<String>> USER =
      ConfigKey.text("alert.smtp-user", "user of the mail server; empty: no login");

  static final ConfigKey<Optional<String>> PASSWORD =
      ConfigKey.text("alert.smtp-password", "password of that user").secret();

  static final ConfigKey<MailEncryption> ENCRYPTION =
      ConfigKey.oneOf(
          "alert.smtp-tls",
          MailEncryption.STARTTLS,
          "how the connection to the mail server is encrypted; `tls`: from the first byte");

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  public MailServer {
    requireNonNull(host, "host is null");
    requireNonNull(encryption, "encryption is null");
    requireNonNull(user, "user is null");
    requireNonNull(password, "password is null");
    requireNonNull(timeout, "timeout is null");
  }

  static MailServer of(Config config) {
    return new MailServer(
        config.get(HOST),
        config.get(PORT),
        config.get(ENCRYPTION),
        config.get(USER),
        config.get(PASSWORD),
        TIMEOUT);
  }

  /** The same, as jakarta.mail's properties. */
  Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", host);
    properties.setProperty("mail.smtp.port", Integer.toString(port));
    properties.setProperty("mail.smtp.auth", Boolean.toString(user.isPresent()));
    String millis = Long.toString(timeout.toMillis());
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.writetimeout", millis);
    // Once the message is accepted, an error while closing must not cause it to be sent again.
    properties.setProperty("mail.smtp.quitwait", "false");
    encrypt(properties);
    return properties;
  }

  private void encrypt(Properties properties) {
    boolean isStartTls = encryption == MailEncryption.STARTTLS;
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(isStartTls));
    // Without this, a man in the middle could downgrade the connection to plain text.
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(isStartTls));
    properties.setProperty(
        "mail.smtp.ssl.enable", Boolean.toString(encryption == MailEncryption.TLS));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
