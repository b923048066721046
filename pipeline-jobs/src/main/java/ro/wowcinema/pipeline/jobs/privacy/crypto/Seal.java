package ro.wowcinema.pipeline.jobs.privacy.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals texts by AES-256-GCM: {@code v1:} and, in URL-safe Base64, the nonce, what is sealed, and
 * its tag. The nonce is a keyed hash of the text, so that the same text is the same when sealed (an
 * unchanged delivery changes nothing), and no two texts share one. Of one thread.
 */
public final class Seal {
  private static final String PREFIX = "v1:";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final Pattern SEALED = Pattern.compile("v1:[A-Za-z0-9_-]{38,}");

  private final SecretKeySpec key;
  private final Mac nonces;

  public Seal(PrivacyKey privacyKey) {
    this.key = new SecretKeySpec(privacyKey.derived("seal"), "AES");
    this.nonces = PrivacyKey.mac(privacyKey.derived("nonce"));
  }

  public String seal(String text) {
    byte[] plain = text.getBytes(UTF_8);
    byte[] nonce = Arrays.copyOf(nonces.doFinal(plain), NONCE);
    byte[] sealed = apply(Cipher.ENCRYPT_MODE, nonce, plain, 0);
    byte[] both = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, both, NONCE, sealed.length);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
  }

  /**
   * What was sealed.
   *
   * @throws PrivacyException where another key sealed it, it was changed since, or it only looks
   *     sealed
   */
  public String unseal(String sealed) {
    try {
      byte[] both = Base64.getUrlDecoder().decode(sealed.substring(PREFIX.length()));
      return new String(apply(Cipher.DECRYPT_MODE, Arrays.copyOf(both, NONCE), both, NONCE), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new PrivacyException("A value that looks sealed is not Base64", e);
    }
  }

  /**
   * The raw text of a record or message with every account number in it encrypted; what is
   * encrypted stays as it is.
   */
  public String sealInRaw(String text) {
    return sealAround(text, Ibans::inRaw);
  }

  /** A loaded value, such as a name, with every account number in it encrypted. */
  public String sealInValue(String value) {
    return sealAround(value, Ibans::inValue);
  }

  /** A key, encrypted where it is an account number as a whole. */
  public String sealKey(String key) {
    return Ibans.isAccount(key) ? seal(key) : key;
  }

  private String sealAround(String text, Function<String, List<Ibans.Found>> accounts) {
    if (!text.contains(PREFIX)) {
      return sealAccounts(text, accounts);
    }
    StringBuilder result = new StringBuilder();
    Matcher sealed = SEALED.matcher(text);
    int end = 0;
    while (sealed.find()) {
      if (!unsealed(sealed.group()).equals(sealed.group())) {
        result.append(sealAccounts(text.substring(end, sealed.start()), accounts));
        result.append(sealed.group());
        end = sealed.end();
      }
    }
    return result.append(sealAccounts(text.substring(end), accounts)).toString();
  }

  private String sealAccounts(String text, Function<String, List<Ibans.Found>> accounts) {
    StringBuilder result = new StringBuilder();
    int end = 0;
    for (Ibans.Found account : accounts.apply(text)) {
      result.append(text, end, account.from());
      result.append(seal(text.substring(account.from(), account.to())));
      end = account.to();
    }
    return end == 0 ? text : result.append(text, end, text.length()).toString();
  }

  /**
   * The text with all that is sealed in it as it was. What only looks sealed, or was sealed by
   * another key, stays as it is: anybody can deliver such a text.
   */
  public String unsealWithin(String text) {
    return SEALED
        .matcher(text)
        .replaceAll((MatchResult match) -> Matcher.quoteReplacement(unsealed(match.group())));
  }

  private String unsealed(String text) {
    try {
      return unseal(text);
    } catch (PrivacyException e) {
      return text;
    }
  }

  private byte[] apply(int mode, byte[] nonce, byte[] bytes, int from) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(bytes, from, bytes.length - from);
    } catch (GeneralSecurityException e) {
      throw new PrivacyException(
          "A sealed value cannot be opened: another key sealed it, or it was changed", e);
    }
  }
}
