package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lanewise.core.FloatData.SIZES;
import static org.lanewise.core.FloatData.SPECIALS;
import static org.lanewise.core.FloatData.assertSameBits;
import static org.lanewise.core.FloatData.at;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Vector verbs and the outer product under their BLAS names: every backend has the bits of the
 * definition for every increment, and the sums are as close to the exact ones as they promise.
 */
class FloatLevelOneTest {
  private static final int[] INCREMENTS = {1, 2, -1, -3};

  private final Random random = new Random(19);

  static Stream<Backend> backends() {
    return Stream.concat(FloatOperationsTest.backends(), Stream.of(FloatOperationsTest.scalar()));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void copiesAndExchangesWalkTheirIncrements(Backend backend) {
    for (int n : SIZES) {
      for (int incX : INCREMENTS) {
        for (int incY : INCREMENTS) {
          float[] x = FloatData.vector(random, 3, n, incX);
          float[] y = FloatData.vector(random, 1, n, incY);
          float[] copied = y.clone();
          float[] swappedX = x.clone();
          float[] swappedY = y.clone();
          for (int i = 0; i < n; i++) {
            copied[at(i, n, 1, incY)] = x[at(i, n, 3, incX)];
            swappedX[at(i, n, 3, incX)] = y[at(i, n, 1, incY)];
          }
          float[] actual = y.clone();
          backend.copy(n, x, 3, incX, actual, 1, incY);
          assertSameBits(copied, actual, "copy " + n);
          float[] actualX = x.clone();
          backend.swap(n, actualX, 3, incX, swappedY, 1, incY);
          assertSameBits(swappedX, actualX, "swap, x " + n);
          assertSameBits(copied, swappedY, "swap, y " + n);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void outerProductsTakeOneFusedMultiplyAddAnElement(Backend backend) {
    for (int m : new int[] {0, 1, 3, 8, 17}) {
      for (int n : SIZES) {
        int incX = INCREMENTS[random.nextInt(4)];
        int incY = INCREMENTS[random.nextInt(4)];
        int lda = n + 2;
        float[] x = FloatData.vector(random, 2, m, incX);
        float[] y = FloatData.vector(random, 1, n, incY);
        float[] a = FloatData.vector(random, 5, m * lda, 1);
        float[] actual = a.clone();
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < n; j++) {
            float ax = 0.3f * x[at(i, m, 2, incX)];
            a[5 + i * lda + j] = Math.fma(ax, y[at(j, n, 1, incY)], a[5 + i * lda + j]);
          }
        }
        backend.ger(m, n, 0.3f, x, 2, incX, y, 1, incY, actual, 5, lda);
        assertSameBits(a, actual, "ger " + m + "x" + n);
        backend.ger(m, n, 0, new float[5000], 0, 1, new float[5000], 0, 1, actual, 5, lda);
        assertSameBits(a, actual, "ger with alpha 0");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void normsAreAsCloseToTheExactOnesAsPromised(Backend backend) {
    float eps = Math.ulp(1f);
    float[] scales = {
      1, Float.MAX_VALUE / 8000, Float.MIN_NORMAL, Float.MIN_VALUE * 9, 0x1p-43f, 0x1p-46f
    };
    for (int n : SIZES) {
      for (float scale : scales) {
        for (int increment : INCREMENTS) {
          float[] x = FloatData.vector(random, 3, n, increment);
          BigDecimal magnitudes = BigDecimal.ZERO;
          BigDecimal squares = BigDecimal.ZERO;
          for (int i = 0; i < n; i++) {
            int xi = at(i, n, 3, increment);
            x[xi] *= scale;
            magnitudes = magnitudes.add(new BigDecimal(x[xi]).abs());
            squares = squares.add(new BigDecimal(x[xi]).pow(2));
          }
          double bound = (n / (256.0 / Float.BYTES) + 8) * eps;
          float asum = backend.asum(n, x, 3, increment);
          float nrm2 = backend.nrm2(n, x, 3, increment);
          assertClose(magnitudes, asum, bound, "asum " + n + " " + scale);
          assertClose(
              squares.sqrt(new MathContext(40)), nrm2, bound / 2 + eps, "nrm2 " + n + " " + scale);
          Backend scalar = FloatOperationsTest.scalar();
          assertSameBits(scalar.asum(n, x, 3, increment), asum, "asum " + n);
          assertSameBits(scalar.nrm2(n, x, 3, increment), nrm2, "nrm2 " + n);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void productsOfWideMatricesAndVectorsHaveTheBitsOfTheScalarBackend(Backend backend) {
    int m = 21;
    for (int n : new int[] {255, 256, 257, 300, 433, 1000}) {
      for (int incX : INCREMENTS) {
        for (int incY : INCREMENTS) {
          for (Transpose trans : Transpose.values()) {
            int xLength = trans == Transpose.NO ? n : m;
            float[] a = FloatData.vector(random, 1, m * n, 1);
            float[] x = FloatData.vector(random, 2, xLength, incX);
            float[] y = FloatData.vector(random, 3, m + n - xLength, incY);
            float[] actual = y.clone();
            FloatOperationsTest.scalar()
                .gemv(trans, m, n, 0.7f, a, 1, n, x, 2, incX, 0.5f, y, 3, incY);
            backend.gemv(trans, m, n, 0.7f, a, 1, n, x, 2, incX, 0.5f, actual, 3, incY);
            assertSameBits(y, actual, trans + " gemv " + n + " " + incX + " " + incY);
          }
        }
      }
    }
  }

  private static void assertClose(BigDecimal exact, float actual, double bound, String what) {
    double error = new BigDecimal(actual).subtract(exact).abs().doubleValue();
    assertTrue(
        error <= bound * exact.doubleValue() + Float.MIN_VALUE,
        () -> what + ": " + actual + " is " + error + " off " + exact);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void normsPassNotANumberAndInfinityOn(Backend backend) {
    float infinity = Float.POSITIVE_INFINITY;
    for (int n : new int[] {1, 5, 64, 129, 1000}) {
      float[] x = FloatData.vector(random, 0, n, 1);
      assertEquals(0, backend.nrm2(n, new float[n], 0, 1));
      x[n - 1] = -infinity;
      assertEquals(infinity, backend.asum(n, x, 0, 1));
      assertEquals(infinity, backend.nrm2(n, x, 0, 1));
      x[n / 2] = Float.NaN;
      assertEquals(Float.NaN, backend.asum(n, x, 0, 1));
      assertEquals(Float.NaN, backend.nrm2(n, x, 0, 1));
      java.util.Arrays.fill(x, Float.MAX_VALUE);
      assertEquals(n == 1 ? Float.MAX_VALUE : infinity, backend.nrm2(n, x, 0, 1));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void theFirstLargestMagnitudeIsFoundAndNotANumberBeforeAll(Backend backend) {
    assertEquals(-1, backend.iamax(0, new float[0], 0, 1));
    for (int n : SIZES) {
      for (int increment : INCREMENTS) {
        for (int round = 0; round < 12 && n > 0; round++) {
          float[] x = FloatData.vector(random, 3, n, increment);
          for (int hit = 0; hit < round; hit++) {
            x[at(random.nextInt(n), n, 3, increment)] =
                round == 11 && hit < 2 ? Float.NaN : SPECIALS[random.nextInt(SPECIALS.length)];
          }
          int expected = 0;
          for (int i = n - 1; i >= 0; i--) {
            float entry = Math.abs(x[at(i, n, 3, increment)]);
            float best = Math.abs(x[at(expected, n, 3, increment)]);
            expected = Float.isNaN(entry) || entry >= best ? i : expected;
          }
          assertEquals(expected, backend.iamax(n, x, 3, increment), "iamax of " + n);
        }
      }
    }
  }

  @Test
  void slicesThatDoNotFitAreRefused() {
    Backend backend = Backends.best();
    float[] a = new float[100];
    float[] b = new float[100];
    refuses("n is -1, a size is at least 0", () -> backend.copy(-1, a, 0, 1, b, 0, 1));
    refuses("increment of y is 0", () -> backend.swap(3, a, 0, 1, b, 0, 0));
    refuses(
        "y covers [99, 101) of an array of length 100", () -> backend.copy(2, a, 0, 1, b, 99, 1));
    refuses(
        "x [0, 10) overlaps y [9, 19) of the same array", () -> backend.copy(10, a, 0, 1, a, 9, 1));
    refuses(
        "x [0, 19) overlaps y [1, 20) of the same array", () -> backend.swap(10, a, 0, 2, a, 1, 2));
    refuses("x covers [0, 101) of an array of length 100", () -> backend.nrm2(11, a, 0, -10));
    refuses("x covers [-1, 1) of an array of length 100", () -> backend.asum(2, a, -1, 1));
    refuses("increment of x is 0", () -> backend.iamax(0, a, 0, 0));
    refuses("m is -1, a size is at least 0", () -> ger(backend, -1, 1, 1, a, b));
    refuses("leading dimension of A is 2, a row has 3", () -> ger(backend, 2, 3, 2, a, b));
    refuses("A covers [0, 103) of an array of length 100", () -> ger(backend, 11, 3, 10, a, b));
    refuses("x [0, 4) overlaps A [0, 12) of the same array", () -> ger(backend, 4, 3, 3, a, a));
    backend.swap(10, a, 3, -2, a, 3, -2);
  }

  private static void ger(Backend backend, int m, int n, int lda, float[] a, float[] x) {
    backend.ger(m, n, 1, x, 0, 1, new float[100], 0, 1, a, 0, lda);
  }

  private static void refuses(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Tag("allocation")
  @Test
  void noVerbAllocates() {
    Backend backend = Backends.best().with(Parallelism.of(1));
    float[] x = FloatData.vector(random, 0, 4000, 1);
    float[] y = FloatData.vector(random, 0, 4000, 1);
    float[] tiny = new float[4000];
    java.util.Arrays.fill(tiny, Float.MIN_VALUE);
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("copy", () -> backend.copy(3999, x, 0, 1, y, 0, 1));
    calls.put("swap", () -> backend.swap(3999, x, 0, 1, y, 0, 1));
    calls.put("asum", () -> backend.asum(3999, x, 0, 1));
    calls.put("nrm2", () -> backend.nrm2(3999, x, 0, 1));
    calls.put("nrm2, scaled", () -> backend.nrm2(3999, tiny, 0, 1));
    calls.put("iamax", () -> backend.iamax(3999, x, 0, 1));
    calls.put("ger", () -> backend.ger(50, 63, 0x1p-30f, tiny, 0, 1, x, 0, 1, y, 0, 64));
    calls.put(
        "gemv", () -> backend.gemv(Transpose.NO, 61, 63, 1, y, 0, 64, x, 0, 1, 0, tiny, 0, 1));
    calls.put(
        "gemv, wide",
        () -> backend.gemv(Transpose.YES, 9, 433, 1, y, 0, 433, x, 0, 1, 0, tiny, 0, 1));
    calls.forEach((name, call) -> assertEquals(0, Allocations.allocated(call), name));
  }
}
