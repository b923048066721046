package ro.wowcinema.pipeline.jobs.privacy.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SealTest {
  private static final String IBAN = "RO49AAAA1B31007593840000";

  private final PrivacyKey key = PrivacyKey.random();
  private final Seal seal = new Seal(key);

  @Test
  void whatIsSealedCanBeReadByTheKeyOnly() {
    String sealed = seal.seal(IBAN);

    assertThat(sealed).startsWith("v1:").doesNotContain(IBAN);
    assertThat(new Seal(key).unseal(sealed)).isEqualTo(IBAN);
    assertThatThrownBy(() -> new Seal(PrivacyKey.random()).unseal(sealed))
        .isInstanceOf(PrivacyException.class);
  }

  @Test
  void theSameIsTheSameAndAnotherIsNot() {
    assertThat(seal.seal(IBAN)).isEqualTo(seal.seal(IBAN)).isNotEqualTo(seal.seal(IBAN + "1"));
  }

  @Test
  void whatWasChangedIsRefused() {
    String sealed = seal.seal(IBAN);
    String changed =
        sealed.substring(0, 20) + (sealed.charAt(20) == 'A' ? 'B' : 'A') + sealed.substring(21);

    assertThatThrownBy(() -> seal.unseal(changed)).isInstanceOf(PrivacyException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "v1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "Pop v1:______________________________________________________________"
      })
  void whatOnlyLooksSealedStaysAsItIs(String text) {
    assertThat(seal.unsealWithin(text)).isEqualTo(text);
    assertThat(seal.unsealWithin(text + " " + seal.seal(IBAN))).isEqualTo(text + " " + IBAN);
  }

  @Test
  void accountBehindTheMarkOfSealedTextsIsSealed() {
    String text = "v1:" + IBAN + "-AAAAAAAAAAAAAAAAAAAA";

    assertThat(seal.sealInRaw(text)).doesNotContain(IBAN);
  }

  @Test
  void accountsWithinATextAreSealedOnceAndReadableAgain() {
    String line =
        "7,Ana,Pop,ana@wow.example,,RO49 AAAA 1B31 0075 9384 0000,12," + IBAN + ",tt0000001";

    String sealed = seal.sealInRaw(line);

    assertThat(sealed).startsWith("7,Ana,Pop,ana@wow.example,,v1:").endsWith(",tt0000001");
    assertThat(sealed).doesNotContain("9384");
    assertThat(seal.sealInRaw(sealed)).isEqualTo(sealed);
    assertThat(seal.unsealWithin(sealed)).isEqualTo(line);
  }
}
