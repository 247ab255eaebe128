package org.lanewise.core.simd;

import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.Transpose;
import org.lanewise.core.parallel.Job;

/**
 * The matrix product: its operands, and how it is split over threads by blocks of C.
 *
 * <p>C is cut into a grid of blocks, one a part of the job; each part packs what it needs by
 * itself, so that the threads never wait for each other. Work is never split over k, so that the
 * number of threads does not change a bit.
 */
final class FloatGemm extends Job {
  /** Multiply-adds a part must have to be worth another thread: about 20 microseconds. */
  static final long MIN_WORK_PER_PART = 1L << 20;

  /** Rows of C that a part has at least before C is cut into columns. */
  private static final int MIN_ROWS_PER_PART = 2 * FloatTile.ROWS;

  private static final ThreadLocal<FloatGemm> JOBS = ThreadLocal.withInitial(FloatGemm::new);

  int m;
  int n;
  int k;
  float alpha;
  float[] a;
  int aOffset;

  /** From one row of op(A) to the next. */
  int aRow;

  /** From one column of op(A) to the next. */
  int aDepth;

  /** Whether nothing lies between two rows of A as it is stored. */
  boolean aDense;

  /** B in panels, or null if B is plain. */
  FloatPanels panels;

  float[] b;
  int bOffset;

  /** From one row of op(B) to the next. */
  int bDepth;

  /** From one column of op(B) to the next. */
  int bColumn;

  /** Whether nothing lies between two rows of B as it is stored. */
  boolean bDense;

  float beta;
  float[] c;
  int cOffset;
  int ldc;
  FloatEpilogue epilogue;

  /** Takes C turned over, if C is only on the way to it; else null. */
  private FloatTurned turned;

  private int gridRows;
  private int gridColumns;

  private FloatGemm() {}

  /** Returns this thread's job with op(A) and the sizes filled in. */
  static FloatGemm of(
      Transpose transA, int m, int n, int k, float alpha, float[] a, int aOffset, int lda) {
    FloatGemm job = JOBS.get();
    job.m = m;
    job.n = n;
    job.k = alpha == 0 ? 0 : k;
    job.alpha = alpha;
    job.a = a;
    job.aOffset = aOffset;
    job.aRow = transA == Transpose.NO ? lda : 1;
    job.aDepth = transA == Transpose.NO ? 1 : lda;
    job.aDense = lda == (transA == Transpose.NO ? k : m);
    return job;
  }

  /** Fills in op(B). */
  FloatGemm by(Transpose transB, float[] b, int bOffset, int ldb) {
    this.panels = null;
    this.b = b;
    this.bOffset = bOffset;
    this.bDepth = transB == Transpose.NO ? ldb : 1;
    this.bColumn = transB == Transpose.NO ? 1 : ldb;
    this.bDense = ldb == (transB == Transpose.NO ? n : k);
    return this;
  }

  /** Fills in a packed op(B). */
  FloatGemm by(FloatPanels panels) {
    this.panels = panels;
    return this;
  }

  /** Has every block of C turned over once it is computed. */
  FloatGemm thenTurnedInto(FloatTurned turned) {
    this.turned = turned;
    return this;
  }

  /** Computes {@code C = epilogue(alpha op(A) op(B) + beta C)} with up to so many threads. */
  void into(int threads, float beta, float[] c, int cOffset, int ldc, FloatEpilogue epilogue) {
    this.beta = beta;
    this.c = c;
    this.cOffset = cOffset;
    this.ldc = ldc;
    this.epilogue = epilogue;
    cut((int) Math.min(threads, Math.max(1, (long) m * n * k / MIN_WORK_PER_PART)));
    try {
      if (gridRows * gridColumns == 1) {
        block(0, m, 0, n);
      } else {
        run(gridRows * gridColumns, threads);
      }
    } finally {
      // The job outlives the call: it must not keep the caller's arrays alive.
      this.a = null;
      this.b = null;
      this.panels = null;
      this.c = null;
      this.epilogue = null;
      this.turned = null;
    }
  }

  /**
   * Chooses the grid of so many parts: as many rows of it as leave each part enough rows of C.
   *
   * <p>Cut into rows, each thread finds its rows of A and C in its own cache, from one layer of a
   * network to the next too; cut into columns, all threads fetch all of A from each other's. With
   * 128 rows and two threads that was 1.25 times as fast, with 32 rows 1.5 times.
   */
  private void cut(int parts) {
    gridRows = 1;
    gridColumns = 1;
    for (int rows = parts; rows >= 1; rows--) {
      int columns = parts / rows;
      boolean fits = m >= rows * MIN_ROWS_PER_PART || rows == 1;
      if (parts % rows == 0 && fits && (columns == 1 || n >= columns * FloatTile.COLUMNS)) {
        gridRows = rows;
        gridColumns = columns;
        return;
      }
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

  private void block(int i0, int i1, int j0, int j1) {
    if (FloatDirect.serves(this)) {
      FloatDirect.multiply(this, i0, i1);
    } else {
      FloatBlocks.multiply(this, i0, i1, j0, j1);
    }
    if (turned != null) {
      turned.turn(j0, j1, i0, i1);
    }
  }

  /**
   * Returns where cell {@code index} of {@code cells} begins: a multiple of the tile, or the end.
   */
  private static int bound(int index, int cells, int size, int tile) {
    int tiles = (size + tile - 1) / tile;
    return Math.min(size, (int) ((long) tiles * index / cells) * tile);
  }
}
