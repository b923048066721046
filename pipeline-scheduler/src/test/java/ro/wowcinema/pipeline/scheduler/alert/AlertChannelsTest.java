package ro.wowcinema.pipeline.scheduler.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;

final class AlertChannelsTest {
  @Test
  void noneIsConfiguredByDefault() {
    assertThat(AlertChannels.of(Config.of(Map.of()))).isEmpty();
  }

  @Test
  void thoseThatAreConfigured() {
    Config config =
        Config.of(
            Map.of(
                AlertChannels.WEBHOOK_URL, "https://hooks.example.com/a",
                EmailEnvelope.TO, "ana@example.com",
                EmailEnvelope.FROM, "pipeline@example.com",
                MailServer.HOST, "mail.example.com"));

    assertThat(AlertChannels.of(config))
        .extracting(AlertChannel::name)
        .containsExactly("webhook", "email");
  }

  @Test
  void mailNeedsAServer() {
    Config config =
        Config.of(
            Map.of(
                EmailEnvelope.TO, "ana@example.com",
                EmailEnvelope.FROM, "pipeline@example.com"));

    assertThatThrownBy(() -> AlertChannels.of(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("alert.smtp-host");
  }

  @Test
  void wrongAddressIsNamed() {
    Config config =
        Config.of(
            Map.of(
                EmailEnvelope.TO, "ana@example.com, ana at example.com",
                EmailEnvelope.FROM, "pipeline@example.com",
                MailServer.HOST, "mail.example.com"));

    assertThatThrownBy(() -> AlertChannels.of(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "alert.email-to has 'ana at example.com', which is no e-mail address: ");
  }
}
