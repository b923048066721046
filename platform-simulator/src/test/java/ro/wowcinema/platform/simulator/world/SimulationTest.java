package ro.wowcinema.platform.simulator.world;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final LocalDate FROM = LocalDate.of(2026, 3, 23);

  @Test
  void refusesWhatItCannotSimulateAndNamesIt() {
    assertThatThrownBy(() -> new Simulation(FROM, 0, 1, 1, 1, 1, 0)).hasMessageContaining("days");
    assertThatThrownBy(() -> new Simulation(FROM, 1, 0, 1, 1, 1, 0)).hasMessageContaining("users");
    assertThatThrownBy(() -> new Simulation(FROM, 1, 1, 0, 1, 1, 0)).hasMessageContaining("titles");
    assertThatThrownBy(() -> new Simulation(FROM, 1, 1, 1, Double.NaN, 1, 0))
        .hasMessageContaining("sessionsPerUserDay");
    assertThatThrownBy(() -> new Simulation(FROM, 1, 1, 1, 1, 1, 1.01))
        .hasMessageContaining("dirt");
    assertThatThrownBy(() -> new Simulation(null, 1, 1, 1, 1, 1, 0)).hasMessageContaining("from");
  }
}
