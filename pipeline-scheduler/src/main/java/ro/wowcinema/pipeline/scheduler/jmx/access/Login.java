package ro.wowcinema.pipeline.scheduler.jmx.access;

/**
 * A user who is logged in.
 *
 * @param user of the access file
 * @param role as the access file gives it
 */
record Login(String user, Role role) {
  /** Refuses a user who only reads. */
  void mustBeAllowedToWrite(String deed) {
    if (role != Role.READWRITE) {
      throw new SecurityException(
          "User %s may not %s: that needs the role %s, and %s has %s"
              .formatted(user, deed, Role.READWRITE.text(), user, role.text()));
    }
  }

  /** Refuses what no role allows. */
  SecurityException never(String deed) {
    return new SecurityException(
        "User %s may not %s: no role allows that from outside the process".formatted(user, deed));
  }
}
