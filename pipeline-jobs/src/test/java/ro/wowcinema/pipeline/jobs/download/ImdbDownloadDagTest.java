package ro.wowcinema.pipeline.jobs.download;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.dag.DagValidator;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.load.format.LandingZone;

final class ImdbDownloadDagTest {
  private final Injector injector =
      Guice.createInjector(
          ImdbDownloadDag.module(
              new LandingZone(Path.of("landing")),
              new DownloadSettings(URI.create("https://mirror/imdb/"), Duration.ofMinutes(1))));

  @Test
  void baseUrlEndsWithASlash() {
    assertThat(baseUrl("http://mirror/imdb")).isEqualTo(URI.create("http://mirror/imdb/"));
    assertThat(baseUrl("https://mirror:8443/")).isEqualTo(URI.create("https://mirror:8443/"));
  }

  @Test
  void isValid() {
    assertThat(DagValidator.problems(ImdbDownloadDag.create(), injector::getInstance)).isEmpty();
  }

  @Test
  void writesWhatTheWarehousesDagReads() {
    Lineage people =
        ImdbDownloadDag.create()
            .task("download_people")
            .job()
            .create(injector::getInstance)
            .lineage();

    assertThat(people.inputs())
        .containsExactly(new DataSet("https://mirror/imdb/name.basics.tsv.gz"));
    assertThat(people.outputs()).containsExactly(DataSet.landing("imdb", "name.basics.tsv"));
  }

  private static URI baseUrl(String configured) {
    return DownloadSettings.of(Config.of(Map.of(DownloadSettings.BASE_URL, configured))).baseUrl();
  }
}
