package ro.wowcinema.pipeline.jobs.privacy.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that people's data is sealed with: 32 random bytes. What is sealed and what is hashed
 * have keys of their own, derived from it by HMAC-SHA-256 of a label each.
 */
public final class PrivacyKey {
  static final int BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  private final byte[] secret;

  private PrivacyKey(byte[] secret) {
    this.secret = secret.clone();
  }

  public static PrivacyKey random() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return new PrivacyKey(secret);
  }

  /**
   * As it stands in a file.
   *
   * @throws IllegalArgumentException where that is not 32 bytes in Base64
   */
  public static PrivacyKey ofText(String text) {
    byte[] secret = Base64.getDecoder().decode(text.strip());
    if (secret.length != BYTES) {
      throw new IllegalArgumentException("%d bytes, not %d".formatted(secret.length, BYTES));
    }
    return new PrivacyKey(secret);
  }

  String toText() {
    return Base64.getEncoder().encodeToString(secret);
  }

  /** What tells this key from others, and nothing of it. */
  String fingerprint() {
    return HexFormat.of().formatHex(derived("fingerprint"), 0, 8);
  }

  /** A key for one purpose. */
  byte[] derived(String purpose) {
    return mac(secret).doFinal(("wowcinema/privacy/v1/" + purpose).getBytes(UTF_8));
  }

  static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + HMAC, e);
    }
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "privacy key " + fingerprint();
  }
}
