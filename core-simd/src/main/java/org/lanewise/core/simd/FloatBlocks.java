package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;

import java.util.Arrays;

/**
 * One thread's share of a matrix product: cache blocking around {@link FloatTile}.
 *
 * <p>The loops are those of Goto and van de Geijn ("Anatomy of high-performance matrix
 * multiplication", 2008): a packed block of B for the second-level cache, a packed block of A, and
 * one panel of B in the first-level cache while strips of A pass. Between two blocks of k the sums
 * of a tile wait in a buffer where tile follows tile, not in C: there each tile would begin with
 * eight rows far apart, which the processor cannot fetch ahead, at a cost of 5 to 10 % of the whole
 * product. No block changes the order of a sum: k is walked in ascending order.
 */
final class FloatBlocks {
  /** Rows of A packed at a time. */
  private static final int ROWS = 480;

  /** Rows of C whose sums are kept at a time. */
  private static final int SUM_ROWS = 4 * ROWS;

  /** Columns of B packed at a time: 6 KiB a row of it, whatever the element. */
  private static final int COLUMNS = 32 * FloatTile.COLUMNS;

  /** Rows of a tile column that go through the epilogue while they are in the nearest cache. */
  private static final int EPILOGUE_ROWS = 64;

  /**
   * Rows of A up to which packing B does not pay: too few strips pass by each of its rows.
   * Measured.
   */
  private static final int DIRECT_ROWS = 32;

  private static final ThreadLocal<FloatBlocks> WORKSPACE =
      ThreadLocal.withInitial(FloatBlocks::new);

  private final float[] zeros = new float[FloatTile.COLUMNS];
  private final float[] scratch = new float[LANES * FloatPanels.DEPTH];

  /** Packed A, packed B and sums, in this order and from one aligned index. */
  private float[] values = new float[0];

  private FloatAlignment alignment;
  private int aStart;
  private int bStart;
  private int sumStart;

  /** The operands, only while a share is being computed. */
  private FloatGemm gemm;

  private FloatBlocks() {}

  /** Computes rows i0 to i1 and columns j0 to j1 of C. */
  static void multiply(FloatGemm gemm, int i0, int i1, int j0, int j1) {
    FloatBlocks blocks = WORKSPACE.get();
    blocks.gemm = gemm;
    try {
      blocks.share(i0, i1, j0, j1);
    } finally {
      blocks.gemm = null;
    }
  }

  private void share(int i0, int i1, int j0, int j1) {
    if (gemm.k == 0 || (gemm.beta != 0 && gemm.beta != 1)) {
      scaleC(i0, i1, j0, j1);
    }
    if (gemm.k == 0) {
      FloatEpilogues.apply(gemm.epilogue, gemm.c, gemm.cOffset, gemm.ldc, i0, i1, j0, j1);
      return;
    }
    int rows = even(i1 - i0, SUM_ROWS, FloatTile.STRIP);
    int columns = even(j1 - j0, COLUMNS, FloatTile.COLUMNS);
    int depth = FloatPanels.depth(gemm.k);
    reserve(rows, columns, depth);
    for (int j = j0; j < j1; j += columns) {
      for (int i = i0; i < i1; i += rows) {
        block(i, Math.min(i1, i + rows), j, Math.min(j1, j + columns), depth);
      }
    }
  }

  /** Returns the step that cuts a size into equal pieces of at most so many, in whole units. */
  private static int even(int size, int most, int unit) {
    int pieces = (size + most - 1) / most;
    int units = (size + unit - 1) / unit;
    return (units + pieces - 1) / pieces * unit;
  }

  /** Makes room for the blocks; the arrays grow to what a thread has met and stay. */
  private void reserve(int rows, int columns, int depth) {
    int aSize = Math.min(rows, ROWS + FloatTile.STRIP) * depth;
    int bSize = gemm.panels == null ? columns * depth : 0;
    int sumSize = depth < gemm.k ? rows * columns : FloatTile.ROWS * FloatTile.COLUMNS;
    int size = aSize + bSize + sumSize + FloatAlignment.LINE;
    if (values.length < size) {
      values = new float[Math.max(size, FloatAlignment.SMALLEST)];
      alignment = new FloatAlignment(values);
    }
    aStart = alignment.offset();
    bStart = aStart + aSize;
    sumStart = bStart + bSize;
  }

