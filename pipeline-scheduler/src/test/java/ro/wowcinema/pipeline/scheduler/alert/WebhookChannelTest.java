package ro.wowcinema.pipeline.scheduler.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ro.wowcinema.pipeline.scheduler.testing.PostServer;

final class WebhookChannelTest {
  private static final String PATH = "/services/s3cret?token=s3cret";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private PostServer server;
  private WebhookChannel channel;

  @BeforeEach
  void start() throws IOException {
    server = PostServer.start();
    channel = new WebhookChannel(server.url(PATH), TIMEOUT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void postsTheAlertForProgramsAndForPeople() throws Exception {
    channel.send(TestAlerts.runFailed());

    assertThat(server.posts()).hasSize(1);
    PostServer.Post post = server.posts().get(0);
    assertThat(post.method()).isEqualTo("POST");
    assertThat(post.path()).isEqualTo(PATH);
    JsonNode json = new ObjectMapper().readTree(post.body());
    assertThat(json.path("kind").asText()).isEqualTo("run_failed");
    assertThat(json.path("dag").asText()).isEqualTo("warehouse");
    assertThat(json.path("logical_date").asText()).isEqualTo("2026-10-25");
    assertThat(json.path("message").asText())
        .isEqualTo("stage_users: 12 % of users.csv are bad records");
    assertThat(json.path("raised_at").asText()).isEqualTo("2026-10-25T04:00:00Z");
    assertThat(json.path("text").asText())
        .isEqualTo(
            """
            [pipeline] run failed: warehouse 2026-10-25
            stage_users: 12 % of users.csv are bad records

            Raised at 2026-10-25T04:00:00Z. What to do: docs/operations.md#run-failed
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 429, 500, 503})
  void whatTheServerRefusesHasFailed(int status) {
    server.answers(status, Map.of());

    assertFails("The webhook at 127.0.0.1 answered HTTP " + status);
  }

  @Test
  void isNotSentOnToAnotherPlace() throws IOException {
    try (PostServer elsewhere = PostServer.start()) {
      server.answers(307, Map.of("Location", elsewhere.url("/").toString()));

      assertFails(
          "The webhook at 127.0.0.1 redirects (HTTP 307), which is not followed;"
              + " see alert.webhook-url");
      assertThat(elsewhere.posts()).isEmpty();
    }
  }

  @Test
  void serverThatHangsIsNotWaitedFor() {
    channel = new WebhookChannel(server.url(PATH), Duration.ofMillis(500));
    server.hangs();

    assertFails("The webhook at 127.0.0.1 did not answer within PT0.5S");
  }

  @Test
  void serverThatIsNotThereIsNamed() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    channel = new WebhookChannel(URI.create("http://127.0.0.1:" + free + PATH), TIMEOUT);

    assertFails("The webhook at 127.0.0.1 cannot be reached");
  }

  @Test
  void serverThatHangsUpIsNamedByItsHostOnly() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread hangsUp = new Thread(() -> hangUp(socket), "hangs-up");
      hangsUp.setDaemon(true);
      hangsUp.start();
      channel =
          new WebhookChannel(
              URI.create("http://127.0.0.1:" + socket.getLocalPort() + PATH),
              Duration.ofSeconds(20));

      assertThatThrownBy(() -> channel.send(TestAlerts.runFailed()))
          .isInstanceOf(AlertFailedException.class)
          .hasMessageStartingWith("The connection to the webhook at 127.0.0.1 was interrupted: ")
          .satisfies(
              failure -> assertThat(Throwables.getStackTrace(failure)).doesNotContain("s3cret"));
    }
  }

  private static void hangUp(ServerSocket socket) {
    try {
      while (true) {
        try (Socket caller = socket.accept()) {
          caller.getInputStream().read();
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void assertFails(String message) {
    assertThatThrownBy(() -> channel.send(TestAlerts.runFailed()))
        .isInstanceOf(AlertFailedException.class)
        .hasMessage(message)
        .satisfies(
            failure -> assertThat(Throwables.getStackTrace(failure)).doesNotContain("s3cret"));
  }
}
