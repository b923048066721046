package ro.wowcinema.pipeline.core.load.staging;

import java.sql.Connection;
import java.sql.SQLException;

/** How personal data is protected while a file is loaded, and whose records are skipped. */
public interface PersonalDataProtection {
  /** Keeps everything as it is delivered. */
  PersonalDataProtection NONE =
      new PersonalDataProtection() {
        @Override
        public boolean isErased(String person) {
          return false;
        }

        @Override
        public String encrypt(String value) {
          return value;
        }

        @Override
        public String pseudonym(String value) {
          return null;
        }

        @Override
        public String encryptInRaw(String text) {
          return text;
        }

        @Override
        public String encryptInValue(String value) {
          return value;
        }

        @Override
        public String encryptKey(String key) {
          return key;
        }

        @Override
        public long forget(Connection connection, long sourceFileId) {
          return 0;
        }
      };

  /** Creates one for the transaction of the connection. */
  interface Source {
    PersonalDataProtection of(Connection connection) throws SQLException;
  }

  /** Whether the person of this number, as delivered, was erased. */
  boolean isErased(String person);

  /** The value so that only the holder of the key can read it. */
  String encrypt(String value);

  /** The same pseudonym for equal values; null where none is kept. */
  String pseudonym(String value);

  /** The raw text of a record or message, with every possible account number encrypted. */
  String encryptInRaw(String text);

  /** A loaded value, with every account number in it encrypted that stands as a word of its own. */
  String encryptInValue(String value);

  /** A key, encrypted only where it is an account number as a whole. */
  String encryptKey(String key);

  /**
   * Removes the personal data of erased people from a file's rejects, where a record's user could
   * not be read.
   */
  long forget(Connection connection, long sourceFileId) throws SQLException;
}
