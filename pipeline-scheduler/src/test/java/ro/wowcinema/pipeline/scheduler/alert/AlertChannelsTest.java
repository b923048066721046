package ro.wowcinema.pipeline.scheduler.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.ConfigLoader;

final class AlertChannelsTest {
  @Test
  void noneIsConfiguredByDefault() {
    assertThat(AlertChannels.of(config(Map.of()))).isEmpty();
  }

  @Test
  void thoseThatAreConfigured() {
    Config config =
        config(
            Map.of(
                ConfigKey.ALERT_WEBHOOK_URL, "https://hooks.example.com/a",
                ConfigKey.ALERT_EMAIL_TO, "ana@example.com",
                ConfigKey.ALERT_EMAIL_FROM, "pipeline@example.com",
                ConfigKey.ALERT_SMTP_HOST, "mail.example.com"));

    assertThat(AlertChannels.of(config))
        .extracting(AlertChannel::name)
        .containsExactly("webhook", "email");
  }

  @Test
  void mailNeedsAServer() {
    Config config =
        config(
            Map.of(
                ConfigKey.ALERT_EMAIL_TO, "ana@example.com",
                ConfigKey.ALERT_EMAIL_FROM, "pipeline@example.com"));

    assertThatThrownBy(() -> AlertChannels.of(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("alert.smtp-host");
  }

  @Test
  void wrongAddressIsNamed() {
    Config config =
        config(
            Map.of(
                ConfigKey.ALERT_EMAIL_TO, "ana@example.com, ana at example.com",
                ConfigKey.ALERT_EMAIL_FROM, "pipeline@example.com",
                ConfigKey.ALERT_SMTP_HOST, "mail.example.com"));

    assertThatThrownBy(() -> AlertChannels.of(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "alert.email-to has 'ana at example.com', which is no e-mail address: ");
  }

  private static Config config(Map<ConfigKey, String> flags) {
    return ConfigLoader.load(Optional.empty(), Map.of(), flags);
  }
}
