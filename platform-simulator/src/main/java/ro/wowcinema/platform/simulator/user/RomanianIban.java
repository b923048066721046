package ro.wowcinema.platform.simulator.user;

import java.util.List;
import ro.wowcinema.platform.simulator.world.RandomStream;

/** Romanian account numbers: RO, two check digits, the bank, 16 letters or digits. */
final class RomanianIban {
  private static final List<String> BANKS =
      List.of("BTRL", "RNCB", "BRDE", "INGB", "RZBR", "BACX", "CECE", "PIRB", "UGBI");
  private static final String LETTERS_AND_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int ACCOUNT_LENGTH = 16;
  private static final int MODULUS = 97;

  private RomanianIban() {}

  static String draw(RandomStream chance) {
    StringBuilder account = new StringBuilder(chance.pick(BANKS));
    // A branch may have letters in its code; the account itself is a number.
    for (int position = 0; position < ACCOUNT_LENGTH; position++) {
      int choices = position < 4 ? LETTERS_AND_DIGITS.length() : 10;
      account.append(LETTERS_AND_DIGITS.charAt(chance.below(choices)));
    }
    int checkDigits = MODULUS + 1 - remainder(account + "RO00");
    return "RO" + (checkDigits < 10 ? "0" : "") + checkDigits + account;
  }

  /** ISO 7064 MOD 97-10: letters count as 10 to 35. */
  private static int remainder(String text) {
    int remainder = 0;
    for (int position = 0; position < text.length(); position++) {
      int value = LETTERS_AND_DIGITS.indexOf(text.charAt(position));
      remainder = (remainder * (value < 10 ? 10 : 100) + value) % MODULUS;
    }
    return remainder;
  }
}
