package org.lanewise.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The processor this virtual machine runs on. */
public final class Processor {
  private static final Path TOLD_BY_LINUX = Path.of("/proc/cpuinfo");

  private Processor() {}

  /** Returns its maker's name for it; empty if the system does not tell. */
  public static Optional<String> name() {
    return name(TOLD_BY_LINUX);
  }

  static Optional<String> name(Path told) {
    try (var lines = Files.lines(told, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("model name") && line.contains(":"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .filter(name -> !name.isEmpty())
          .findFirst();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
