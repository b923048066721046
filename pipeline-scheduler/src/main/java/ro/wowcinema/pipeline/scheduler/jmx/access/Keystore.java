package ro.wowcinema.pipeline.scheduler.jmx.access;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A PKCS12 or JKS file of {@code keytool}, and the file whose first line is its password.
 *
 * @param file with the server's key, or with the certificates that a client trusts
 * @param passwordFile readable by its owner only
 */
public record Keystore(Path file, Path passwordFile) {
  public Keystore {
    requireNonNull(file, "file is null");
    requireNonNull(passwordFile, "passwordFile is null");
  }

  /** Shows the server's key. */
  public SSLContext ofServer() {
    try {
      char[] password = password();
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(KeyStore.getInstance(file.toFile(), password), password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw unreadable(e);
    }
  }

  /** Trusts the certificates in the file, and no others. */
  public SSLContext ofClient() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(KeyStore.getInstance(file.toFile(), password()));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw unreadable(e);
    }
  }

  private char[] password() throws IOException {
    SecretFile.check(passwordFile);
    return Files.readString(passwordFile).lines().findFirst().orElse("").strip().toCharArray();
  }

  private JmxSetupException unreadable(Exception cause) {
    return new JmxSetupException(
        "%s cannot be opened with the password in %s: %s"
            .formatted(file, passwordFile, cause.getMessage()),
        cause);
  }
}
