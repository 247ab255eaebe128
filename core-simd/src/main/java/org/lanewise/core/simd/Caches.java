package org.lanewise.core.simd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The cache sizes that blocks are cut for: what Linux says of the first processor, or the sizes
 * that every processor of the last decade has. Only speed depends on them, never a result.
 */
final class Caches {
  private static final int SMALLEST = 32 * 1024;
  private static final int LARGEST = 128 * 1024;

  private static final int FOUND = read(Path.of("/sys/devices/system/cpu/cpu0/cache/index0"));

  /** The first-level data cache of one core. */
  static final int L1_BYTES = firstLevel(FOUND);

  /** Whether the system told that size; else the smallest is assumed. */
  static final boolean L1_READ = FOUND > 0;

  private Caches() {}

  /** Returns the size to cut for if a cache has so many bytes, 0 if nobody knows. */
  static int firstLevel(int bytes) {
    return Math.min(LARGEST, Math.max(SMALLEST, bytes));
  }

  /** Returns the size of the data cache that a folder describes, or 0 if it describes none. */
  static int read(Path folder) {
    try {
      String size = Files.readString(folder.resolve("size")).strip();
      boolean data = !Files.readString(folder.resolve("type")).startsWith("Instruction");
      if (data && size.matches("\\d{1,5}K")) {
        return Integer.parseInt(size.substring(0, size.length() - 1)) * 1024;
      }
    } catch (IOException | SecurityException e) {
      // No such file outside Linux, or none that may be read.
    }
    return 0;
  }
}
