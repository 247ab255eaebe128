package org.lanewise.core.simd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The cache size that blocks are cut for: what Linux says of the first processor, or the size that
 * every processor of the last decade has. Only speed depends on it, never a result.
 */
final class Caches {
  private static final int SMALLEST = 256 * 1024;
  private static final int LARGEST = 2 * 1024 * 1024;

  private static final int FOUND = read(Path.of("/sys/devices/system/cpu/cpu0/cache/index2"));

  /** The second-level cache of one core. */
  static final int L2_BYTES = secondLevel(FOUND);

  /** Whether the system told that size; else the smallest is assumed. */
  static final boolean L2_READ = FOUND > 0;

  private Caches() {}

  /** Returns the size to cut for if a cache has so many bytes, 0 if nobody knows. */
  static int secondLevel(int bytes) {
    return Math.min(LARGEST, Math.max(SMALLEST, bytes));
  }

  /** Returns the size of the second-level cache that a folder describes, or 0 if it does not. */
  static int read(Path folder) {
    try {
      String size = Files.readString(folder.resolve("size")).strip();
      boolean second = Files.readString(folder.resolve("level")).strip().equals("2");
      boolean data = !Files.readString(folder.resolve("type")).startsWith("Instruction");
      if (second && data && size.matches("\\d{1,5}K")) {
        return Integer.parseInt(size.substring(0, size.length() - 1)) * 1024;
      }
    } catch (IOException | SecurityException e) {
      // No such file outside Linux, or none that may be read.
    }
    return 0;
  }
}
