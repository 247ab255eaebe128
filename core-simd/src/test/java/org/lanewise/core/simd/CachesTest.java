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
    "48K, Data, 49152",
    "32K, Unified, 32768",
    "32K, Instruction, 0",
    "1M, Data, 0",
    "'', Data, 0"
  })
  void theSizeIsReadIfItIsOne(String size, String type, int bytes) throws IOException {
    Files.writeString(folder.resolve("size"), size + "\n");
    Files.writeString(folder.resolve("type"), type + "\n");
    assertEquals(bytes, Caches.read(folder));
  }

  @Test
  void withoutTheFilesNothingIsRead() {
    assertEquals(0, Caches.read(folder));
  }

  @ParameterizedTest
  @CsvSource({"0, 32768", "16384, 32768", "49152, 49152", "1000000, 131072"})
  void blocksAreCutForASizeWithinBounds(int bytes, int assumed) {
    assertEquals(assumed, Caches.firstLevel(bytes));
  }
}
