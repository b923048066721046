package ro.wowcinema.pipeline.jobs.privacy.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ro.wowcinema.pipeline.core.load.contract.UserIdText;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Encryption;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hash;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Hashes;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Ibans;
import ro.wowcinema.pipeline.jobs.source.SessionsFile;

/**
 * Finds possible identifiers of a delivered record's user in the fields of its format: a log id in
 * the field for log ids, a name in fields for names. A word in another place identifies nobody.
 */
public final class RecordIdentifiers {
  /**
   * Possible identifiers of a record's user.
   *
   * @param numbers user numbers in the record
   * @param certain e-mail addresses and accounts; one of them is sufficient
   * @param likely names and log ids, which count unless the record names another user
   * @param emails the addresses in plain text
   */
  public record Found(
      Set<String> numbers, Set<Hash> certain, Set<Hash> likely, Set<String> emails) {
    /**
     * Whether the record belongs to the person. A record with another user's number needs two
     * matching identifiers, as in a line that lost its line break; in a record with another user's
     * e-mail address a name does not count.
     *
     * @param isPersons whether a number belongs to the person
     * @param isKnown whether a hash belongs to the person
     * @param isOfAnotherUser whether an address belongs to another known user
     */
    public boolean isOf(
        Predicate<String> isPersons, Predicate<Hash> isKnown, Predicate<String> isOfAnotherUser) {
      if (numbers.stream().anyMatch(isPersons)) {
        return true;
      }
      long sure = certain.stream().filter(isKnown).count();
      boolean isLikely = likely.stream().anyMatch(isKnown);
      if (!numbers.isEmpty()) {
        return sure > 1 || (sure == 1 && isLikely);
      }
      return sure > 0 || (isLikely && emails.stream().noneMatch(isOfAnotherUser));
    }

    /** The identifiers of a record with a valid user number. */
    static Found of(Optional<String> person) {
      return new Found(person.map(Set::of).orElse(Set.of()), Set.of(), Set.of(), Set.of());
    }

    public Stream<Hash> hashes() {
      return Stream.concat(certain.stream(), likely.stream());
    }
  }

  private static final Pattern EMAIL =
      Pattern.compile(
          "[^\\s,;|:\"'<>()\\[\\]{}=\\\\@]{1,200}+@[^\\s,;|:\"'<>()\\[\\]{}=\\\\@]{1,250}");

  private static final int MOST_WORDS = 24;

  /** Limits of the search; a valid record has a dozen fields. */
  public static final int MOST_CHARACTERS = 64 * 1024;

  private static final int MOST_CELLS = 2_000;
  private static final int MOST_HASHES = 10_000;
  private static final Pattern CELL = Pattern.compile("[,;|\\t\\n]");

  /** A name and its value in JSON, even if the rest of the object is malformed. */
  private static final Pattern MEMBER =
      Pattern.compile(
          "[\"']?(\\w{1,60}+)[\"']?\\s{0,20}+[:=]\\s{0,20}+(?:\"((?:[^\"\\\\]|\\\\.){0,500})\"?|'((?:[^'\\\\]|\\\\.){0,500})'?|([^\\s,\"'{}\\[\\]]+))");

  private static final Set<String> NAMES =
      Set.of("first_name", "last_name", "middle_name", "name", "full_name");
  private static final Pattern ESCAPE =
      Pattern.compile("((?:%[0-9A-Fa-f]{2})+)|\\\\u([0-9A-Fa-f]{4})|\\\\(.)|&#(\\d{2,5});");

  private final Hashes hashes;
  private final Encryption encryption;

  public RecordIdentifiers(Hashes hashes, Encryption encryption) {
    this.hashes = hashes;
    this.encryption = encryption;
  }

