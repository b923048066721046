package ro.wowcinema.pipeline.core.load.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jooq.Field;

/**
 * The columns of a delivered file that have personal data.
 *
 * @param person column with the user id
 * @param encrypted columns that are stored encrypted only
 * @param texts columns of free text, in which account numbers are encrypted
 * @param keys columns of keys, which are encrypted only where the whole key is an account number
 * @param pseudonyms columns whose keyed hash is stored as well, and its column
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
