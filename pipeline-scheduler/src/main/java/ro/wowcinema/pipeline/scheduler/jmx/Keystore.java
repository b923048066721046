package ro.wowcinema.pipeline.scheduler.jmx;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import ro.wowcinema.pipeline.core.files.OwnerOnlyFile;
import ro.wowcinema.pipeline.scheduler.jmx.JmxSettings.JmxSetupException;

/**
 * A PKCS12 or JKS file of {@code keytool}, and a file with its password in the first line.
 *
 * @param file with the server's key, or with a client's trusted certificates
 * @param passwordFile readable by its owner only
 */
public record Keystore(Path file, Path passwordFile) {
  public Keystore {
    requireNonNull(file, "file is null");
    requireNonNull(passwordFile, "passwordFile is null");
  }

  /** TLS with the server's key. */
  SSLContext ofServer() {
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

  /** TLS that trusts only the certificates in the file. */
  SSLContext ofClient() {
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
    requireSecret(passwordFile);
    return Files.readString(passwordFile).lines().findFirst().orElse("").strip().toCharArray();
  }

  /** Refuses a password file that is missing or that other users may read. */
  static void requireSecret(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new JmxSetupException("The file %s does not exist or cannot be read".formatted(file));
    }
    Optional<String> permissions = OwnerOnlyFile.permissionsOfOthers(file);
    if (permissions.isPresent()) {
      throw new JmxSetupException(
          "%s is accessible to other users (%s). Run: chmod 600 %s"
              .formatted(file, permissions.get(), file));
    }
  }

  private JmxSetupException unreadable(Exception cause) {
    return new JmxSetupException(
        "%s cannot be opened with the password in %s: %s"
            .formatted(file, passwordFile, cause.getMessage()),
        cause);
  }
}
