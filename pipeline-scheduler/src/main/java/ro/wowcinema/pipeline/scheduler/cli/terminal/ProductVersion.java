package ro.wowcinema.pipeline.scheduler.cli.terminal;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar that runs. */
final class ProductVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(ProductVersion.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {
      "pipeline " + version, "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
