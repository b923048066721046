package ro.wowcinema.pipeline.core.load.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jooq.Field;

/**
 * Which columns of a delivered file speak of a person.
 *
 * @param person column with the person's number
 * @param encrypted columns that are kept encrypted only
 * @param texts columns of free text, in which account numbers are encrypted where they stand
 * @param keys columns of keys, which are encrypted only where they are an account as a whole
 * @param pseudonyms columns of which a keyed hash is kept as well, and where it goes
 */
public record PersonalColumns(
    String person,
    List<String> encrypted,
    List<String> texts,
    List<String> keys,
    Map<String, Field<String>> pseudonyms) {
  public PersonalColumns {
    requireNonNull(person, "person is null");
    encrypted = List.copyOf(encrypted);
    texts = List.copyOf(texts);
    keys = List.copyOf(keys);
    pseudonyms = Map.copyOf(pseudonyms);
  }
}
