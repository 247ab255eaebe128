// Generated from FloatReductionsTest.java by TwinSources; do not edit.
package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lanewise.core.DoubleData.SIZES;
import static org.lanewise.core.DoubleData.SPECIALS;
import static org.lanewise.core.DoubleData.assertSameBits;

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
 * Statistics, extremes and log-softmax: every backend has the bits of the definition, and the
 * statistics are as close to the exact ones as they promise.
 */
class DoubleReductionsTest {
  private static final double EPS = Math.ulp(1.0);

  private final Random random = new Random(29);
  private final Backend scalar = DoubleOperationsTest.scalar();

  static Stream<Backend> backends() {
    return DoubleLevelOneTest.backends();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void meanAndVarianceAreAsCloseToTheExactOnesAsPromised(Backend backend) {
    for (int n : SIZES) {
      for (double shift : new double[] {0, 3, -1000}) {
        if (n == 0) {
          continue;
        }
        double[] x = DoubleData.vector(random, 3, n, 1);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal magnitudes = BigDecimal.ZERO;
        for (int i = 0; i < n; i++) {
          x[3 + i] += shift;
          sum = sum.add(new BigDecimal(x[3 + i]));
          magnitudes = magnitudes.add(new BigDecimal(x[3 + i]).abs());
        }
        BigDecimal count = BigDecimal.valueOf(n);
        BigDecimal exactMean = sum.divide(count, MathContext.DECIMAL128);
        BigDecimal squares = BigDecimal.ZERO;
        for (int i = 0; i < n; i++) {
          squares = squares.add(new BigDecimal(x[3 + i]).subtract(exactMean).pow(2));
        }
        double exact = squares.divide(count, MathContext.DECIMAL128).doubleValue();
        double growth = n / (256.0 / Double.BYTES) + 8;
        double meanBound = growth * EPS * magnitudes.doubleValue() / n;
        double mean = backend.mean(n, x, 3);
        double variance = backend.variance(n, x, 3);
        assertEquals(exactMean.doubleValue(), mean, meanBound, "mean of " + n);
        assertEquals(
            exact,
            variance,
            (growth + 5) * EPS * exact + 2 * meanBound * meanBound,
            "variance of " + n);
        assertSameBits(scalar.mean(n, x, 3), mean, "mean of " + n);
        assertSameBits(scalar.variance(n, x, 3), variance, "variance of " + n);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void extremesFollowMathMaxAndTheFirstOfEqualsIsFound(Backend backend) {
    for (int n : SIZES) {
      for (int round = 0; round < 14 && n > 0; round++) {
        double[] x = DoubleData.vector(random, 3, n, 1);
        if (round > 9) {
          // Many equals, and zeros of both signs on top.
          for (int i = 0; i < n; i++) {
            x[3 + i] = round == 10 ? -0.0 : random.nextBoolean() ? 0.0 : -0.0;
          }
        }
        for (int hit = 0; hit < round % 10; hit++) {
          x[3 + random.nextInt(n)] = SPECIALS[random.nextInt(SPECIALS.length)];
        }
        if (round % 5 == 4) {
          x[3 + random.nextInt(n)] = round > 9 ? -Double.NaN : Double.NaN;
          x[3 + random.nextInt(n)] = Double.NEGATIVE_INFINITY;
        }
        assertExtremes(backend, n, x);
      }
    }
  }

  private static void assertExtremes(Backend backend, int n, double[] x) {
    double max = x[3];
    double min = x[3];
    for (int i = 0; i < n; i++) {
      max = Math.max(max, x[3 + i]);
      min = Math.min(min, x[3 + i]);
    }
    assertSameBits(max, backend.max(n, x, 3), "max of " + n);
    assertSameBits(min, backend.min(n, x, 3), "min of " + n);
    assertEquals(first(max, n, x), backend.argmax(n, x, 3), "argmax of " + n);
    assertEquals(first(min, n, x), backend.argmin(n, x, 3), "argmin of " + n);
  }

  private static int first(double sought, int n, double[] x) {
    int i = 0;
    while (i < n && !(x[3 + i] == sought || Double.isNaN(sought) && Double.isNaN(x[3 + i]))) {
      i++;
    }
    return i;
  }

  @ParameterizedTest
  @MethodSource("backends")
  void logSoftmaxHasTheBitsOfItsDefinition(Backend backend) {
    for (int m : new int[] {0, 1, 3}) {
      for (int n : SIZES) {
        int ld = n + 2;
        double[] x = DoubleData.vector(random, 3, m * ld, 1);
        double[] dy = DoubleData.vector(random, 3, m * ld, 1);
        if (m == 3 && n > 2) {
          x[3] = Double.POSITIVE_INFINITY;
          x[3 + ld + 1] = Double.NEGATIVE_INFINITY;
          x[3 + 2 * ld + 2] = 0x1p100;
        }
        double[] expected = x.clone();
        double[] actual = x.clone();
        scalar.logSoftmaxRows(m, n, expected, 3, ld, expected, 3, ld);
        backend.logSoftmaxRows(m, n, x, 3, ld, actual, 3, ld);
        assertSameBits(expected, actual, "log-softmax " + m + "x" + n);
        double[] dx = dy.clone();
        scalar.logSoftmaxGradientRows(m, n, expected, 3, ld, dy, 3, ld, dy, 3, ld);
        backend.logSoftmaxGradientRows(m, n, actual, 3, ld, dx, 3, ld, dx, 3, ld);
        assertSameBits(dy, dx, "log-softmax gradient " + m + "x" + n);
        if (n > 0) {
          int[] classes = new int[m + 1];
          backend.argmaxRows(m, n, x, 3, ld, classes, 1);
          for (int i = 0; i < m; i++) {
            assertEquals(scalar.argmax(n, x, 3 + i * ld), classes[1 + i]);
          }
        }
      }
    }
  }

  /** Rows that are taken together, and rows that are taken in pieces, with unusual ones between. */
  @ParameterizedTest
  @MethodSource("backends")
  void softmaxOfManyAndOfLongRowsHasTheBitsOfTheDefinition(Backend backend) {
    int[][] shapes = {{700, 10}, {341, 3}, {1100, 1}, {130, 31}, {5, 1023}, {4, 1025}, {3, 5000}};
    for (int[] shape : shapes) {
      int m = shape[0];
      int n = shape[1];
      for (boolean unusual : new boolean[] {false, true}) {
        int ld = unusual ? n + 2 : n;
        double[] x = new double[m * ld + 3];
        for (int i = 0; i < x.length; i++) {
          x[i] = (random.nextGaussian() * (i % 11 == 0 && unusual ? 60 : 3));
        }
        if (unusual) {
          x[3 + ld] = Double.NaN;
          x[3 + (m - 1) * ld + n / 2] = Double.POSITIVE_INFINITY;
          java.util.Arrays.fill(x, 3 + 2 * ld, 3 + 2 * ld + n, Double.NEGATIVE_INFINITY);
          x[3 + n - 1] = Double.NEGATIVE_INFINITY;
        }
        String what = m + "x" + n;
        double[] expected = x.clone();
        double[] actual = x.clone();
        scalar.softmaxRows(m, n, x, 3, ld, expected, 3, ld);
        backend.softmaxRows(m, n, actual, 3, ld, actual, 3, ld);
        assertSameBits(expected, actual, "softmax " + what);
        scalar.logSoftmaxRows(m, n, x, 3, ld, expected, 3, ld);
        backend.logSoftmaxRows(m, n, x, 3, ld, actual, 3, ld);
        assertSameBits(expected, actual, "log-softmax " + what);
        scalar.logSumExpRows(m, n, x, 3, ld, expected, 1);
        backend.logSumExpRows(m, n, x, 3, ld, actual, 1);
        assertSameBits(expected, actual, "log-sum-exp " + what);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void logSoftmaxIsCloseToExactAndItsGradientToTheFormula(Backend backend) {
    int n = 70;
    double[] x = DoubleData.vector(random, 0, n, 1);
    double[] dy = DoubleData.vector(random, 0, n, 1);
    for (int i = 0; i < n; i++) {
      x[i] = 40 * x[i] + 500;
    }
    double[] y = new double[n];
    double[] dx = new double[n];
    backend.logSoftmaxRows(1, n, x, 0, n, y, 0, n);
    backend.logSoftmaxGradientRows(1, n, y, 0, n, dy, 0, n, dx, 0, n);
    double max = backend.max(n, x, 0);
    double sum = 0;
    double sumDy = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.exp(x[i] - max);
      sumDy += dy[i];
    }
    for (int i = 0; i < n; i++) {
      double exact = x[i] - max - Math.log(sum);
      assertEquals(exact, y[i], 8 * EPS * (1 + Math.abs(exact)));
      assertTrue(y[i] <= 0);
      assertEquals(dy[i] - Math.exp(exact) * sumDy, dx[i], 200 * EPS * (1 + Math.abs(sumDy)));
    }
  }

  @Test
  void emptyVectorsAndSlicesThatDoNotFitAreRefused() {
    Backend backend = Backends.best();
    double[] a = new double[100];
    String empty = "n is 0, at least 1 entry is needed";
    refuses(empty, () -> backend.mean(0, a, 0));
    refuses(empty, () -> backend.variance(0, a, 0));
    refuses(empty, () -> backend.max(0, a, 0));
    refuses(empty, () -> backend.min(0, a, 0));
    refuses(empty, () -> backend.argmax(0, a, 0));
    refuses(empty, () -> backend.argmin(0, a, 0));
    refuses(empty, () -> backend.argmaxRows(3, 0, a, 0, 1, new int[3], 0));
    refuses("x covers [98, 101) of an array of length 100", () -> backend.max(3, a, 98));
    refuses(
        "out covers [0, 3) of an array of length 2",
        () -> backend.argmaxRows(3, 2, a, 0, 2, new int[2], 0));
    refuses(
        "leading dimension of X is 1, a row has 2",
        () -> backend.logSoftmaxRows(3, 2, a, 0, 1, a, 0, 2));
    refuses(
        "X [0, 6) overlaps Y [5, 11) of the same array",
        () -> backend.logSoftmaxRows(3, 2, a, 0, 2, a, 5, 2));
    refuses(
        "Y [0, 6) overlaps dX [0, 6) of the same array",
        () -> backend.logSoftmaxGradientRows(3, 2, a, 0, 2, new double[6], 0, 2, a, 0, 2));
  }

  private static void refuses(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Tag("allocation")
  @Test
  void noReductionAllocates() {
    Backend backend = Backends.best().with(Parallelism.of(1));
    int n = 3999;
    double[] x = DoubleData.vector(random, 0, n, 1);
    double[] y = new double[n];
    int[] classes = new int[39];
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("mean", () -> backend.mean(n, x, 0));
    calls.put("variance", () -> backend.variance(n, x, 0));
    calls.put("max", () -> backend.max(n, x, 0));
    calls.put("min", () -> backend.min(n, x, 0));
    calls.put("argmax", () -> backend.argmax(n, x, 0));
    calls.put("argmin", () -> backend.argmin(n, x, 0));
    calls.put("argmaxRows", () -> backend.argmaxRows(39, 101, x, 0, 101, classes, 0));
    calls.put("logSoftmax", () -> backend.logSoftmaxRows(39, 101, x, 0, 101, y, 0, 101));
    calls.put(
        "logSoftmax gradient",
        () -> backend.logSoftmaxGradientRows(39, 101, y, 0, 101, x, 0, 101, x, 0, 101));
    calls.forEach((name, call) -> assertEquals(0, Allocations.allocated(call), name));
  }
}
