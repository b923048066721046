package ro.wowcinema.pipeline.core.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConnectionInfoTest {
  @Test
  void neverShowsPassword() {
    ConnectionInfo info =
        new ConnectionInfo(
            "jdbc:postgresql://host/db?user=a&password=s3cret&ssl=true",
            "ana",
            Optional.of("hunter2"));

    assertThat(info).hasToString("jdbc:postgresql://host/db?user=a&password=***&ssl=true as ana");
  }
}
