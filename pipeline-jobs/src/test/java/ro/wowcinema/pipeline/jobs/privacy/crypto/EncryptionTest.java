package ro.wowcinema.pipeline.jobs.privacy.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EncryptionTest {
  private static final String IBAN = "RO49AAAA1B31007593840000";

  private final PrivacyKey key = PrivacyKey.random();
  private final Encryption encryption = new Encryption(key);

  @Test
  void encryptedTextIsReadableWithTheKeyOnly() {
    String encrypted = encryption.encrypt(IBAN);

    assertThat(encrypted).startsWith("v1:").doesNotContain(IBAN);
    assertThat(new Encryption(key).decrypt(encrypted)).isEqualTo(IBAN);
    assertThatThrownBy(() -> new Encryption(PrivacyKey.random()).decrypt(encrypted))
        .isInstanceOf(PrivacyException.class);
  }

  @Test
  void equalTextsAreEqualWhenEncrypted() {
    assertThat(encryption.encrypt(IBAN))
        .isEqualTo(encryption.encrypt(IBAN))
        .isNotEqualTo(encryption.encrypt(IBAN + "1"));
  }

  @Test
  void changedCiphertextIsRefused() {
    String encrypted = encryption.encrypt(IBAN);
    String changed =
        encrypted.substring(0, 20)
            + (encrypted.charAt(20) == 'A' ? 'B' : 'A')
            + encrypted.substring(21);

    assertThatThrownBy(() -> encryption.decrypt(changed)).isInstanceOf(PrivacyException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.",
        "v1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.",
        "Pop v1:______________________________________________________________."
      })
  void textThatOnlyLooksEncryptedIsUnchanged(String text) {
    assertThat(encryption.decryptWithin(text)).isEqualTo(text);
    assertThat(encryption.decryptWithin(text + " " + encryption.encrypt(IBAN)))
        .isEqualTo(text + " " + IBAN);
  }

  @Test
  void accountAfterTheEncryptionPrefixIsEncrypted() {
    String text = "v1:" + IBAN + "-AAAAAAAAAAAAAAAAAAAA";

    assertThat(encryption.encryptInRaw(text)).doesNotContain(IBAN);
  }

  @Test
  void accountsWithinATextAreEncryptedOnceAndReadableAgain() {
    String line =
        "7,Ana,Pop,ana@wow.example,,RO49 AAAA 1B31 0075 9384 0000,12," + IBAN + ",tt0000001";

    String encrypted = encryption.encryptInRaw(line);

    assertThat(encrypted).startsWith("7,Ana,Pop,ana@wow.example,,v1:").endsWith(",tt0000001");
    assertThat(encrypted).doesNotContain("9384");
    assertThat(encryption.encryptInRaw(encrypted)).isEqualTo(encrypted);
    assertThat(encryption.decryptWithin(encrypted)).isEqualTo(line);
  }

  /** The following log id or word may consist of Base64 characters. */
  @Test
  void textAfterAnEncryptedTextIsNotPartOfIt() {
    String line = IBAN + "-v1_" + IBAN + "." + IBAN;

    String encrypted = encryption.encryptInRaw(line);

    assertThat(encrypted).doesNotContain(IBAN);
    assertThat(encryption.decryptWithin(encrypted)).isEqualTo(line);
    assertThat(encryption.encryptInRaw(encrypted)).isEqualTo(encrypted);
  }

  @Test
  void everyKeyOfTheFileDecryptsAndThePrimaryEncrypts() {
    PrivacyKey rotated = key.withNewEncryptionKey();
    String old = encryption.encrypt(IBAN);

    assertThat(new Encryption(rotated).decrypt(old)).isEqualTo(IBAN);
    assertThat(new Encryption(rotated).encrypt(IBAN)).isNotEqualTo(old);
    assertThat(new Encryption(rotated.encryptingWith(key.encryptionKey())).encrypt(IBAN))
        .isEqualTo(old);
    assertThat(new Encryption(rotated.withoutOldEncryptionKeys()).decryptWithin(old))
        .isEqualTo(old);
    assertThat(rotated.withoutOldEncryptionKeys().encryptionKeys())
        .containsExactly(rotated.encryptionKey());
  }

  @Test
  void reencryptsOnlyDecryptableTexts() {
    PrivacyKey rotated = key.withNewEncryptionKey();
    Encryption newest = new Encryption(rotated);
    String strange = new Encryption(PrivacyKey.random()).encrypt(IBAN);
    String text = "a " + encryption.encrypt(IBAN) + " b " + strange + " " + newest.encrypt("c");

    String again = newest.reencryptWithin(text);

    assertThat(again)
        .isEqualTo("a " + newest.encrypt(IBAN) + " b " + strange + " " + newest.encrypt("c"));
    assertThat(newest.reencryptWithin(again)).isEqualTo(again);
  }

  /** Erased users must be recognised, and e-mail addresses matched, with any encryption key. */
  @Test
  void rotationKeepsHashesAndFingerprint() {
    PrivacyKey rotated =
        PrivacyKey.ofText(key.withNewEncryptionKey().withoutOldEncryptionKeys().toText());
    Hashes before = new Hashes(key);
    Hashes after = new Hashes(rotated);

    assertThat(rotated.fingerprint()).isEqualTo(key.fingerprint());
    assertThat(after.user(7)).isEqualTo(before.user(7)).isNotEqualTo(before.user(8));
    assertThat(after.pseudonym("A@wow.example")).isEqualTo(before.pseudonym("a@wow.example"));
    assertThat(new Hashes(PrivacyKey.random()).user(7)).isNotEqualTo(before.user(7));
  }
}
