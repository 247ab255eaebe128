package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.SPECIES;

/** The product of a matrix and a contiguous vector, one in-order chain an output. */
final class FloatGemv {
  private FloatGemv() {}

  /**
   * Adds {@code A^T x} to y: rows of A are scaled and added, as many vectors of y in registers at a
   * time as there are registers for, so that y is loaded and stored once and long pieces of rows
   * are read at a time.
   */
  static void transposed(
      int m,
      int n,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] x,
      int x0,
      int incX,
      float[] y,
      int y0) {
    int j = 0;
    // With 512 bits there are 32 registers; for narrower vectors there may be 16.
    int kernel = SPECIES.vectorBitSize() == 512 ? 0 : 1;
    for (; kernel < FloatGemvPanel.COUNT; kernel++) {
      int width = FloatGemvPanel.width(kernel);
      for (; j + width <= n; j += width) {
        FloatGemvPanel.add(kernel, m, alpha, a, aOffset + j, lda, x, x0, incX, y, y0 + j);
      }
    }
    if (j < n) {
      for (int p = 0; p < m; p++) {
        float ax = alpha * x[x0 + p * incX];
        int row = aOffset + p * lda;
        for (int t = j; t < n; t++) {
          y[y0 + t] = Math.fma(ax, a[row + t], y[y0 + t]);
        }
      }
    }
  }

  /**
   * Adds {@code A x} to y. A chain along a row cannot be spread over lanes without changing its
   * order, so eight rows go side by side: eight chains hide the latency of one.
   */
  static void plain(
      int m,
      int n,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] x,
      int x0,
      int incX,
      float[] y,
      int y0,
      int incY) {
    int i = 0;
    for (; i + 8 <= m; i += 8) {
      eightRows(n, alpha, a, aOffset + i * lda, lda, x, x0, incX, y, y0 + i * incY, incY);
    }
    for (; i < m; i++) {
      float sum = y[y0 + i * incY];
      int row = aOffset + i * lda;
      for (int j = 0; j < n; j++) {
        sum = Math.fma(alpha * x[x0 + j * incX], a[row + j], sum);
      }
      y[y0 + i * incY] = sum;
    }
  }

  private static void eightRows(
      int n,
      float alpha,
      float[] a,
      int ao,
      int lda,
      float[] x,
      int x0,
      int incX,
      float[] y,
      int yo,
      int incY) {
    float s0 = y[yo];
    float s1 = y[yo + incY];
    float s2 = y[yo + 2 * incY];
    float s3 = y[yo + 3 * incY];
    float s4 = y[yo + 4 * incY];
    float s5 = y[yo + 5 * incY];
    float s6 = y[yo + 6 * incY];
    float s7 = y[yo + 7 * incY];
    for (int j = 0; j < n; j++) {
      float ax = alpha * x[x0 + j * incX];
      s0 = Math.fma(ax, a[ao + j], s0);
      s1 = Math.fma(ax, a[ao + lda + j], s1);
      s2 = Math.fma(ax, a[ao + 2 * lda + j], s2);
      s3 = Math.fma(ax, a[ao + 3 * lda + j], s3);
      s4 = Math.fma(ax, a[ao + 4 * lda + j], s4);
      s5 = Math.fma(ax, a[ao + 5 * lda + j], s5);
      s6 = Math.fma(ax, a[ao + 6 * lda + j], s6);
      s7 = Math.fma(ax, a[ao + 7 * lda + j], s7);
    }
    y[yo] = s0;
    y[yo + incY] = s1;
    y[yo + 2 * incY] = s2;
    y[yo + 3 * incY] = s3;
    y[yo + 4 * incY] = s4;
    y[yo + 5 * incY] = s5;
    y[yo + 6 * incY] = s6;
    y[yo + 7 * incY] = s7;
  }
}
