package org.lanewise.openblas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;

/** Products by OpenBLAS against the scalar backend, within the error bound of any order of sums. */
class FloatOpenBlasTest {
  private static final int OFFSET = 5;

  /** Shapes on both sides of the threshold, and of what is split over threads. */
  private static final int[][] SHAPES = {
    {64, 64, 64},
    {63, 65, 64},
    {128, 10, 512},
    {10, 300, 200},
    {70, 1, 5000},
    {1, 700, 600},
    {300, 260, 150},
    {129, 257, 3000},
    {900, 500, 1},
    {33, 20, 17}
  };

  private static double bound(int k, double magnitude) {
    double eps = Math.ulp(1f);
    return (k + 4) * eps * magnitude;
  }

  private static void near(
      String what, int m, int n, int k, float[] expected, float[] actual, int ldc) {
    for (int index = 0; index < expected.length; index++) {
      int column = (index - OFFSET) % ldc;
      boolean inside = index >= OFFSET && column < n && (index - OFFSET) / ldc < m;
      if (inside) {
        double difference = Math.abs((double) expected[index] - actual[index]);
        // Entries are below 0.5, so a product of k of them and C is below this.
        assertTrue(
            difference <= bound(k, 0.25 * k + 1),
            what + " at " + index + ": " + actual[index] + " instead of " + expected[index]);
      } else {
        assertEquals(expected[index], actual[index], what + " outside C at " + index);
      }
    }
  }

  private static void check(int[] shape, Transpose ta, Transpose tb, float alpha, float beta)
      throws Exception {
    int m = shape[0];
    int n = shape[1];
    int k = shape[2];
    int lda = (ta == Transpose.NO ? k : m) + 3;
    int ldb = (tb == Transpose.NO ? n : k) + 1;
    int ldc = n + 2;
    float[] a = FloatSlices.matrix(ta == Transpose.NO ? m : k, lda - 3, OFFSET, lda, 1);
    float[] b = FloatSlices.matrix(tb == Transpose.NO ? k : n, ldb - 1, OFFSET, ldb, 2);
    float[] c = FloatSlices.matrix(m, n, OFFSET, ldc, 3);
    if (beta == 0) {
      Arrays.fill(c, Float.NaN);
    }
    float[] saved = FloatSlices.values(m * n, 4);
    float[] bias = FloatSlices.values(n, 5);
    FloatEpilogue[] epilogues = {
      FloatEpilogue.NONE,
      FloatEpilogue.activation(UnaryOp.RELU, bias, 0),
      FloatEpilogue.derivative(UnaryOp.TANH, saved, 0, n)
    };
    for (FloatEpilogue epilogue : epilogues) {
      float[] expected = c.clone();
      Backends.named("scalar")
          .gemm(
              ta, tb, m, n, k, alpha, a, OFFSET, lda, b, OFFSET, ldb, beta, expected, OFFSET, ldc,
              epilogue);
      for (int threads = 1; threads <= 3; threads++) {
        Backend backend = Backends.named("openblas").with(Parallelism.of(threads));
        float[] actual = c.clone();
        backend.gemm(
            ta, tb, m, n, k, alpha, a, OFFSET, lda, b, OFFSET, ldb, beta, actual, OFFSET, ldc,
            epilogue);
        String what = Arrays.toString(shape) + " " + ta + " " + tb + " on " + threads;
        near(what, m, n, k, expected, actual, ldc);
      }
    }
  }

  @Test
  void productsAreWithinTheErrorBoundAndNothingElseIsTouched() throws Exception {
    int count = 0;
    float[][] factors = {{1, 0}, {1, 1}, {-0.5f, 0.75f}, {0, 0.5f}};
    for (int[] shape : SHAPES) {
      for (Transpose ta : Transpose.values()) {
        for (Transpose tb : Transpose.values()) {
          float[] pair = factors[count++ % factors.length];
          check(shape, ta, tb, pair[0], pair[1]);
        }
      }
    }
  }

  @Test
  void aMatrixByAVectorAndAnOuterProductWorkWithAnyIncrements() throws Exception {
    int m = 700;
    int n = 520;
    int lda = n + 3;
    float[] a = FloatSlices.matrix(m, n, OFFSET, lda, 1);
    for (int[] increments : new int[][] {{1, 1}, {2, -3}, {-1, 2}, {-2, -1}}) {
      int incX = increments[0];
      int incY = increments[1];
      for (Transpose trans : Transpose.values()) {
        int xLength = trans == Transpose.NO ? n : m;
        int yLength = trans == Transpose.NO ? m : n;
        float[] x = FloatSlices.values(2 + xLength * Math.abs(incX), 2);
        float[] y = FloatSlices.values(2 + yLength * Math.abs(incY), 3);
        float[] expected = y.clone();
        float[] actual = y.clone();
        Backends.named("scalar")
            .gemv(trans, m, n, 0.5f, a, OFFSET, lda, x, 2, incX, -1, expected, 2, incY);
        Backends.named("openblas")
            .gemv(trans, m, n, 0.5f, a, OFFSET, lda, x, 2, incX, -1, actual, 2, incY);
        for (int i = 0; i < y.length; i++) {
          assertEquals(expected[i], actual[i], bound(xLength, 0.25 * xLength), trans + " at " + i);
        }
      }
      float[] x = FloatSlices.values(2 + m * Math.abs(incX), 2);
      float[] y = FloatSlices.values(2 + n * Math.abs(incY), 3);
      float[] expected = a.clone();
      float[] actual = a.clone();
      Backends.named("scalar").ger(m, n, 2, x, 2, incX, y, 2, incY, expected, OFFSET, lda);
      Backends.named("openblas").ger(m, n, 2, x, 2, incX, y, 2, incY, actual, OFFSET, lda);
      for (int i = 0; i < a.length; i++) {
        assertEquals(expected[i], actual[i], bound(2, 1), "outer product at " + i);
      }
    }
  }
}
