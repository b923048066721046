package ro.wowcinema.pipeline.jobs.privacy.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ro.wowcinema.pipeline.core.load.contract.UserIdText;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Encryption;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hash;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hashes;

/**
 * Finds possible identifiers of a user in a message of the product: a value next to the name of its
 * field, as in {@code user_id is '17'} or {@code "user_id": 17}. Other words of a message identify
 * nobody: a log id may be {@code true}.
 */
public final class MessageFields {
  /** A possible identifier in a text. */
  public record Place(Hash hash, int from, int to, boolean isUser) {}

  private static final Pattern FIELD =
      Pattern.compile(
          "(?i)(?<![\\w.-])(user_id|email|iban|log_id|session_id)[\"']?(?:\\s*[:=]\\s*|\\s+is\\s+)"
              + "(?:\"([^\"\\n]{1,100})\"|'([^'\\n]{1,100})'|(\\d[\\d.eE+]{0,39})(?![\\w-]))");

  private final Hashes hashes;
  private final Encryption encryption;

  MessageFields(Hashes hashes, Encryption encryption) {
    this.hashes = hashes;
    this.encryption = encryption;
  }

  /** All possible identifiers, in order and not overlapping. */
  List<Place> of(String text) {
    List<Place> found = new ArrayList<>();
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      int value = field.group(2) != null ? 2 : field.group(3) != null ? 3 : 4;
      boolean isUser = field.group(1).equalsIgnoreCase("user_id");
      String plain = encryption.decryptWithin(field.group(value));
      Hash hash = hash(field.group(1).toLowerCase(Locale.ROOT), plain);
      if (hash != null) {
        found.add(new Place(hash, field.start(value), field.end(value), isUser));
      }
    }
    return found;
  }

  /** Null if the value is not valid for the field. */
  private Hash hash(String field, String value) {
    return switch (field) {
      case "user_id" -> UserIdText.canonical(value).map(hashes::user).orElse(null);
      case "email" -> hashes.email(value);
      case "iban" -> hashes.iban(value);
      default -> hashes.log(value);
    };
  }
}
