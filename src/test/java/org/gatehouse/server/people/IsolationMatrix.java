package org.gatehouse.server.people;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The table of who gets which answer. */
public final class IsolationMatrix {
  private static final String FILE = "/isolation/matrix.txt";

  private IsolationMatrix() {}

  /**
   * One line.
   *
   * @param statuses what each kind of caller gets
   * @param body JSON, with placeholders
   */
  public record Line(
      String method, String path, Map<Caller, Integer> statuses, Optional<String> body) {
    /** Method and path, as a resource declares them. */
    public String endpoint() {
      return method + " " + path;
    }

    static Line parse(String text) {
      String[] columns = text.split("\\|", 3);
      String[] endpoint = columns[0].strip().split(" +", 2);
      String[] given = columns[1].strip().split(" +", -1);
      if (given.length != Caller.values().length) {
        throw new IllegalStateException("not a status for each caller: " + text);
      }
      Map<Caller, Integer> statuses = new EnumMap<>(Caller.class);
      for (Caller caller : Caller.values()) {
        statuses.put(caller, Integer.valueOf(given[statuses.size()]));
      }
      return new Line(
          endpoint[0],
          endpoint[1],
          statuses,
          columns.length < 3 ? Optional.empty() : Optional.of(columns[2].strip()));
    }
  }

  /** The kinds of callers, in the order of the table. */
  public enum Caller {
    NOBODY,
    OTHER_MEMBER,
    OTHER_ADMINISTRATOR,
    MEMBER,
    ADMINISTRATOR,
    OWNER
  }

  /** The table. */
  public static List<Line> read() {
    try (InputStream file =
        Objects.requireNonNull(IsolationMatrix.class.getResourceAsStream(FILE), FILE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Line::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
