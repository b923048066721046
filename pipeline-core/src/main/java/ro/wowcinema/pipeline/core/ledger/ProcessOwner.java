package ro.wowcinema.pipeline.core.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** Names of processes that hold leases: {@code host/pid/random}. */
public final class ProcessOwner {
  private ProcessOwner() {}

  /** A name for this process, new at each call. */
  public static String newName() {
    return "%s/%d/%s".formatted(host(), ProcessHandle.current().pid(), UUID.randomUUID());
  }

  /**
   * Whether the process ran on this host and has exited, so that there is no need to wait for its
   * lease to end.
   */
  static boolean isKnownToHaveExited(String owner) {
    String[] parts = owner.split("/", 3);
    return parts.length == 3
        && parts[0].equals(host())
        && parts[1].chars().allMatch(Character::isDigit)
        && ProcessHandle.of(Long.parseLong(parts[1])).filter(ProcessHandle::isAlive).isEmpty();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
