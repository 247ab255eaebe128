package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * HotSpot never compiles a method of more than 8000 bytes of code ({@code
 * -XX:-DontCompileHugeMethods} apart): a kernel that grew to that would run a hundred times slower,
 * and no result would show it.
 */
class MethodSizesTest {
  /** HotSpot's {@code HugeMethodLimit}. */
  private static final int LIMIT = 8000;

  private static final List<String> PACKAGES = List.of("scalar", "simd", "parallel");

  /** Returns the methods with more code than a limit, each with its class and size. */
  private static List<String> methodsAbove(int limit) throws IOException, URISyntaxException {
    Path core =
        Path.of(Backend.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("org/lanewise/core");
    List<String> found = new ArrayList<>();
    for (String name : PACKAGES) {
      try (Stream<Path> files = Files.list(core.resolve(name))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
          MethodSizes.of(Files.readAllBytes(file))
              .forEach(
                  (method, size) -> {
                    if (size > limit) {
                      found.add(core.relativize(file) + " " + method + ": " + size + " bytes");
                    }
                  });
        }
      }
    }
    return found;
  }

  @Test
  void theCompilerTakesEveryMethodOfTheEngines() throws Exception {
    assertEquals(List.of(), methodsAbove(LIMIT));
  }

  @Test
  void aLowerLimitFindsTheLargestKernelsWithClassNameAndSize() throws Exception {
    List<String> found = methodsAbove(500);
    for (String expected : List.of("simd/FloatTile.class multiply8x3(", "simd/DoubleTile.class")) {
      assertTrue(found.stream().anyMatch(m -> m.contains(expected)), found.toString());
    }
    assertTrue(found.get(0).matches("\\S+\\.class \\S+: \\d+ bytes"), found.get(0));
  }

  static long known(long x) {
    return x * 3_000_000_000L + 1;
  }

  @Test
  void theSizeIsThatOfTheCode() throws Exception {
    try (var file = MethodSizesTest.class.getResourceAsStream("MethodSizesTest.class")) {
      // lload_0, ldc2_w (3 bytes), lmul, lconst_1, ladd, lreturn.
      assertEquals(8, MethodSizes.of(file.readAllBytes()).get("known(J)J"));
    }
  }
}
