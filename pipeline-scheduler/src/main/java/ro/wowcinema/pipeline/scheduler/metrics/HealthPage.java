package ro.wowcinema.pipeline.scheduler.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/** Reports whether all of some checks pass: HTTP 200 if so, else 503. */
final class HealthPage implements HttpPage, AutoCloseable {
  private static final String JSON_TYPE = "application/json; charset=utf-8";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<TimedHealthCheck> checks;

  /**
   * Of these checks.
   *
   * @param limit how long the page waits for each, all of them looking at the same time
   */
  HealthPage(List<HealthCheck> checks, Duration limit) {
    this.checks = checks.stream().map(check -> new TimedHealthCheck(check, limit)).toList();
  }

  @Override
  public Answer answer() throws InterruptedException, JsonProcessingException {
    List<Future<Optional<String>>> looks = new ArrayList<>();
    checks.forEach(check -> looks.add(check.look()));
    ObjectNode results = JSON.createObjectNode();
    boolean isUp = true;
    for (int i = 0; i < checks.size(); i++) {
      Optional<String> problem = checks.get(i).problem(looks.get(i));
      results.put(checks.get(i).name(), problem.orElse("ok"));
      isUp &= problem.isEmpty();
    }
    ObjectNode body = JSON.createObjectNode().put("status", isUp ? "up" : "down");
    if (!results.isEmpty()) {
      body.set("checks", results);
    }
    return new Answer(isUp ? 200 : 503, JSON_TYPE, JSON.writeValueAsString(body));
  }

  @Override
  public void close() {
    checks.forEach(TimedHealthCheck::close);
  }
}
