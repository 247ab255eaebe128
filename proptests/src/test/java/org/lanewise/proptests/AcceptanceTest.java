package org.lanewise.proptests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of acceptance points that contributors read names the tests there are, and all. */
class AcceptanceTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*\\| ([^|]+) \\|$");
  private static final Pattern CLASS = Pattern.compile("`(\\w+)`");
  private static final Pattern TEST =
      Pattern.compile("@DisplayName\\(\\s*\"acceptance point (\\d+): ");

  @Test
  void everyPointHasATestAndTheTableNamesIt() throws IOException {
    Map<Integer, TreeSet<String>> table = new TreeMap<>();
    for (Matcher row = ROW.matcher(Files.readString(Path.of("../CONTRIBUTING.md"))); row.find(); ) {
      TreeSet<String> classes = new TreeSet<>();
      CLASS.matcher(row.group(2)).results().forEach(name -> classes.add(name.group(1)));
      table.put(Integer.valueOf(row.group(1)), classes);
    }
    Map<Integer, TreeSet<String>> tests = new TreeMap<>();
    for (String module : List.of("nn-data", "nn", "cli")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          TEST.matcher(Files.readString(file))
              .results()
              .map(test -> Integer.valueOf(test.group(1)))
              .forEach(point -> tests.computeIfAbsent(point, p -> new TreeSet<>()).add(name));
        }
      }
    }
    assertEquals(IntStream.rangeClosed(1, 17).boxed().toList(), List.copyOf(tests.keySet()));
    assertEquals(tests, table);
  }
}
