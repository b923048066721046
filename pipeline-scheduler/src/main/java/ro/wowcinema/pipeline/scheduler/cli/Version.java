package ro.wowcinema.pipeline.scheduler.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar that runs. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {
      "pipeline " + version, "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
