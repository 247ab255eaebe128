package org.lanewise.proptests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;

/**
 * Contract "Numbers", where it exempts OpenBLAS: products keep the error bound of any order of
 * sums, for random shapes, offsets, leading dimensions and thread counts, and touch nothing outside
 * C.
 */
class NativeProperties {
  @Property(tries = 300)
  void gemm(
      @ForAll Transpose transA,
      @ForAll Transpose transB,
      @ForAll @IntRange(min = 1, max = 160) int m,
      @ForAll @IntRange(min = 1, max = 160) int n,
      @ForAll @IntRange(min = 1, max = 300) int k,
      @ForAll @DoubleRange(min = -2, max = 2) double alpha,
      @ForAll @IntRange(min = 0, max = 2) int betaKind,
      @ForAll @IntRange(min = 1, max = 4) int threads,
      @ForAll long seed)
      throws BackendUnavailableException {
    Random random = new Random(seed);
    double beta = new double[] {0, 1, 0.75}[betaKind];
    boolean plainA = transA == Transpose.NO;
    boolean plainB = transB == Transpose.NO;
    Slice a = Slice.finite(random, plainA ? m : k, plainA ? k : m);
    Slice b = Slice.finite(random, plainB ? k : n, plainB ? n : k);
    Slice before = Slice.finite(random, m, n);
    Slice expected = before.copy();
    Slice actual = before.copy();
    Backend openBlas = Backends.named("openblas").with(Parallelism.of(threads));
    Slice.gemm(Backends.named("scalar"), transA, transB, m, n, k, alpha, a, b, beta, expected);
    Slice.gemm(openBlas, transA, transB, m, n, k, alpha, a, b, beta, actual);
    for (int at = 0; at < expected.floats().length; at++) {
      int row = (at - expected.offset()) / expected.leadingDimension();
      int column = (at - expected.offset()) % expected.leadingDimension();
      boolean inside = at >= expected.offset() && row < m && column < n;
      if (!inside) {
        assertEquals(expected.floats()[at], actual.floats()[at]);
        assertEquals(expected.doubles()[at], actual.doubles()[at]);
        continue;
      }
      double size = Math.abs(beta * before.doubles()[at]);
      for (int p = 0; p < k; p++) {
        size +=
            Math.abs(
                alpha
                    * a.doubles()[a.index(plainA ? row : p, plainA ? p : row)]
                    * b.doubles()[b.index(plainB ? p : column, plainB ? column : p)]);
      }
      // Both results may be off by the bound, and the factors were rounded to float.
      double steps = 2.0 * (k + 4);
      near(expected.floats()[at], actual.floats()[at], steps * Math.ulp(1f) * size);
      near(expected.doubles()[at], actual.doubles()[at], steps * Math.ulp(1.0) * size);
    }
  }

  private static void near(double expected, double actual, double bound) {
    assertTrue(Math.abs(expected - actual) <= bound, actual + " instead of " + expected);
  }
}
