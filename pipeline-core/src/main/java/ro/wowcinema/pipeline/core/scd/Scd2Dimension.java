package ro.wowcinema.pipeline.core.scd;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.Table;

/**
 * A slowly changing dimension of type 2: one row per version of a member, versions half open {@code
 * [valid_from, valid_to)} and without gaps.
 *
 * @param table the dimension
 * @param surrogateKey what facts point to: one for each version
 * @param naturalKey what a member is known by outside
 * @param validFrom start of a version, inclusive
 * @param validTo end of a version, exclusive
 * @param isCurrent whether it is the member's latest version
 * @param tracked attributes whose change makes a new version
 * @param overwritten attributes that have one value for all versions of a member
 * @see <a
 *     href="https://www.kimballgroup.com/data-warehouse-business-intelligence-resources/kimball-techniques/dimensional-modeling-techniques/type-2/">Kimball,
 *     type 2</a>
 */
public record Scd2Dimension(
    Table<?> table,
    Field<Long> surrogateKey,
    Field<?> naturalKey,
    Field<Instant> validFrom,
    Field<Instant> validTo,
    Field<Boolean> isCurrent,
    List<Field<?>> tracked,
    List<Field<?>> overwritten) {
  /** When the first known version of a member starts. */
  public static final Instant BEGINNING = Instant.parse("1900-01-01T00:00:00Z");

  /** When the current version of a member ends. */
  public static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

  public Scd2Dimension {
    requireNonNull(table, "table is null");
    requireNonNull(surrogateKey, "surrogateKey is null");
    requireNonNull(naturalKey, "naturalKey is null");
    requireNonNull(validFrom, "validFrom is null");
    requireNonNull(validTo, "validTo is null");
    requireNonNull(isCurrent, "isCurrent is null");
    tracked = List.copyOf(tracked);
    overwritten = List.copyOf(overwritten);
  }

  /** Natural key and all attributes. */
  List<Field<?>> described() {
    List<Field<?>> all = new ArrayList<>(List.of(naturalKey));
    all.addAll(tracked);
    all.addAll(overwritten);
    return all;
  }

  /** All columns but the surrogate key. */
  List<Field<?>> stored() {
    List<Field<?>> all = described();
    all.addAll(List.of(validFrom, validTo, isCurrent));
    return all;
  }
}
