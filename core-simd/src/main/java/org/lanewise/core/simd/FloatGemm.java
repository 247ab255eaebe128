package org.lanewise.core.simd;

import org.lanewise.core.Transpose;
import org.lanewise.core.parallel.Job;

/**
 * The matrix product: cache blocking around {@link FloatTile}, split over threads by blocks of C.
 *
 * <p>C is cut into a grid of blocks, one a part of the job; each part packs what it needs by
 * itself, so that the threads never wait for each other. Inside a part the loops are those of Goto
 * and van de Geijn ("Anatomy of high-performance matrix multiplication", 2008): a packed depth x
 * columns block of B for the second-level cache, a packed rows x depth block of A, and one panel of
 * B in the first-level cache while panels of A pass. No block changes the order of a sum: depth is
 * walked in ascending order, and the sums go through C from one depth block to the next.
 */
final class FloatGemm extends Job {
  /**
   * Steps of k a block: one panel of B (three vectors wide) then fits a 32 KiB cache with one of A.
   */
  private static final int DEPTH = 128;

  /** Rows a block of A. */
  private static final int ROWS = 480;

  /** Columns a block of B: 2 KiB a row of it, whatever the element. */
  private static final int COLUMNS = 32 * FloatTile.COLUMNS;

  /** Multiply-adds a part must have to be worth another thread: about 20 microseconds. */
  private static final long MIN_WORK_PER_PART = 1L << 20;

  private static final ThreadLocal<FloatGemm> JOBS = ThreadLocal.withInitial(FloatGemm::new);
  private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

  /** One thread's packed blocks and the tile at the edge; about a megabyte. */
  private static final class Buffers {
    final float[] a = new float[ROWS * DEPTH];
    final float[] b = new float[COLUMNS * DEPTH];
    final float[] edge = new float[FloatTile.ROWS * FloatTile.COLUMNS];
    final float[] zeros = new float[FloatTile.COLUMNS];
  }

  private int m;
  private int n;
  private int k;
  private float alpha;
  private float[] a;
  private int aOffset;
  private int aRow;
  private int aDepth;
  private float[] b;
  private int bOffset;
  private int bDepth;
  private int bColumn;
  private float beta;
  private float[] c;
  private int cOffset;
  private int ldc;
  private int gridRows;
  private int gridColumns;

  private FloatGemm() {}

  /** Computes {@code C = alpha op(A) op(B) + beta C} with up to so many threads. */
  static void gemm(
      int threads,
      Transpose transA,
      Transpose transB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float beta,
      float[] c,
      int cOffset,
      int ldc) {
    FloatGemm job = JOBS.get();
    job.m = m;
    job.n = n;
    job.k = alpha == 0 ? 0 : k;
    job.alpha = alpha;
    job.a = a;
    job.aOffset = aOffset;
    job.aRow = transA == Transpose.NO ? lda : 1;
    job.aDepth = transA == Transpose.NO ? 1 : lda;
    job.b = b;
    job.bOffset = bOffset;
    job.bDepth = transB == Transpose.NO ? ldb : 1;
    job.bColumn = transB == Transpose.NO ? 1 : ldb;
    job.beta = beta;
    job.c = c;
    job.cOffset = cOffset;
    job.ldc = ldc;
    job.cut((int) Math.min(threads, Math.max(1, (long) m * n * k / MIN_WORK_PER_PART)));
    try {
      job.run(job.gridRows * job.gridColumns, threads);
    } finally {
      // The job outlives the call: it must not keep the caller's arrays alive.
      job.a = null;
      job.b = null;
      job.c = null;
    }
  }

  /** Chooses the grid of so many parts that packs least: A once a column, B once a row of it. */
  private void cut(int parts) {
    gridRows = 1;
    gridColumns = parts;
    long least = Long.MAX_VALUE;
    for (int rows = 1; rows <= parts; rows++) {
      if (parts % rows == 0) {
        int columns = parts / rows;
        long packed = (long) m * columns + (long) n * rows;
        if (packed < least && m >= rows * FloatTile.ROWS && n >= columns * FloatTile.COLUMNS) {
          least = packed;
          gridRows = rows;
          gridColumns = columns;
        }
      }
    }
    if (least == Long.MAX_VALUE) {
      gridColumns = 1;
    }
  }

