package ro.wowcinema.platform.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import ro.wowcinema.platform.simulator.world.Simulation;

/** A landing folder as a naive reader sees it. */
public record SimulatedLanding(Path root) {
  private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\":(?:\"([^\"]*)\"|([^,}]+))");
  private static final Pattern CSV_VALUE =
      Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^,]*))(,|$)");

  public static SimulatedLanding simulate(Path root, Simulation simulation) {
    try {
      new Simulator(simulation).writeTo(root, day -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SimulatedLanding(root);
  }

  /** Relative path to content, of every file. */
  Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(path).toString(), Files.readAllBytes(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  boolean has(String source, LocalDate day, String file) {
    return Files.exists(root.resolve(source).resolve(day.toString()).resolve(file));
  }

  /** Lines of a file, compressed or not. */
  List<String> lines(String source, LocalDate day, String file) {
    Path folder = root.resolve(source).resolve(day.toString());
    try {
      Path plain = folder.resolve(file);
      byte[] content =
          Files.exists(plain)
              ? Files.readAllBytes(plain)
              : gunzip(Files.readAllBytes(folder.resolve(file + ".gz")));
      return new String(content, UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of one file of every day of a simulation, header lines left out. */
  List<String> allLines(String source, Simulation simulation, String file) {
    List<String> all = new ArrayList<>();
    for (LocalDate day : days(simulation)) {
      if (has(source, day, file) || has(source, day, file + ".gz")) {
        List<String> lines = lines(source, day, file);
        all.addAll(file.endsWith(".jsonl") ? lines : lines.subList(1, lines.size()));
      }
    }
    return all;
  }

  /** Clean rows of users.csv by column. */
  public List<Map<String, String>> users(LocalDate day) {
    List<String> lines = lines("platform", day, "users.csv");
    return lines.stream()
        .skip(1)
        .map(line -> zip(List.of(lines.get(0).split(",", -1)), csv(line)))
        .toList();
  }

  /** Clean records of sessions.jsonl; null members are absent. */
  public List<Map<String, String>> sessions(LocalDate day) {
    return lines("platform", day, "sessions.jsonl").stream().map(SimulatedLanding::json).toList();
  }

  public static List<LocalDate> days(Simulation simulation) {
    return simulation.from().datesUntil(simulation.lastDay().plusDays(1)).toList();
  }

  private static Map<String, String> json(String line) {
    Map<String, String> members = new LinkedHashMap<>();
    for (Matcher member = MEMBER.matcher(line); member.find(); ) {
      String value = member.group(2) == null ? member.group(3) : member.group(2);
      if (!value.equals("null")) {
        members.put(member.group(1), value);
      }
    }
    return members;
  }

  private static List<String> csv(String line) {
    List<String> values = new ArrayList<>();
    for (Matcher value = CSV_VALUE.matcher(line); value.find(); ) {
      values.add(value.group(1) == null ? value.group(2) : value.group(1).replace("\"\"", "\""));
      if (value.group(3).isEmpty()) {
        break;
      }
    }
    return values;
  }

  private static Map<String, String> zip(List<String> columns, List<String> values) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int index = 0; index < columns.size(); index++) {
      row.put(columns.get(index), values.get(index));
    }
    return row;
  }

  private static byte[] gunzip(byte[] compressed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return in.readAllBytes();
    }
  }
}
