package ro.wowcinema.pipeline.jobs.privacy.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.daead.DeterministicAeadConfig2026;
import com.google.crypto.tink.daead.PredefinedDeterministicAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig2026;
import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The keys of a database: Tink's keyset for encryption (AES-256-SIV), whose primary key encrypts
 * and whose other keys only decrypt, and a keyset for keyed hashes (HMAC-SHA-256). A rotation
 * replaces the encryption key only: hashes of erased users cannot be computed again. Thread-safe.
 */
public final class PrivacyKey {
  private static final int FINGERPRINT_BYTES = 8;
  private static final int KEYSETS = 2;

  private static final Configuration ENCRYPTION = DeterministicAeadConfig2026.get();
  private static final Configuration HASHING = PrfConfig2026.get();

  private final KeysetHandle encryption;
  private final KeysetHandle hashing;
  private final DeterministicAead aead;
  private final PrfSet prfs;

  private PrivacyKey(KeysetHandle encryption, KeysetHandle hashing)
      throws GeneralSecurityException {
    this.encryption = encryption;
    this.hashing = hashing;
    this.aead = encryption.getPrimitive(ENCRYPTION, DeterministicAead.class);
    this.prfs = hashing.getPrimitive(HASHING, PrfSet.class);
  }

  public static PrivacyKey random() {
    return unchecked(
        () ->
            new PrivacyKey(
                KeysetHandle.generateNew(
                    PredefinedDeterministicAeadParameters.AES256_SIV, ENCRYPTION),
                KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF, HASHING)));
  }

  /**
   * Reads the keys from the text of a key file.
   *
   * @throws IllegalArgumentException if the text is not the two keysets
   */
  public static PrivacyKey ofText(String text) {
    List<String> keysets = text.strip().lines().toList();
    if (keysets.size() != KEYSETS) {
      throw new IllegalArgumentException("%d lines, not %d".formatted(keysets.size(), KEYSETS));
    }
    try {
      return new PrivacyKey(keyset(keysets.get(0), ENCRYPTION), keyset(keysets.get(1), HASHING));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no keysets for encryption and hashing", e);
    }
  }

  private static KeysetHandle keyset(String json, Configuration configuration)
      throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        json, configuration, InsecureSecretKeyAccess.get());
  }

  /** A line for each keyset, in Tink's JSON. */
  String toText() {
    return unchecked(() -> json(encryption, ENCRYPTION) + "\n" + json(hashing, HASHING) + "\n");
  }

  private static String json(KeysetHandle keyset, Configuration configuration)
      throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(
            keyset, configuration, InsecureSecretKeyAccess.get())
        .strip();
  }

  /** Identifies the keys of a database; a rotation does not change it. */
  String fingerprint() {
    return HexFormat.of().formatHex(hash("fingerprint", FINGERPRINT_BYTES));
  }

  /** The id of the key that encrypts. */
  public String encryptionKey() {
    return unchecked(() -> number(encryption.getPrimary()));
  }

  /** The ids of the keys that decrypt. */
  Set<String> encryptionKeys() {
    return IntStream.range(0, encryption.size())
        .mapToObj(encryption::getAt)
        .map(PrivacyKey::number)
        .collect(Collectors.toSet());
  }

  private static String number(KeysetHandle.Entry key) {
    return HexFormat.of().toHexDigits(key.getId());
  }

  /** The same keys with another primary key. */
  PrivacyKey encryptingWith(String encryptionKey) {
    KeysetHandle.Builder changed = changed();
    IntStream.range(0, encryption.size())
        .filter(at -> number(encryption.getAt(at)).equals(encryptionKey))
        .forEach(at -> changed.getAt(at).makePrimary());
    return unchecked(() -> new PrivacyKey(changed.build(), hashing));
  }

  /** These keys and a new primary key. */
  PrivacyKey withNewEncryptionKey() {
    KeysetHandle.Builder.Entry added =
        KeysetHandle.generateEntryFromParameters(PredefinedDeterministicAeadParameters.AES256_SIV)
            .withRandomId()
            .makePrimary();
    return unchecked(() -> new PrivacyKey(changed().addEntry(added).build(), hashing));
  }

  /** These keys without those that only decrypt. */
  PrivacyKey withoutOldEncryptionKeys() {
    KeysetHandle.Builder changed = changed();
    for (int at = encryption.size() - 1; at >= 0; at--) {
      if (!encryption.getAt(at).isPrimary()) {
        changed.deleteAt(at);
      }
    }
    return unchecked(() -> new PrivacyKey(changed.build(), hashing));
  }

  private KeysetHandle.Builder changed() {
    return KeysetHandle.newBuilder(encryption).setConfiguration(ENCRYPTION);
  }

  DeterministicAead aead() {
    return aead;
  }

  /** A keyed hash of the text. */
  byte[] hash(String text, int bytes) {
    return unchecked(() -> prfs.computePrimary(text.getBytes(UTF_8), bytes));
  }

  private interface Crypto<T> {
    T apply() throws GeneralSecurityException;
  }

  private static <T> T unchecked(Crypto<T> crypto) {
    try {
      return crypto.apply();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The Java platform lacks an algorithm of the privacy key", e);
    }
  }

  /** Never the keys. */
  @Override
  public String toString() {
    return "privacy key " + fingerprint();
  }
}
