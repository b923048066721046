package ro.wowcinema.pipeline.scheduler.metrics;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that a request may call this server by. A page of the web can make its own name mean this
 * machine's address, and a browser would then let it read the answers; the Host header still has
 * that page's name.
 */
final class AllowedHosts {
  private static final Pattern HOST =
      Pattern.compile("(?:\\[([0-9a-f:.%]+)\\]|([^:\\[\\]]+))(?::\\d{1,5})?");

  private static final List<String> OF_THIS_MACHINE = List.of("localhost", "127.0.0.1", "::1");

  private final Set<String> names = new HashSet<>(OF_THIS_MACHINE);

  AllowedHosts(List<String> more) {
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

  /** The host's name in small letters; what is no host and port is given back as it is. */
  private static String nameOf(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT);
    Matcher parts = HOST.matcher(name);
    if (!parts.matches()) {
      // Also an IPv6 address without brackets, as it is configured.
      return name;
    }
    return parts.group(1) != null ? parts.group(1) : parts.group(2).replaceFirst("\\.$", "");
  }

  private static String withoutZone(String address) {
    return address.replaceFirst("%.*", "");
  }
}
