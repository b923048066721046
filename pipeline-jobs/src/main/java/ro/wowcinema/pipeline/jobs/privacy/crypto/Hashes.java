package ro.wowcinema.pipeline.jobs.privacy.crypto;

import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Keyed hashes of identifiers of a person, which cannot be guessed without the key. Only plain
 * texts are hashed: an encrypted text changes with a rotation.
 */
public final class Hashes {
  private static final int PSEUDONYM_BYTES = 32;

  private final PrivacyKey key;

  public Hashes(PrivacyKey key) {
    this.key = key;
  }

  public Hash user(long userId) {
    return hash("user:" + userId);
  }

  /** Hash of a number as delivered, which may have leading zeros. */
  public Hash user(String userId) {
    return user(Long.parseLong(userId));
  }

  public Hash email(String email) {
    return hash("email:" + normalEmail(email));
  }

  public Hash iban(String iban) {
    return hash("iban:" + Ibans.normal(iban));
  }

  /** A full name, first name first. */
  public Hash name(String first, String last) {
    return hash("name:" + (first.strip() + " " + last.strip()).toLowerCase(Locale.ROOT));
  }

  /** The words of a name in any order, as {@code NameWords} returns them. */
  public Hash name(Collection<String> words) {
    return hash("words:" + words.stream().sorted().collect(Collectors.joining(" ")));
  }

  public Hash log(String logId) {
    return hash("log:" + logId);
  }

  /** For matching identities within {@code pii}; never equal to a hash of the registry. */
  public String pseudonym(String email) {
    byte[] hash = key.hash("pseudonym:" + normalEmail(email), PSEUDONYM_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private Hash hash(String text) {
    return Hash.of(key.hash(text, Hash.BYTES));
  }

  public static String normalEmail(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
