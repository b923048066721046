package ro.wowcinema.pipeline.jobs.privacy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * Every table with a column {@code user_id}, and how the rows of an erased user are treated. Rows
 * of a table that is not listed here are detached, and a test fails until the table is listed.
 */
public final class PersonalTables {
  /** How the rows of an erased user are treated. */
  public enum Treatment {
    /** Deleted. */
    DELETED,
    /** Deleted; also the rows of users who do not consent to personalisation. */
    PERSONALISED,
    /** Kept for the totals, and assigned to the pseudonymous user. */
    DETACHED
  }

  /**
   * A table.
   *
   * @param schema its schema
   * @param name its name
   */
  public record PersonalTable(String schema, String name) {
    public PersonalTable {
      requireNonNull(schema, "schema is null");
      requireNonNull(name, "name is null");
    }

    public Name qualified() {
      return DSL.name(schema, name);
    }

    public String path() {
      return schema + "." + name;
    }

    public Treatment treatment() {
      return LISTED.getOrDefault(path(), Treatment.DETACHED);
    }
  }

  public static final Map<String, Treatment> LISTED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("staging.users", Treatment.DELETED),
              Map.entry("staging.sessions", Treatment.DELETED),
              Map.entry("pii.user_identity_change", Treatment.DELETED),
              Map.entry("cleansed.user_change", Treatment.DETACHED),
              Map.entry("cleansed.session_record", Treatment.DETACHED),
              Map.entry("cleansed.watch_session", Treatment.DETACHED),
              Map.entry("change_queue.changed_user", Treatment.DETACHED),
              Map.entry("change_queue.changed_session", Treatment.DETACHED),
              Map.entry("change_queue.changed_user_version", Treatment.DETACHED),
              Map.entry("change_queue.changed_subscriber", Treatment.DETACHED),
              Map.entry("warehouse.dim_user", Treatment.DETACHED),
              Map.entry("warehouse.fact_watch_session", Treatment.DETACHED),
              Map.entry("warehouse.fact_subscription_month", Treatment.DETACHED),
              Map.entry("change_queue.session_delta", Treatment.DETACHED),
              Map.entry("change_queue.changed_user_status", Treatment.DETACHED),
              Map.entry("change_queue.changed_profile", Treatment.DETACHED),
              Map.entry("change_queue.changed_taste", Treatment.DETACHED),
              Map.entry("aggregate.genre_viewer", Treatment.DETACHED),
              Map.entry("aggregate.user_period", Treatment.DETACHED),
              Map.entry("aggregate.user_status", Treatment.DETACHED),
              Map.entry("aggregate.user_recommendation_edition", Treatment.PERSONALISED),
              Map.entry("aggregate.user_viewing_profile_edition", Treatment.PERSONALISED)));

  private PersonalTables() {}

  /** The existing tables; partitions count as part of their tables. */
  public static List<PersonalTable> withUser(DSLContext dsl) {
    return with(dsl, "user_id");
  }

  /** Tables with a column of this name. */
  public static List<PersonalTable> with(DSLContext dsl, String column) {
    return dsl.fetch(
            """
            select n.nspname, c.relname
            from pg_class as c
            join pg_namespace as n on n.oid = c.relnamespace
            join pg_attribute as a on a.attrelid = c.oid and a.attname = {0} and not a.attisdropped
            where c.relkind in ('r', 'p') and not c.relispartition
              and n.nspname in ('staging', 'cleansed', 'change_queue', 'pii', 'warehouse', 'aggregate', 'mart', 'ops')
            order by 1, 2
            """,
            DSL.val(column))
        .map(row -> new PersonalTable((String) row.get(0), (String) row.get(1)));
  }

  /** Columns of a table with an instant, which show when its user did something. */
  public static List<String> instantsOf(DSLContext dsl, PersonalTable personal) {
    return dsl.fetch(
            """
            select attname from pg_attribute
            where attrelid = {0}::regclass and atttypid = 'timestamptz'::regtype and not attisdropped
            order by attnum
            """,
            DSL.val(personal.path()))
        .map(row -> (String) row.get(0));
  }
}
