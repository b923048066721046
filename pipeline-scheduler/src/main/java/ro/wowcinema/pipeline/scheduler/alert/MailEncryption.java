package ro.wowcinema.pipeline.scheduler.alert;

/** How mail is kept private on its way to the mail server. */
public enum MailEncryption {
  /** Not at all. */
  NONE,
  /** The connection turns to TLS before anything is said; refused where the server cannot. */
  STARTTLS,
  /** TLS from the first byte. */
  TLS
}
