package ro.wowcinema.pipeline.scheduler.alert;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import ro.wowcinema.pipeline.core.config.AlertConfig;
import ro.wowcinema.pipeline.core.config.MailEncryption;

/**
 * What takes mail.
 *
 * @param timeout how long each of connecting, reading and writing may take
 * @param user who logs in; empty: nobody
 */
record MailServer(
    String host,
    int port,
    MailEncryption encryption,
    Optional<String> user,
    Optional<String> password,
    Duration timeout) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  MailServer {
    requireNonNull(host, "host is null");
    requireNonNull(encryption, "encryption is null");
    requireNonNull(user, "user is null");
    requireNonNull(password, "password is null");
    requireNonNull(timeout, "timeout is null");
  }

  static MailServer of(AlertConfig config) {
    return new MailServer(
        config.smtpHost(),
        config.smtpPort(),
        config.smtpEncryption(),
        config.smtpUser(),
        config.smtpPassword(),
        TIMEOUT);
  }

  /** As jakarta.mail wants it told. */
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
    // Once the message is taken, no trouble with saying goodbye may have it sent again.
    properties.setProperty("mail.smtp.quitwait", "false");
    encrypt(properties);
    return properties;
  }

  private void encrypt(Properties properties) {
    boolean isStartTls = encryption == MailEncryption.STARTTLS;
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(isStartTls));
    // Without this, whoever sits between could make it go on without TLS.
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