  @Override
  protected void part(int index) {
    int i0 = bound(index / gridColumns, gridRows, m, FloatTile.ROWS);
    int i1 = bound(index / gridColumns + 1, gridRows, m, FloatTile.ROWS);
    int j0 = bound(index % gridColumns, gridColumns, n, FloatTile.COLUMNS);
    int j1 = bound(index % gridColumns + 1, gridColumns, n, FloatTile.COLUMNS);
    block(i0, i1, j0, j1);
  }

  /**
   * Returns where cell {@code index} of {@code cells} begins: a multiple of the tile, or the end.
   */
  private static int bound(int index, int cells, int size, int tile) {
    int tiles = (size + tile - 1) / tile;
    return Math.min(size, (int) ((long) tiles * index / cells) * tile);
  }

  private void block(int i0, int i1, int j0, int j1) {
    if (k == 0 || (beta != 0 && beta != 1)) {
      scaleC(i0, i1, j0, j1);
    }
    Buffers buffers = BUFFERS.get();
    for (int j = j0; j < j1; j += COLUMNS) {
      int columns = Math.min(COLUMNS, j1 - j);
      for (int p = 0; p < k; p += DEPTH) {
        int depth = Math.min(DEPTH, k - p);
        FloatPacking.packB(
            depth, columns, b, bOffset + p * bDepth + j * bColumn, bDepth, bColumn, buffers.b, 0);
        for (int i = i0; i < i1; i += ROWS) {
          int rows = Math.min(ROWS, i1 - i);
          FloatPacking.packA(
              rows, depth, alpha, a, aOffset + i * aRow + p * aDepth, aRow, aDepth, buffers.a, 0);
          tiles(rows, columns, depth, p == 0 && beta == 0, buffers, cOffset + i * ldc + j);
        }
      }
    }
  }

  private void scaleC(int i0, int i1, int j0, int j1) {
    for (int i = i0; i < i1; i++) {
      for (int at = cOffset + i * ldc + j0; at < cOffset + i * ldc + j1; at++) {
        c[at] = beta == 0 ? 0 : beta * c[at];
      }
    }
  }

  /** Multiplies one packed block of A by one of B, tile by tile. */
  private void tiles(int rows, int columns, int depth, boolean fresh, Buffers buffers, int start) {
    for (int j = 0; j < columns; j += FloatTile.COLUMNS) {
      int width = Math.min(FloatTile.COLUMNS, columns - j);
      for (int i = 0; i < rows; i += FloatTile.ROWS) {
        int height = Math.min(FloatTile.ROWS, rows - i);
        int at = start + i * ldc + j;
        int ao = i * depth;
        int bo = j * depth;
        if (height < FloatTile.ROWS || width < FloatTile.COLUMNS) {
          edge(height, width, depth, fresh, buffers, ao, bo, at);
        } else if (fresh) {
          FloatTile.multiply(depth, buffers.a, ao, buffers.b, bo, buffers.zeros, 0, 0, c, at, ldc);
        } else {
          FloatTile.multiply(depth, buffers.a, ao, buffers.b, bo, c, at, ldc, c, at, ldc);
        }
      }
    }
  }

  /** A tile that C cuts off: computed whole beside C, and the part that exists copied. */
  private void edge(
      int height, int width, int depth, boolean fresh, Buffers buffers, int ao, int bo, int at) {
    float[] tile = buffers.edge;
    for (int i = 0; i < height; i++) {
      int row = i * FloatTile.COLUMNS;
      if (fresh) {
        java.util.Arrays.fill(tile, row, row + width, 0);
      } else {
        System.arraycopy(c, at + i * ldc, tile, row, width);
      }
    }
    FloatTile.multiply(
        depth,
        buffers.a,
        ao,
        buffers.b,
        bo,
        tile,
        0,
        FloatTile.COLUMNS,
        tile,
        0,
        FloatTile.COLUMNS);
    for (int i = 0; i < height; i++) {
      System.arraycopy(tile, i * FloatTile.COLUMNS, c, at + i * ldc, width);
    }
  }
}