  public Found of(RefusedRecord record) {
    Found found = new Found(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    record.person().ifPresent(found.numbers()::add);
    String text = encryption.decryptWithin(beginning(record.text()));
    for (String spelling : new HashSet<>(List.of(text, plain(text)))) {
      emails(spelling, found);
      accounts(spelling, found);
    }
    if (record.isOf(SessionsFile.SPEC)) {
      members(text, found);
    } else {
      cells(text, found);
    }
    return found;
  }

  private static String beginning(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
  }

  private void emails(String text, Found found) {
    Matcher email = EMAIL.matcher(text);
    while (email.find() && hasRoom(found)) {
      found.emails().add(email.group());
      found.certain().add(hashes.email(email.group()));
    }
  }

  private void accounts(String text, Found found) {
    Ibans.candidates(text).stream()
        .takeWhile(account -> hasRoom(found))
        .forEach(account -> found.certain().add(hashes.iban(account)));
  }

  private static boolean hasRoom(Found found) {
    return found.certain().size() + found.likely().size() < MOST_HASHES;
  }

  /** Names stand in adjacent fields, in any order; fields between them have no digits. */
  private void cells(String text, Found found) {
    List<String> words = new ArrayList<>();
    List<String> cells =
        CELL.splitAsStream(text).limit(MOST_CELLS).map(RecordIdentifiers::bare).toList();
    for (int i = 1; i < cells.size() && hasRoom(found); i++) {
      if (NameWords.isName(cells.get(i - 1)) && NameWords.isName(cells.get(i))) {
        found.likely().add(hashes.name(cells.get(i - 1), cells.get(i)));
      }
    }
    for (String cell : Stream.concat(cells.stream(), Stream.of("0")).toList()) {
      if (cell.isEmpty()) {
        continue;
      }
      if (cell.chars().noneMatch(it -> Character.isDigit(it) || it == '@')) {
        words.addAll(NameWords.of(cell));
      } else {
        names(words, found);
        words.clear();
      }
    }
  }

  private static String bare(String field) {
    return field.strip().replaceAll("^[\"']+|[\"']+$", "").replace("\"\"", "\"").strip();
  }

  private void members(String text, Found found) {
    List<String> words = new ArrayList<>();
    boolean isNested = false;
    for (int pass = 0; pass < 2 && found.numbers().isEmpty(); pass++) {
      Matcher member = MEMBER.matcher(text);
      int depth = 0;
      int end = 0;
      while (member.find() && hasRoom(found)) {
        depth += depth(text.substring(end, member.start()));
        end = member.end();
        if (depth <= 1 || isNested) {
          member(member.group(1).toLowerCase(Locale.ROOT), value(member), words, found);
        }
      }
      // A number in a nested object counts only if the object itself has none.
      isNested = true;
    }
    names(words, found);
  }

  private static int depth(String between) {
    return (int)
        (between.chars().filter(it -> it == '{' || it == '[').count()
            - between.chars().filter(it -> it == '}' || it == ']').count());
  }

  private static String value(Matcher member) {
    for (int group = 2; group <= 4; group++) {
      if (member.group(group) != null) {
        return plain(member.group(group));
      }
    }
    return "";
  }

  private void member(String name, String value, List<String> words, Found found) {
    if (name.equals("log_id")) {
      found.likely().add(hashes.log(value));
    } else if (name.equals("user_id")) {
      UserIdText.canonical(value).ifPresent(found.numbers()::add);
    } else if (NAMES.contains(name)) {
      words.addAll(NameWords.of(value));
    }
  }

  private void names(List<String> all, Found found) {
    // A longer sequence of words is prose.
    List<String> words = all.subList(0, Math.min(all.size(), MOST_WORDS));
    NameWords.names(words).stream()
        .takeWhile(name -> hasRoom(found))
        .forEach(name -> found.likely().add(hashes.name(name)));
  }

  /** The text without the escapes of URLs, JSON and HTML. */
  private static String plain(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            match -> {
              String plain =
                  match.group(1) != null
                      ? ofPercents(match.group(1))
                      : match.group(2) != null
                          ? String.valueOf((char) Integer.parseInt(match.group(2), 16))
                          : match.group(3) != null
                              ? ofLetter(match.group(3))
                              : String.valueOf((char) Integer.parseInt(match.group(4)));
              return Matcher.quoteReplacement(plain);
            });
  }

  private static String ofLetter(String letter) {
    return "bfnrt".contains(letter) ? " " : letter;
  }

  private static String ofPercents(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 1; i < escaped.length(); i += 3) {
      bytes.write(Integer.parseInt(escaped.substring(i, i + 2), 16));
    }
    return bytes.toString(UTF_8);
  }
}
