package ro.wowcinema.pipeline.core.db;

/**
 * The role that loads run in: it may change rows, but no table definitions. A login that owns the
 * schema or the server gives up that power for the duration of the connection.
 */
final class PipelineRole {
  /**
   * Sets the role where the database grants it and the login may set it; otherwise the login keeps
   * its own role, which is how a database is read before its migration. From version 16 on, a
   * member may lack the right to set a role.
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
