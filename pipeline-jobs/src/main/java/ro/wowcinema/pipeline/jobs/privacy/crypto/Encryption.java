package ro.wowcinema.pipeline.jobs.privacy.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Encrypts texts by AES-256-SIV: {@code v1:}, Tink's ciphertext in URL-safe Base64, and a
 * terminating full stop. Equal texts encrypted by the same key are equal, so that an unchanged
 * delivery changes nothing and an encrypted log id stays a key.
 */
public final class Encryption {
  /** The prefix of every encrypted text. */
  public static final String PREFIX = "v1:";

  private static final String END = ".";
  private static final byte[] NO_CONTEXT = {};

  /** Five bytes of Tink's prefix and sixteen of the authentication tag are 28 characters. */
  private static final Pattern ENCRYPTED = Pattern.compile("v1:([A-Za-z0-9_-]{28,})\\.");

  private final PrivacyKey key;

  public Encryption(PrivacyKey key) {
    this.key = key;
  }

  public String encrypt(String text) {
    try {
      byte[] encrypted = key.aead().encryptDeterministically(text.getBytes(UTF_8), NO_CONTEXT);
      return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted) + END;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A text cannot be encrypted", e);
    }
  }

  /**
   * Decrypts a text.
   *
   * @throws PrivacyException if it was encrypted by another key, was changed since, or only looks
   *     encrypted
   */
  public String decrypt(String encrypted) {
    Matcher whole = ENCRYPTED.matcher(encrypted);
    Optional<String> plain = whole.matches() ? decrypted(whole.group(1)) : Optional.empty();
    return plain.orElseThrow(
        () ->
            new PrivacyException(
                "A text cannot be decrypted: it was encrypted by another key, was changed, or only looks encrypted"));
  }

  /**
   * The text with all encrypted values decrypted. Values that only look encrypted, or were
   * encrypted by another key, stay unchanged: a delivery may contain such a text.
   */
  public String decryptWithin(String text) {
    return replaceWithin(text, plain -> plain);
  }

  /** The text with every decryptable value encrypted by the current encryption key. */
  public String reencryptWithin(String text) {
    return replaceWithin(text, this::encrypt);
  }

  /**
   * The raw text of a record or message with every account number encrypted; encrypted values stay
   * unchanged.
   */
  public String encryptInRaw(String text) {
    return encryptAround(text, Ibans::inRaw);
  }

  /** A loaded value, such as a name, with every account number encrypted. */
  public String encryptInValue(String value) {
    return encryptAround(value, Ibans::inValue);
  }

  /** A key, encrypted if it is an account number as a whole. */
  public String encryptKey(String text) {
    return Ibans.isAccount(text) ? encrypt(text) : text;
  }

  private String encryptAround(String text, Function<String, List<Ibans.Found>> accounts) {
    if (!text.contains(PREFIX)) {
      return encryptAccounts(text, accounts);
    }
    StringBuilder result = new StringBuilder();
    Matcher encrypted = ENCRYPTED.matcher(text);
    int end = 0;
    while (encrypted.find()) {
      if (decrypted(encrypted.group(1)).isPresent()) {
        result.append(encryptAccounts(text.substring(end, encrypted.start()), accounts));
        result.append(encrypted.group());
        end = encrypted.end();
      }
    }
    return result.append(encryptAccounts(text.substring(end), accounts)).toString();
  }

  private String encryptAccounts(String text, Function<String, List<Ibans.Found>> accounts) {
    StringBuilder result = new StringBuilder();
    int end = 0;
    for (Ibans.Found account : accounts.apply(text)) {
      result.append(text, end, account.from());
      result.append(encrypt(text.substring(account.from(), account.to())));
      end = account.to();
    }
    return end == 0 ? text : result.append(text, end, text.length()).toString();
  }

  private String replaceWithin(String text, UnaryOperator<String> replacement) {
    return ENCRYPTED
        .matcher(text)
        .replaceAll(
            (MatchResult match) ->
                Matcher.quoteReplacement(
                    decrypted(match.group(1)).map(replacement).orElse(match.group())));
  }

  private Optional<String> decrypted(String base64) {
    try {
      byte[] encrypted = Base64.getUrlDecoder().decode(base64);
      return Optional.of(
          new String(key.aead().decryptDeterministically(encrypted, NO_CONTEXT), UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
