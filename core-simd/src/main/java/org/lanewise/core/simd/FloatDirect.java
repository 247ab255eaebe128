package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;

import org.lanewise.core.Transpose;

/**
 * Small products {@code C = A B}, by {@link FloatRowTile} on the operands as they lie, of a
 * transposed A by {@link FloatColumnTile}: nothing is put into another order, cut or handed to
 * another thread, each of which would take longer than the product.
 *
 * <p>Columns that do not fill a tile are computed together with some of their neighbours, twice and
 * with the same bits. If there are so few that one tile takes them all, B is copied to steps of
 * whole vectors, one or two for {@link FloatNarrowTile}, with many rows and 512 bits three or four
 * too; a transposed B is turned on the way. Threads then take a share of the rows each if there are
 * many.
 */
final class FloatDirect {
  /** Multiply-adds up to which every product of plain matrices goes this way: 64 x 64 x 64. */
  static final int MOST_WORK = 1 << 18;

  /** Multiply-adds up to which those do that the larger blocks serve less: then threads help. */
  static final int MOST_NARROW_WORK = 1 << 20;

  /** Steps of k up to which B is copied for a narrow product. */
  private static final int MOST_DEPTH = 1024;

  /** Rows of C that may wait in the buffer. */
  private static final int MOST_ROWS = 1024;

  /** Rows from which on it pays to copy B for tiles of three and four vectors. */
  static final int MANY_ROWS = 64;

  /** Elements of B up to which it does: 32 KiB. */
  private static final int MOST_WIDE = (1 << 15) / Float.BYTES;

  /** Steps of k up to which a transposed A is read where it lies. */
  static final int MOST_COLUMNS_OF_A = 256;

  /** Elements of a transposed A up to which it is, if C is narrow. */
  private static final int MOST_ELEMENTS_OF_A = 64 * 64;

  /** Elements of B up to which it is read in place for many rows: 40 KiB. */
  private static final int MOST_COMPACT = 40 * 1024 / Float.BYTES;

  private static final ThreadLocal<float[]> SCRATCH =
      ThreadLocal.withInitial(() -> new float[FloatTransposition.SCRATCH]);

  private static final float[] ZEROS = new float[FloatRowTile.VECTORS * LANES];

  private static final ThreadLocal<float[]> BUFFER =
      ThreadLocal.withInitial(() -> new float[(MOST_DEPTH + MOST_ROWS + 1) * 2 * LANES]);

  private FloatDirect() {}

  /** Returns whether a product with alpha 1 and beta 0 of plain matrices goes this way at once. */
  static boolean serves(Transpose transA, Transpose transB, int m, int n, int k) {
    long work = (long) m * n * k;
    if (transA == Transpose.YES) {
      return transB == Transpose.NO && work <= MOST_NARROW_WORK && servesColumns(m, n, k);
    }
    if (isNarrow(m, n, k)) {
      return work <= MOST_NARROW_WORK && (transB == Transpose.NO || n > LANES);
    }
    boolean small = work <= MOST_WORK || work <= MOST_NARROW_WORK && isCompact(m, n, k);
    return transB == Transpose.NO && small && !FloatNarrowTile.serves(n);
  }

  /**
   * Whether packing does not pay though the work is more: B stays in the nearest cache for many
   * rows. Between 66 and 100 rows, columns and steps it was 1.04 to 1.17 times as fast without it;
   * with fewer rows, more columns or less depth it was the other way round.
   */
  private static boolean isCompact(int m, int n, int k) {
    return m > MANY_ROWS && n <= 8 * LANES && k >= 48 && k <= 128 && k * n <= MOST_COMPACT;
  }

  /** Whether columns of A are read in place: not of a large one for {@link FloatTurned}. */
  private static boolean servesColumns(int m, int n, int k) {
    return m >= FloatTile.ROWS
        && n >= LANES
        && n <= 32 * LANES // wider rows of B share few sets of the nearest cache
        && k <= MOST_COLUMNS_OF_A
        && !(FloatNarrowTile.serves(n) && (long) m * k > MOST_ELEMENTS_OF_A);
  }

  /**
   * Returns whether B is copied: if its columns fit one tile and leave a part of their vectors
   * empty, and three or four vectors a step, which only 512 bits have, stay in the nearest cache
   * for enough rows.
   */
  private static boolean isNarrow(int m, int n, int k) {
    if (FloatNarrowTile.serves(n)) {
      return k <= MOST_DEPTH;
    }
    return m >= MANY_ROWS
        && n > 2 * LANES
        && n < FloatRowTile.VECTORS * LANES
        && n % LANES != 0
        && (long) k * FloatNarrowTile.width(n) <= MOST_WIDE;
  }

