package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;

/**
 * Small products {@code C = A B}, by {@link FloatRowTile} on the operands as they lie: nothing is
 * put into another order, cut or handed to another thread, each of which would take longer than the
 * product.
 *
 * <p>Columns that do not fill a tile are computed together with some of their neighbours, twice and
 * with the same bits. Fewer columns than a vector has lanes are computed in a buffer, where a row
 * may run over into the next one before that is written.
 */
final class FloatDirect {
  /** Multiply-adds up to which a product of whole vectors goes this way: 64 x 64 x 64. */
  static final int MOST_WORK = 1 << 18;

  /** Multiply-adds up to which one of fewer columns does: then threads would help. */
  static final int MOST_NARROW_WORK = 1 << 20;

  /** Elements of B, and of C, that a narrow product may have: together they stay near. */
  private static final int MOST_ELEMENTS = 8192;

  private static final float[] ZEROS = new float[FloatRowTile.VECTORS * LANES];

  private static final ThreadLocal<float[]> BUFFER =
      ThreadLocal.withInitial(() -> new float[2 * (MOST_ELEMENTS + LANES)]);

  private FloatDirect() {}

  /** Returns whether a product with alpha 1 and beta 0 of plain matrices goes this way. */
  static boolean serves(int m, int n, int k) {
    long work = (long) m * n * k;
    return n < LANES
        ? work <= MOST_NARROW_WORK && m <= MOST_ELEMENTS / n && k <= MOST_ELEMENTS / n
        : work <= MOST_WORK;
  }

  /** Returns whether a product by a packed B goes this way: if it is a narrow one. */
  static boolean servesPacked(int m, int n, int k) {
    return k > 0 && n < LANES && serves(m, n, k);
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
    if (n < LANES) {
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
    copy(k, n, b, bo, ldb, buffer, 0, n);
    narrow(m, n, k, a, ao, lda, buffer, 0, n, buffer, k * n + LANES, c, co, ldc);
  }

  /** Computes C by rows of B that may all be read as whole vectors, bStep apart. */
  private static void narrow(
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int lda,
      float[] b,
      int bo,
      int bStep,
      float[] buffer,
      int out,
      float[] c,
      int co,
      int ldc) {
    int rows = FloatRowTile.rows(1);
    for (int i = 0; i < m; i += rows) {
      int height = Math.min(rows, m - i);
      FloatRowTile.multiply(
          height, 1, k, a, ao + i * lda, lda, b, bo, bStep, ZEROS, 0, 0, buffer, out + i * n, n);
    }
    copy(m, n, buffer, out, n, c, co, ldc);
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
      narrow(m, n, k, a, ao, lda, values, b.index(0, 0, k), LANES, buffer, 0, c, co, ldc);
      return;
    }
    // The sums of one block of k are the beginning of those of the next.
    int rows = FloatRowTile.rows(1);
    for (int i = 0; i < m; i += rows) {
      int height = Math.min(rows, m - i);
      for (int p = 0; p < k; p += step) {
        int depth = Math.min(step, k - p);
        float[] in = p == 0 ? ZEROS : buffer;
        int ldi = p == 0 ? 0 : LANES;
        int bo = b.index(p, 0, depth);
        int at = ao + i * lda + p;
        FloatRowTile.multiply(
            height, 1, depth, a, at, lda, values, bo, LANES, in, 0, ldi, buffer, 0, LANES);
      }
      copy(height, n, buffer, 0, LANES, c, co + i * ldc, ldc);
    }
  }

  private static void copy(
      int rows, int columns, float[] from, int at, int ldFrom, float[] to, int ot, int ldTo) {
    if (ldFrom == ldTo) {
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
