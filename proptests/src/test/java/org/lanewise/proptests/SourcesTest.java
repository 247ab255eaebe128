package org.lanewise.proptests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Networks stay small enough to be read. */
class SourcesTest {
  private static final int BOUND = 9_000;

  @Test
  void networksHaveUnderNineThousandLines() throws IOException {
    int lines = 0;
    try (Stream<Path> files = Files.walk(Path.of("../nn/src/main"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        lines += Files.readAllLines(file).size();
      }
    }
    assertTrue(lines > 0, "nn/src/main has no Java sources");
    String found = "nn/src/main has " + lines + " lines of Java, which must be under " + BOUND;
    assertTrue(lines < BOUND, found + "; delete some, or move what other modules can hold");
  }
}
