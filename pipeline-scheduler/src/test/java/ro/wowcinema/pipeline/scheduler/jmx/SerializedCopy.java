package ro.wowcinema.pipeline.scheduler.jmx;

import java.io.IOException;
import java.rmi.MarshalledObject;
import javax.management.openmbean.TabularData;

/** A copy by serialisation, as a client receives it. */
public final class SerializedCopy {
  private SerializedCopy() {}

  public static TabularData of(TabularData table) {
    try {
      return new MarshalledObject<>(table).get();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("%s cannot be sent".formatted(table), e);
    }
  }
}
