package ro.wowcinema.pipeline.jobs.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.crypto.Mac;

/** Keyed hashes of what identifies a person; without the key nobody can try who it is. */
final class Hashes {
  private final Mac registry;
  private final Mac pseudonyms;

  Hashes(PrivacyKey key) {
    this.registry = PrivacyKey.mac(key.derived("registry"));
    this.pseudonyms = PrivacyKey.mac(key.derived("pseudonym"));
  }

  Hash user(long userId) {
    return hash("user:" + userId);
  }

  /** Of a number as delivered, which may have zeros in front. */
  Hash user(String userId) {
    return user(Long.parseLong(userId));
  }

  Hash email(String email) {
    return hash("email:" + normalEmail(email));
  }

  Hash iban(String iban) {
    return hash("iban:" + Ibans.normal(iban));
  }

  /** A name as one writes it, first name first. */
  Hash name(String first, String last) {
    return hash("name:" + (first.strip() + " " + last.strip()).toLowerCase(Locale.ROOT));
  }

  /** The words of a name, in whatever order they stand, as {@link NameWords} has them. */
  Hash name(Collection<String> words) {
    return hash("words:" + words.stream().sorted().collect(Collectors.joining(" ")));
  }

  Hash log(String logId) {
    return hash("log:" + logId);
  }

  /** For matching identities within {@code pii}; another key than that of the registry. */
  String pseudonym(String email) {
    byte[] hash = pseudonyms.doFinal(normalEmail(email).getBytes(UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private Hash hash(String text) {
    return Hash.of(registry.doFinal(text.getBytes(UTF_8)));
  }

  static String normalEmail(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
