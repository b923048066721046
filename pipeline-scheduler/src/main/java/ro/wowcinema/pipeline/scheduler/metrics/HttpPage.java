package ro.wowcinema.pipeline.scheduler.metrics;

import java.io.IOException;

/** What stands at one path. */
interface HttpPage {
  Answer answer() throws IOException, InterruptedException;

  /** A status, and text of a type. */
  record Answer(int status, String type, String body) {
    static Answer plain(int status, String body) {
      return new Answer(status, "text/plain; charset=utf-8", body);
    }
  }
}
