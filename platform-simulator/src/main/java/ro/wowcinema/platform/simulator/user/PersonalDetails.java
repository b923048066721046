package ro.wowcinema.platform.simulator.user;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import ro.wowcinema.platform.simulator.title.PersonName;
import ro.wowcinema.platform.simulator.title.RomanianNames;
import ro.wowcinema.platform.simulator.world.RandomStream;

/** Who a user is. */
public record PersonalDetails(
    PersonName name, String email, Optional<LocalDate> birthDate, Optional<String> iban) {
  private static final List<String> DOMAINS = List.of("example.com", "example.org", "example.net");
  private static final double NICKNAMES = 0.01;
  private static final double WITHOUT_BIRTH_DATE = 0.03;
  private static final double WITHOUT_IBAN = 0.02;
  private static final int DAYS_OF_A_YEAR = 365;

  static PersonalDetails draw(int userId, LocalDate today, RandomStream chance) {
    PersonName name = RomanianNames.draw(chance);
    String email = name.forEmail() + userId % 10_000 + "@" + chance.pick(DOMAINS);
    Optional<LocalDate> birthDate =
        chance.isTrueWith(WITHOUT_BIRTH_DATE)
            ? Optional.empty()
            : Optional.of(birth(today, chance));
    Optional<String> iban =
        chance.isTrueWith(WITHOUT_IBAN) ? Optional.empty() : Optional.of(RomanianIban.draw(chance));
    PersonName shown =
        chance.isTrueWith(NICKNAMES)
            ? new PersonName(name.first() + " \"" + name.first().charAt(0) + ".\"", name.last())
            : name;
    return new PersonalDetails(shown, email, birthDate, iban);
  }

  PersonalDetails bornOn(LocalDate corrected) {
    return new PersonalDetails(name, email, Optional.of(corrected), iban);
  }

  private static LocalDate birth(LocalDate today, RandomStream chance) {
    double age = Math.max(14, Math.min(chance.normal(38, 14), 88));
    return today.minusDays((long) (age * DAYS_OF_A_YEAR));
  }
}
