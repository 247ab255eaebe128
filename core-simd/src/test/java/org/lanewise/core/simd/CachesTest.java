package org.lanewise.core.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A size counts only if the system says it of a data cache; blocks stay in sane bounds. */
class CachesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1024K, 2, Unified, 1048576",
    "512K, 2, Data, 524288",
    "512K, 2, Instruction, 0",
    "32768K, 3, Unified, 0",
    "1M, 2, Unified, 0",
    "'', 2, Unified, 0"
  })
  void theSizeIsReadIfItIsOne(String size, String level, String type, int bytes)
      throws IOException {
    Files.writeString(folder.resolve("size"), size + "\n");
    Files.writeString(folder.resolve("level"), level + "\n");
    Files.writeString(folder.resolve("type"), type + "\n");
    assertEquals(bytes, Caches.read(folder));
  }

  @Test
  void withoutTheFilesNothingIsRead() {
    assertEquals(0, Caches.read(folder));
  }

  @ParameterizedTest
  @CsvSource({"0, 262144", "131072, 262144", "1048576, 1048576", "8388608, 2097152"})
  void blocksAreCutForASizeWithinBounds(int bytes, int assumed) {
    assertEquals(assumed, Caches.secondLevel(bytes));
  }
}
