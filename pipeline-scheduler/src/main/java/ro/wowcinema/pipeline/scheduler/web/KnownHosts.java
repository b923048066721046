package ro.wowcinema.pipeline.scheduler.web;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names that a request may call this server by. A page of the web can make its own name mean this
 * machine's address, and a browser would then let it read the answers; the Host header still has
 * that page's name.
 */
final class KnownHosts {
  private static final List<String> OF_THIS_MACHINE = List.of("localhost", "127.0.0.1", "::1");

  private final Set<String> names = new HashSet<>(OF_THIS_MACHINE);

  KnownHosts(List<String> more) {
    more.forEach(name -> names.add(nameOf(name)));
  }

  /**
   * Whether the server goes by that name: the address that was connected to always does.
   *
   * @param host the Host header, with or without a port; null for a client that sent none, which no
   *     browser is
   */
  boolean isKnown(String host, InetAddress connectedTo) {
    return host == null
        || names.contains(nameOf(host))
        || nameOf(host).equals(withoutZone(connectedTo.getHostAddress()));
  }

  private static String nameOf(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("[")) {
      return name.substring(1, Math.max(name.indexOf(']'), 1));
    }
    int colon = name.indexOf(':');
    // More than one: an IPv6 address without brackets, as it is configured.
    boolean hasPort = colon >= 0 && colon == name.lastIndexOf(':');
    return (hasPort ? name.substring(0, colon) : name).replaceFirst("\\.$", "");
  }

  private static String withoutZone(String address) {
    return address.replaceFirst("%.*", "");
  }
}
