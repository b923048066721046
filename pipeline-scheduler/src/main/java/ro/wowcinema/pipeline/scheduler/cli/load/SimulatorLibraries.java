package ro.wowcinema.pipeline.scheduler.cli.load;

import ro.wowcinema.pipeline.scheduler.cli.terminal.UsageException;

/**
 * The simulator and its libraries, which a server does without. The command line is made there all
 * the same, so nothing that is looked at for options, fields and methods of commands, may have a
 * type of the simulator in its signature.
 */
final class SimulatorLibraries {
  private SimulatorLibraries() {}

  /** Checks that they are there. */
  static void require() {
    try {
      Class.forName("net.datafaker.Faker", false, SimulatorLibraries.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new UsageException(
          "demo and simulate need the libraries in lib/demo, which this installation was made without");
    }
  }
}
