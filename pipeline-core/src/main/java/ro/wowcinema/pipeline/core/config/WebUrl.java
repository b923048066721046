package ro.wowcinema.pipeline.core.config;

import java.net.URI;

/** Conditions that keys impose on URLs. */
public final class WebUrl {
  private WebUrl() {}

  /** Whether it is an http or https URL without user, which may be a login. */
  public static boolean hasNoUser(URI url) {
    return ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null;
  }

  /** Whether it is one without query and fragment too, to which a path can be appended. */
  public static boolean isPlain(URI url) {
    return hasNoUser(url) && url.getRawQuery() == null && url.getRawFragment() == null;
  }
}
