package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;

/**
 * Small products {@code C = A B}, by {@link FloatRowTile} on the operands as they lie: nothing is
 * put into another order, cut or handed to another thread, each of which would take longer than the
 * product.
 *
 * <p>Columns that do not fill a tile are computed together with some of their neighbours, twice and
 * with the same bits. If there are so few that {@link FloatNarrowTile} serves them, B is copied for
 * it, one or two vectors a step; threads then take a share of the rows each if there are many.
 */
final class FloatDirect {
  /** Multiply-adds up to which a product of whole vectors goes this way: 64 x 64 x 64. */
  static final int MOST_WORK = 1 << 18;

  /** Multiply-adds up to which a narrow one does at once: then threads would help. */
  static final int MOST_NARROW_WORK = 1 << 20;

  /** Steps of k up to which B is copied for a narrow product. */
  private static final int MOST_DEPTH = 1024;

  /** Rows of C that may wait in the buffer. */
  private static final int MOST_ROWS = 1024;

  private static final float[] ZEROS = new float[FloatRowTile.VECTORS * LANES];

  private static final ThreadLocal<float[]> BUFFER =
      ThreadLocal.withInitial(() -> new float[(MOST_DEPTH + MOST_ROWS + 1) * 2 * LANES]);

  private FloatDirect() {}

  /** Returns whether a product with alpha 1 and beta 0 of plain matrices goes this way at once. */
  static boolean serves(int m, int n, int k) {
    long work = (long) m * n * k;
    return FloatNarrowTile.serves(n)
        ? work <= MOST_NARROW_WORK && k <= MOST_DEPTH
        : work <= MOST_WORK;
  }

  /** Returns whether a product by a packed B goes this way at once: if it is a narrow one. */
  static boolean servesPacked(int m, int n, int k) {
    return k > 0 && n < LANES && (long) m * n * k <= MOST_NARROW_WORK;
  }

  /** Returns whether a thread's share of a product goes this way. */
  static boolean serves(FloatGemm gemm) {
    return FloatNarrowTile.serves(gemm.n)
        && gemm.alpha == 1
        && gemm.beta == 0
        && gemm.k > 0
        && gemm.aDepth == 1
        && (gemm.panels == null ? gemm.bColumn == 1 && gemm.k <= MOST_DEPTH : gemm.n < LANES);
  }

  /** Computes rows i0 to i1 of a narrow product. */
  static void multiply(FloatGemm gemm, int i0, int i1) {
    int ao = gemm.aOffset + i0 * gemm.aRow;
    int co = gemm.cOffset + i0 * gemm.ldc;
    if (gemm.panels != null) {
      multiply(i1 - i0, gemm.a, ao, gemm.aRow, gemm.panels, gemm.c, co, gemm.ldc);
    } else {
      narrow(
          i1 - i0,
          gemm.n,
          gemm.k,
          gemm.a,
          ao,
          gemm.aRow,
          gemm.b,
          gemm.bOffset,
          gemm.bDepth,
          gemm.c,
          co,
          gemm.ldc);
    }
    FloatEpilogues.apply(gemm.epilogue, gemm.c, gemm.cOffset, gemm.ldc, i0, i1, 0, gemm.n);
  }

  /** Computes {@code C = A B}. */
  static void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int lda,
      float[] b,
      int bo,
      int ldb,
      float[] c,
      int co,
      int ldc) {
    if (FloatNarrowTile.serves(n)) {
      narrow(m, n, k, a, ao, lda, b, bo, ldb, c, co, ldc);
      return;
    }
    for (int j = 0; j < n; ) {
      int vectors = Math.min(FloatRowTile.VECTORS, (n - j + LANES - 1) / LANES);
      if (vectors * LANES > n) {
        vectors--;
      }
      int first = Math.min(j, n - vectors * LANES);
      int rows = FloatRowTile.rows(vectors);
      for (int i = 0; i < m; i += rows) {
        int height = Math.min(rows, m - i);
        int at = co + i * ldc + first;
        FloatRowTile.multiply(
            height, vectors, k, a, ao + i * lda, lda, b, bo + first, ldb, ZEROS, 0, 0, c, at, ldc);
      }
      j = first + vectors * LANES;
    }
  }

  private static void narrow(
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int lda,
      float[] b,
      int bo,
      int ldb,
      float[] c,
      int co,
      int ldc) {
    float[] buffer = BUFFER.get();
    FloatPacking.copyNarrow(k, n, b, bo, ldb, buffer, 0);
    int width = FloatNarrowTile.width(n);
    narrow(m, n, k, a, ao, lda, buffer, 0, buffer, k * width, c, co, ldc);
  }

  /**
   * Computes C by rows of B that lie as whole vectors. If the rows of C follow one another, a
   * vector may run over into rows that are written after it; only the last rows go through the
   * buffer.
   */
  private static void narrow(
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int lda,
      float[] b,
      int bo,
      float[] buffer,
      int at,
      float[] c,
      int co,
      int ldc) {
    int width = FloatNarrowTile.width(n);
    int direct = ldc == n ? FloatNarrowTile.overlapping(m, n, FloatNarrowTile.ROWS) : 0;
    for (int i = 0; i < direct; i += FloatNarrowTile.ROWS) {
      int row = ao + i * lda;
      FloatNarrowTile.multiply(
          width, FloatNarrowTile.ROWS, k, a, row, lda, b, bo, ZEROS, 0, 0, c, co + i * n, n);
    }
    for (int i0 = direct; i0 < m; i0 += MOST_ROWS) {
      int rows = Math.min(MOST_ROWS, m - i0);
      for (int i = 0; i < rows; i += FloatNarrowTile.ROWS) {
        int height = Math.min(FloatNarrowTile.ROWS, rows - i);
        int row = ao + (i0 + i) * lda;
        FloatNarrowTile.multiply(
            width, height, k, a, row, lda, b, bo, ZEROS, 0, 0, buffer, at + i * n, n);
      }
      copy(rows, n, buffer, at, n, c, co + i0 * ldc, ldc);
    }
  }

  /** Computes {@code C = A B} for a packed B with fewer columns than a vector has lanes. */
  static void multiply(
      int m, float[] a, int ao, int lda, FloatPanels b, float[] c, int co, int ldc) {
    int n = b.columns();
    int k = b.rows();
    int step = FloatPanels.depth(k);
    float[] buffer = BUFFER.get();
    float[] values = b.values();
    if (step == k) {
      narrow(m, n, k, a, ao, lda, values, b.index(0, 0, k), buffer, 0, c, co, ldc);
      return;
    }
    // The sums of one block of k are the beginning of those of the next.
    for (int i = 0; i < m; i += FloatNarrowTile.ROWS) {
      int height = Math.min(FloatNarrowTile.ROWS, m - i);
      for (int p = 0; p < k; p += step) {
        int depth = Math.min(step, k - p);
        float[] in = p == 0 ? ZEROS : buffer;
        int ldi = p == 0 ? 0 : LANES;
        int bo = b.index(p, 0, depth);
        int row = ao + i * lda + p;
        FloatNarrowTile.multiply(
            LANES, height, depth, a, row, lda, values, bo, in, 0, ldi, buffer, 0, LANES);
      }
      copy(height, n, buffer, 0, LANES, c, co + i * ldc, ldc);
    }
  }

  private static void copy(
      int rows, int columns, float[] from, int at, int ldFrom, float[] to, int ot, int ldTo) {
    if (ldFrom == columns && ldTo == columns) {
      System.arraycopy(from, at, to, ot, rows * columns);
      return;
    }
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to[ot + i * ldTo + j] = from[at + i * ldFrom + j];
      }
    }
  }
}
