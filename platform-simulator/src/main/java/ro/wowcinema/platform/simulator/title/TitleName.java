package ro.wowcinema.platform.simulator.title;

/** A title as it is known and as it was released. */
public record TitleName(String primary, String original) {
  static TitleName same(String text) {
    return new TitleName(text, text);
  }
}
