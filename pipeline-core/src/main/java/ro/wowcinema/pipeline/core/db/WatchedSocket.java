package ro.wowcinema.pipeline.core.db;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** A socket that knows since when it has been waiting for the other side. */
final class WatchedSocket extends Socket {
  private static final long IDLE = 0;

  /** In System.nanoTime(); reading and writing may happen in two threads. */
  private final AtomicLong reading = new AtomicLong(IDLE);

  private final AtomicLong writing = new AtomicLong(IDLE);

  /** The System.nanoTime() at which the read or write that is not finished began. */
  OptionalLong waitingSince() {
    long read = reading.get();
    long write = writing.get();
    if (read == IDLE && write == IDLE) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(read == IDLE || (write != IDLE && write - read < 0) ? write : read);
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        begin(reading);
        try {
          return in.read();
        } finally {
          reading.set(IDLE);
        }
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        begin(reading);
        try {
          return in.read(bytes, from, length);
        } finally {
          reading.set(IDLE);
        }
      }
    };
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(int oneByte) throws IOException {
        begin(writing);
        try {
          out.write(oneByte);
        } finally {
          writing.set(IDLE);
        }
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        begin(writing);
        try {
          out.write(bytes, from, length);
        } finally {
          writing.set(IDLE);
        }
      }
    };
  }

  private static void begin(AtomicLong wait) {
    long now = System.nanoTime();
    wait.set(now == IDLE ? 1 : now);
  }
}
