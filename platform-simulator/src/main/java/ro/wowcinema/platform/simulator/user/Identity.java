package ro.wowcinema.platform.simulator.user;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import ro.wowcinema.platform.simulator.title.PersonName;
import ro.wowcinema.platform.simulator.title.RomanianNames;
import ro.wowcinema.platform.simulator.world.Chance;

/** Who a user is. */
public record Identity(
    PersonName name, String email, Optional<LocalDate> birthDate, Optional<String> iban) {
  private static final List<String> DOMAINS = List.of("example.com", "example.org", "example.net");
  private static final double NICKNAMES = 0.01;
  private static final double WITHOUT_BIRTH_DATE = 0.03;
  private static final double WITHOUT_IBAN = 0.02;
  private static final int DAYS_OF_A_YEAR = 365;

  static Identity draw(int userId, LocalDate today, Chance chance) {
    PersonName name = RomanianNames.draw(chance);
    String email = name.forEmail() + userId % 10_000 + "@" + chance.pick(DOMAINS);
    Optional<LocalDate> birthDate =
        chance.hits(WITHOUT_BIRTH_DATE) ? Optional.empty() : Optional.of(birth(today, chance));
    Optional<String> iban =
        chance.hits(WITHOUT_IBAN) ? Optional.empty() : Optional.of(RomanianIban.draw(chance));
    PersonName shown =
        chance.hits(NICKNAMES)
            ? new PersonName(name.first() + " \"" + name.first().charAt(0) + ".\"", name.last())
            : name;
    return new Identity(shown, email, birthDate, iban);
  }

  Identity bornOn(LocalDate corrected) {
    return new Identity(name, email, Optional.of(corrected), iban);
  }

  private static LocalDate birth(LocalDate today, Chance chance) {
    double age = Math.max(14, Math.min(chance.normal(38, 14), 88));
    return today.minusDays((long) (age * DAYS_OF_A_YEAR));
  }
}
