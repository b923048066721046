package ro.wowcinema.platform.simulator.title;

import java.text.Normalizer;
import java.util.Locale;

/** What a person is called. */
public record PersonName(String first, String last) {

  String full() {
    return first + " " + last;
  }

  /** As in an e-mail address: small ASCII letters, {@code ștefan țurcanu} is stefan.turcanu. */
  public String forEmail() {
    return ascii(first) + "." + ascii(last);
  }

  private static String ascii(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z]", "");
  }
}
