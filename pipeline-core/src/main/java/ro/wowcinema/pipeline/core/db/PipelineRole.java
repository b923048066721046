package ro.wowcinema.pipeline.core.db;

/**
 * The role that loads run in: it changes rows, and no table. Whoever owns the schema or the server
 * lays that power off for as long as a connection lasts.
 */
final class PipelineRole {
  /**
   * Takes the role where the database was given to it and the login may; elsewhere the login stays
   * itself, which is how a database that is still to be migrated is looked at. From version 16 on
   * there are members who may not take a role.
   */
  static final String TAKE =
      """
      SELECT set_config('role', role.rolname, false)
      FROM pg_roles AS role, pg_namespace AS namespace
      WHERE role.rolname = 'wow_pipeline' AND namespace.nspname = 'ops'
        AND has_schema_privilege(role.oid, namespace.oid, 'USAGE')
        AND pg_has_role(session_user, role.oid,
          CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)
      """;

  /**
   * The login, for people and for SQL, where the database was given to the role and the login has
   * neither what the role nor what the schema's owner may. No row elsewhere.
   */
  static final String LOCKED_OUT =
      """
      SELECT session_user::text, quote_ident(session_user)
      FROM pg_roles AS role, pg_namespace AS namespace
      WHERE role.rolname = 'wow_pipeline' AND namespace.nspname = 'ops'
        AND has_schema_privilege(role.oid, namespace.oid, 'USAGE')
        AND NOT pg_has_role(role.oid, 'USAGE')
        AND NOT pg_has_role(namespace.nspowner, 'USAGE')
      """;

  private PipelineRole() {}
}
