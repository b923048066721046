package ro.wowcinema.pipeline.core.config;

/** The configuration is wrong; the message says which key, from where, and what to do. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }
}
