package ro.wowcinema.pipeline.core.load.contract;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user id as delivered, in any notation: {@code 0017}, {@code 17.0} and {@code 1.7e1} all mean
 * user 17. A record that the loader refuses for its notation is still a record of that user.
 */
public final class UserIdText {
  private static final Pattern NOTATION =
      Pattern.compile("\\+?\\d{1,40}(?:\\.\\d{0,40})?(?:[eE][+-]?\\d{1,2})?");

  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private UserIdText() {}

  /** The number in plain digits; empty where the text is not a positive whole number. */
  public static Optional<String> canonical(String text) {
    String bare = text.replace("\"", "").replace("'", "").strip();
    if (!NOTATION.matcher(bare).matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(bare);
    boolean isPerson =
        number.signum() > 0
            && number.compareTo(MOST) <= 0
            && number.stripTrailingZeros().scale() <= 0;
    return isPerson ? Optional.of(number.toBigIntegerExact().toString()) : Optional.empty();
  }
}