  /** Returns whether a product by a packed B goes this way at once: if it is a narrow one. */
  static boolean servesPacked(int m, int n, int k) {
    return k > 0 && n < LANES && (long) m * n * k <= MOST_NARROW_WORK;
  }

  /**
   * Returns whether a thread's share of a product goes this way: one of rows, for so few columns
   * are never cut.
   */
  static boolean serves(FloatGemm gemm) {
    return gemm.alpha == 1
        && gemm.beta == 0
        && gemm.k > 0
        && gemm.aDepth == 1
        && (gemm.panels == null
            ? (gemm.bColumn == 1 || gemm.n > LANES) && isNarrow(gemm.m, gemm.n, gemm.k)
            : gemm.n < LANES);
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
          gemm.bColumn,
          gemm.c,
          co,
          gemm.ldc);
    }
    FloatEpilogues.apply(gemm.epilogue, gemm.c, gemm.cOffset, gemm.ldc, i0, i1, 0, gemm.n);
  }

  /** Computes {@code C = op(A) op(B)}. */
  static void multiply(
      Transpose transA,
      Transpose transB,
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
    if (transA == Transpose.YES) {
      columns(m, n, k, a, ao, lda, b, bo, ldb, c, co, ldc);
    } else if (isNarrow(m, n, k)) {
      int bDepth = transB == Transpose.NO ? ldb : 1;
      int bColumn = transB == Transpose.NO ? 1 : ldb;
      narrow(m, n, k, a, ao, lda, b, bo, bDepth, bColumn, c, co, ldc);
    } else {
      rows(m, n, k, a, ao, lda, b, bo, ldb, c, co, ldc);
    }
  }

  private static void rows(
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

  private static void columns(
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
    for (int j = 0; j < n; ) {
      int vectors = n - j > LANES && n >= 2 * LANES ? 2 : 1;
      int first = Math.min(j, n - vectors * LANES);
      for (int i = 0; i < m; i += FloatTile.ROWS) {
        int row = Math.min(i, m - FloatTile.ROWS);
        int at = co + row * ldc + first;
        FloatColumnTile.multiply(
            vectors, k, a, ao + row, lda, b, bo + first, ldb, ZEROS, 0, 0, c, at, ldc);
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
      int bDepth,
      int bColumn,
      float[] c,
      int co,
      int ldc) {
    float[] buffer = BUFFER.get();
    if (bColumn == 1) {
      FloatPacking.copyNarrow(k, n, b, bo, bDepth, buffer, 0);
    } else {
      FloatPacking.transposeNarrow(k, n, b, bo, bColumn, buffer, 0, SCRATCH.get());
    }
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
    boolean wide = width > FloatNarrowTile.VECTORS * LANES;
    int height = wide ? FloatRowTile.rows(width / LANES) : FloatNarrowTile.ROWS;
    int direct = ldc == n ? FloatNarrowTile.overlapping(m, n, height) : 0;
    for (int i = 0; i < direct; i += height) {
      tile(width, height, k, a, ao + i * lda, lda, b, bo, c, co + i * n, n);
    }
    int most = MOST_ROWS * 2 * LANES / Math.max(2 * LANES, width);
    for (int i0 = direct; i0 < m; i0 += most) {
      int rows = Math.min(most, m - i0);
      for (int i = 0; i < rows; i += height) {
        int row = ao + (i0 + i) * lda;
        tile(width, Math.min(height, rows - i), k, a, row, lda, b, bo, buffer, at + i * n, n);
      }
      copy(rows, n, buffer, at, n, c, co + i0 * ldc, ldc);
    }
  }

  private static void tile(
      int width,
      int rows,
      int k,
      float[] a,
      int ao,
      int lda,
      float[] b,
      int bo,
      float[] c,
      int co,
      int ldc) {
    if (width <= FloatNarrowTile.VECTORS * LANES) {
      FloatNarrowTile.multiply(width, rows, k, a, ao, lda, b, bo, ZEROS, 0, 0, c, co, ldc);
    } else {
      int vectors = width / LANES;
      FloatRowTile.multiply(rows, vectors, k, a, ao, lda, b, bo, width, ZEROS, 0, 0, c, co, ldc);
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
