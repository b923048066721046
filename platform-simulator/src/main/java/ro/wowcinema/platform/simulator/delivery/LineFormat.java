package ro.wowcinema.platform.simulator.delivery;

import java.util.List;

/** How the values of a record become a line; an absent value is null. */
interface LineFormat {
  boolean hasHeader();

  String header(List<String> columns);

  String line(List<String> columns, List<String> values);
}
