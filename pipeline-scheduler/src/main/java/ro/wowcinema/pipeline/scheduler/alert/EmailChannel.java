package ro.wowcinema.pipeline.scheduler.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.Properties;

/** Sends alerts by e-mail: one message to all, as plain text. */
final class EmailChannel implements AlertChannel {
  private final MailServer server;
  private final EmailEnvelope envelope;
  private final Session session;

  EmailChannel(MailServer server, EmailEnvelope envelope) {
    this(server, envelope, server.properties());
  }

  EmailChannel(MailServer server, EmailEnvelope envelope, Properties properties) {
    this.server = requireNonNull(server, "server is null");
    this.envelope = requireNonNull(envelope, "envelope is null");
    this.session = Session.getInstance(properties);
  }

  @Override
  public String name() {
    return "email";
  }

  @Override
  public void send(Alert alert) throws AlertFailedException {
    try (Transport transport = session.getTransport()) {
      MimeMessage message = message(alert);
      transport.connect(server.user().orElse(null), server.password().orElse(null));
      transport.sendMessage(message, message.getAllRecipients());
    } catch (AuthenticationFailedException e) {
      throw new AlertFailedException(
          "The mail server %s refused the login; see alert.smtp-user and alert.smtp-password"
              .formatted(server),
          e);
    } catch (MessagingException e) {
      throw new AlertFailedException(
          "The mail server %s did not take the message: %s".formatted(server, e.getMessage()), e);
    }
  }

  private MimeMessage message(Alert alert) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(envelope.from());
    message.setRecipients(RecipientType.TO, envelope.to().toArray(Address[]::new));
    message.setSubject(AlertText.title(alert), UTF_8.name());
    message.setSentDate(Date.from(alert.raisedAt()));
    // No absence notice should answer (RFC 3834).
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(AlertText.body(alert), UTF_8.name());
    message.saveChanges();
    return message;
  }
}
