package ro.wowcinema.pipeline.scheduler.jmx;

import java.util.Optional;

/** What RMI takes from the process's properties only. */
final class RmiProperties implements AutoCloseable {
  private static final String HOSTNAME = "java.rmi.server.hostname";
  private static final String REGISTRY_FILTER = "sun.rmi.registry.registryFilter";

  private final Optional<String> hostnameBefore;

  private RmiProperties(Optional<String> hostnameBefore) {
    this.hostnameBefore = hostnameBefore;
  }

  /**
   * Sends clients to this host; RMI asks at every connection, so it stays while the server does.
   * Nobody may put objects of theirs into a registry: any user of this machine could otherwise
   * stand in for the connector and be told passwords.
   */
  static RmiProperties set(String host) {
    Optional<String> before = Optional.ofNullable(System.getProperty(HOSTNAME));
    System.setProperty(HOSTNAME, host);
    System.setProperty(REGISTRY_FILTER, "!*");
    return new RmiProperties(before);
  }

  @Override
  public void close() {
    hostnameBefore.ifPresentOrElse(
        host -> System.setProperty(HOSTNAME, host), () -> System.clearProperty(HOSTNAME));
  }
}