  private void block(int i0, int i1, int j0, int j1, int step) {
    boolean direct = gemm.panels == null && gemm.bColumn == 1 && i1 - i0 <= DIRECT_ROWS;
    int rows = even(i1 - i0, ROWS, FloatTile.STRIP);
    int rowsPadded = even(i1 - i0, Integer.MAX_VALUE / 2, FloatTile.STRIP);
    for (int p = 0; p < gemm.k; p += step) {
      int depth = Math.min(step, gemm.k - p);
      int packedFrom = direct ? j1 - (j1 - j0) % LANES : j0;
      if (gemm.panels == null) {
        packB(packedFrom, j1, p, depth);
      }
      for (int i = i0; i < i1; i += rows) {
        int last = Math.min(i1, i + rows);
        packA(i, last, p, depth);
        int sums = sumStart;
        for (int j = j0; j < j1; ) {
          int end = j < packedFrom ? packedFrom : j1;
          int width = Math.min(FloatTile.COLUMNS, end - j);
          int vectors = (width + LANES - 1) / LANES;
          int at = sums + (i - i0) * vectors * LANES;
          if (gemm.panels != null) {
            FloatPanels panels = gemm.panels;
            int bo = panels.index(p, j, depth);
            panel(i, last, j, width, p, depth, panels.values(), bo, vectors * LANES, at);
          } else if (j < packedFrom) {
            int bo = gemm.bOffset + p * gemm.bDepth + j;
            panel(i, last, j, width, p, depth, gemm.b, bo, gemm.bDepth, at);
          } else {
            int bo = bStart + (j - packedFrom) * depth;
            panel(i, last, j, width, p, depth, values, bo, vectors * LANES, at);
          }
          if (step < gemm.k) {
            sums += rowsPadded * vectors * LANES;
          }
          j += width;
        }
      }
    }
  }

  private void packB(int j0, int j1, int p, int depth) {
    int start = gemm.bOffset + p * gemm.bDepth + j0 * gemm.bColumn;
    FloatPacking.pack(
        j1 - j0,
        depth,
        gemm.b,
        start,
        gemm.bColumn,
        gemm.bDepth,
        FloatTile.VECTORS,
        true,
        values,
        bStart,
        scratch);
  }

  private void packA(int i0, int i1, int p, int depth) {
    int start = gemm.aOffset + i0 * gemm.aRow + p * gemm.aDepth;
    int strip = FloatTile.STRIP;
    FloatPacking.pack(
        i1 - i0,
        depth,
        gemm.a,
        start,
        gemm.aRow,
        gemm.aDepth,
        strip / LANES,
        false,
        values,
        aStart,
        scratch);
    if (gemm.alpha != 1) {
      int strips = (i1 - i0 + strip - 1) / strip;
      FloatVectors.scal(strips * strip * depth, gemm.alpha, values, aStart);
    }
  }

  /** Multiplies the packed rows of A by one panel of B, tile by tile. */
  private void panel(
      int i0, int i1, int j, int width, int p, int depth, float[] b, int bo, int bStep, int sums) {
    int vectors = (width + LANES - 1) / LANES;
    int ld = vectors * LANES;
    boolean first = p == 0;
    boolean last = p + depth == gemm.k;
    int finished = i0;
    for (int i = i0; i < i1; i += FloatTile.ROWS) {
      int height = Math.min(FloatTile.ROWS, i1 - i);
      boolean whole = height == FloatTile.ROWS && width == ld;
      int row = (i - i0) % FloatTile.STRIP;
      int ao = aStart + (i - i0 - row) * depth + row;
      int at = gemm.cOffset + i * gemm.ldc + j;
      int so = first && last ? sums : sums + (i - i0) * ld;
      float[] in = values;
      int io = so;
      int ldi = ld;
      if (first) {
        if (gemm.beta == 0) {
          in = zeros;
          io = 0;
          ldi = 0;
        } else if (whole) {
          in = gemm.c;
          io = at;
          ldi = gemm.ldc;
        } else {
          copyTile(height, width, gemm.c, at, gemm.ldc, values, so, ld);
        }
      }
      if (last && whole) {
        FloatTile.multiply(
            vectors, depth, values, ao, b, bo, bStep, in, io, ldi, gemm.c, at, gemm.ldc);
      } else {
        FloatTile.multiply(vectors, depth, values, ao, b, bo, bStep, in, io, ldi, values, so, ld);
        if (last) {
          copyTile(height, width, values, so, ld, gemm.c, at, gemm.ldc);
        }
      }
      if (last && i + FloatTile.ROWS - finished >= EPILOGUE_ROWS) {
        FloatEpilogues.apply(
            gemm.epilogue, gemm.c, gemm.cOffset, gemm.ldc, finished, i + height, j, j + width);
        finished = i + height;
      }
    }
    if (last && finished < i1) {
      FloatEpilogues.apply(
          gemm.epilogue, gemm.c, gemm.cOffset, gemm.ldc, finished, i1, j, j + width);
    }
  }

  private static void copyTile(
      int height, int width, float[] from, int at, int ldFrom, float[] to, int ot, int ldTo) {
    for (int i = 0; i < height; i++) {
      System.arraycopy(from, at + i * ldFrom, to, ot + i * ldTo, width);
    }
  }

  private void scaleC(int i0, int i1, int j0, int j1) {
    for (int i = i0; i < i1; i++) {
      int row = gemm.cOffset + i * gemm.ldc;
      if (gemm.beta == 0) {
        Arrays.fill(gemm.c, row + j0, row + j1, 0);
      } else {
        FloatVectors.scal(j1 - j0, gemm.beta, gemm.c, row + j0);
      }
    }
  }
}
