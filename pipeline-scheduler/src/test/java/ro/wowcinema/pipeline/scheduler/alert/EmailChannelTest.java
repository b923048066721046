package ro.wowcinema.pipeline.scheduler.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.DummySSLSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EmailChannelTest {
  private static final String LOCALHOST = "127.0.0.1";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private GreenMail greenMail;

  @AfterEach
  void stop() {
    if (greenMail != null) {
      greenMail.stop();
    }
  }

  @Test
  void sendsOneMessageToAll() throws Exception {
    EmailChannel channel = channel(start(ServerSetup.PROTOCOL_SMTP), MailEncryption.NONE, "secret");

    channel.send(TestAlerts.of("run_failed", "jurnalul lui Ștefan n-a venit"));

    MimeMessage[] received = greenMail.getReceivedMessages();
    assertThat(received).hasSize(2);
    for (MimeMessage message : received) {
      assertThat(message.getSubject()).isEqualTo("[pipeline] run failed: warehouse 2026-10-25");
      assertThat(message.getFrom()).containsExactly(new InternetAddress("pipeline@example.com"));
      assertThat(message.getRecipients(RecipientType.TO))
          .containsExactly(
              new InternetAddress("ana@example.com"), new InternetAddress("ion@example.com"));
      assertThat(message.getSentDate()).isEqualTo(Date.from(TestAlerts.RAISED_AT));
      assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(message.getContent().toString().replace("\r\n", "\n"))
          .startsWith("jurnalul lui Ștefan n-a venit\n\nRaised at 2026-10-25T04:00:00Z.")
          .contains("docs/operations.md#run-failed");
    }
  }

  @Test
  void noWordOfAnAlertBecomesAHeader() throws Exception {
    EmailChannel channel = channel(start(ServerSetup.PROTOCOL_SMTP), MailEncryption.NONE, "secret");

    channel.send(TestAlerts.of("run_failed\r\nBcc: eve@example.com\r\n\r\nbody", "m\r\n.\r\nQUIT"));

    MimeMessage[] received = greenMail.getReceivedMessages();
    assertThat(received).hasSize(2);
    assertThat(received[0].getHeader("Bcc")).isNull();
    assertThat(received[0].getSubject())
        .isEqualTo("[pipeline] run failed Bcc: eve@example.com body: warehouse 2026-10-25");
    assertThat(received[0].getContent().toString()).contains("QUIT").contains("Raised at");
  }

  @Test
  void wrongPasswordIsReportedWithoutQuotingIt() {
    EmailChannel channel = channel(start(ServerSetup.PROTOCOL_SMTP), MailEncryption.NONE, "wr0ng");

    assertFails(
        channel,
        "The mail server 127.0.0.1:%d refused the login; see alert.smtp-user and alert.smtp-password"
            .formatted(greenMail.getSmtp().getPort()));
    assertThat(greenMail.getReceivedMessages()).isEmpty();
  }

  @Test
  void sendsThroughTlsToAServerThatItTrusts() throws Exception {
    int port = start(ServerSetup.PROTOCOL_SMTPS);
    MailServer server = server(port, MailEncryption.TLS, "secret");
    Properties trusting = server.properties();
    trusting.put("mail.smtp.ssl.socketFactory", new DummySSLSocketFactory());
    trusting.setProperty("mail.smtp.ssl.checkserveridentity", "false");

    new EmailChannel(server, envelope(), trusting).send(TestAlerts.runFailed());

    assertThat(greenMail.getReceivedMessages()).hasSize(2);
  }

  @Test
  void certificateThatNobodyVouchesForIsRefused() {
    int port = start(ServerSetup.PROTOCOL_SMTPS);

    assertThatThrownBy(
            () -> channel(port, MailEncryption.TLS, "secret").send(TestAlerts.runFailed()))
        .isInstanceOf(AlertFailedException.class)
        .hasMessageStartingWith("The mail server 127.0.0.1:%d did not take".formatted(port));
    assertThat(greenMail.getReceivedMessages()).isEmpty();
  }

  @Test
  void serverWithoutStartTlsGetsNeitherPasswordNorMessage() {
    int port = start(ServerSetup.PROTOCOL_SMTP);

    assertThatThrownBy(
            () -> channel(port, MailEncryption.STARTTLS, "secret").send(TestAlerts.runFailed()))
        .isInstanceOf(AlertFailedException.class)
        .hasMessageContaining("STARTTLS");
    assertThat(greenMail.getReceivedMessages()).isEmpty();
  }

  @Test
  void serverThatHangsIsNotWaitedFor() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      MailServer server =
          new MailServer(
              LOCALHOST,
              silent.getLocalPort(),
              MailEncryption.NONE,
              Optional.empty(),
              Optional.empty(),
              Duration.ofMillis(300));

      assertThatThrownBy(() -> new EmailChannel(server, envelope()).send(TestAlerts.runFailed()))
          .isInstanceOf(AlertFailedException.class)
          .hasMessageStartingWith("The mail server " + server + " did not take");
    }
  }

  private int start(String protocol) {
    greenMail = new GreenMail(new ServerSetup(0, LOCALHOST, protocol));
    greenMail.setUser("ana@example.com", "ana", "secret");
    greenMail.setUser("ion@example.com", "ion", "secret");
    greenMail.start();
    return protocol.equals(ServerSetup.PROTOCOL_SMTP)
        ? greenMail.getSmtp().getPort()
        : greenMail.getSmtps().getPort();
  }

  private static EmailChannel channel(int port, MailEncryption encryption, String password) {
    return new EmailChannel(server(port, encryption, password), envelope());
  }

  private static MailServer server(int port, MailEncryption encryption, String password) {
    return new MailServer(
        LOCALHOST, port, encryption, Optional.of("ana"), Optional.of(password), TIMEOUT);
  }

  private static EmailEnvelope envelope() {
    try {
      return new EmailEnvelope(
          new InternetAddress("pipeline@example.com", true),
          List.of(
              new InternetAddress("ana@example.com", true),
              new InternetAddress("ion@example.com", true)));
    } catch (AddressException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertFails(EmailChannel channel, String message) {
    assertThatThrownBy(() -> channel.send(TestAlerts.runFailed()))
        .isInstanceOf(AlertFailedException.class)
        .hasMessage(message);
  }
}
