package ro.wowcinema.platform.simulator.title;

/** IMDb's ids: two letters and at least seven digits. */
public final class ImdbId {
  private static final int DIGITS = 7;

  private ImdbId() {}

  public static String title(int number) {
    return "tt" + padded(number);
  }

  static String person(int number) {
    return "nm" + padded(number);
  }

  private static String padded(int number) {
    String digits = Integer.toString(number);
    return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
  }
}
