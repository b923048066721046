package ro.wowcinema.pipeline.scheduler.jmx;

/** How the address of a connector is written. */
final class JmxAddress {
  private JmxAddress() {}

  static String url(String host, int port) {
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return "service:jmx:rmi:///jndi/rmi://%s:%d/jmxrmi".formatted(bracketed, port);
  }
}
