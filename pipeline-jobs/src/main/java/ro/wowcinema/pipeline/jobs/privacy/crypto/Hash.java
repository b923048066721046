package ro.wowcinema.pipeline.jobs.privacy.crypto;

import java.nio.ByteBuffer;

/**
 * A keyed hash, 128 bits of it: as small as it can be for a set of all who were erased.
 *
 * @param high its first half
 * @param low its second half
 */
public record Hash(long high, long low) {
  static final int BYTES = 16;

  public static Hash of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Hash(buffer.getLong(), buffer.getLong());
  }

  public byte[] toBytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }
}
