package ro.wowcinema.platform.simulator.title;

import java.util.List;
import java.util.OptionalInt;

/**
 * A person who makes films.
 *
 * @param knownFor grows with the titles they are credited with
 */
public record FilmPerson(
    String id,
    String name,
    OptionalInt birthYear,
    OptionalInt deathYear,
    List<String> professions,
    List<String> knownFor) {}
