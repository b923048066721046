package ro.wowcinema.pipeline.jobs.privacy.crypto;

import java.nio.ByteBuffer;

/**
 * The first 128 bits of a keyed hash: compact, because all erased users are held in memory.
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
