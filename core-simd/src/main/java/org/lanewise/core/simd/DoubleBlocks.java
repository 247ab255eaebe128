// Generated from FloatBlocks.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;

import java.util.Arrays;

/**
 * One thread's share of a matrix product: cache blocking around {@link DoubleTile}.
 *
 * <p>The loops are those of Goto and van de Geijn ("Anatomy of high-performance matrix
 * multiplication", 2008): a packed block of B, a packed block of A that stays in the second-level
 * cache, and one panel of B that stays there too while strips of A pass. Blocks of k are deep, so
 * that the sums of most products never leave the registers before they are done: both operands then
 * come from the second-level cache, which feeds the tile in time, while sums that wait in memory
 * between blocks do not; 128 steps were 5 to 9 % slower. Where k is deeper still, the sums of a
 * tile wait in a buffer where tile follows tile, not in C: there each tile would begin with eight
 * rows far apart, which the processor cannot fetch ahead. No block changes the order of a sum: k is
 * walked in ascending order.
 *
 * <p>An operand that is used too few times to be worth packing is read where it lies: A if C has
 * few columns, B if C has few rows. A last panel that would have columns to spare begins earlier
 * and computes some columns of its neighbour once more, with the same bits.
 */
final class DoubleBlocks {
  /** Elements of A packed at a time: with a panel of B they fill most of the second cache. */
  private static final int A_SIZE = Caches.L2_BYTES / 8 * 3 / Double.BYTES;

  /** Elements of B packed at a time, in the third-level cache or in memory: 6 MiB. */
  private static final int B_SIZE = (6 << 20) / Double.BYTES;

  /**
   * Rows of A packed at a time, however short they are: segments lie as far apart as the deepest
   * block needs, so that more of them would take room without end.
   */
  private static final int MOST_ROWS = 960;

  /** Rows of C whose sums are kept at a time. */
  private static final int SUM_ROWS = 2048;

  /** Sums kept at a time: 12 MiB. */
  private static final int SUM_SIZE = (12 << 20) / Double.BYTES;

  /** Rows of a panel that go through the epilogue while they are in the nearest cache. */
  private static final int EPILOGUE_ROWS = 64;

  /** Rows of C up to which B is read in place; with 128 of them packing it was faster. */
  static final int FEW_ROWS = 64;

  /** Columns of C up to which A is read in place: faster so for 100 of double, slower for 128. */
  static final int FEW_COLUMNS = 7 * LANES;

  /**
   * Most steps of k in a block of {@link DoubleRowTile}, whose rows read half as much again of B
   * for a multiply-add: a panel must then stay in the nearest cache. A tile of four vectors takes
   * 32 KiB.
   */
  private static final int ROW_DEPTH = 24 * 1024 / (DoubleTile.COLUMNS * Double.BYTES);

  private static final ThreadLocal<DoubleBlocks> WORKSPACE =
      ThreadLocal.withInitial(DoubleBlocks::new);

  private final double[] zeros =
      new double[Math.max(DoubleTile.VECTORS, DoubleRowTile.VECTORS) * LANES];
  private final double[] scratch = new double[DoubleTransposition.SCRATCH];

  /** Packed A, packed B and sums, in this order and from one aligned index. */
  private double[] values = new double[0];

  private DoubleAlignment alignment;
  private int aStart;
  private int bStart;
  private int sumStart;

  /** The operands, only while a share is being computed. */
  private DoubleGemm gemm;

  private boolean rowsInPlace;

  /** Whether A is packed as segments of its rows, not as strips. */
  private boolean segments;

  /** Whether all rows are one tile of {@link DoubleTenRowTile}. */
  private boolean tenRows;

  /** From one row of packed segments, or one row of strips, to the next in the packed array. */
  private int aStride;

  /**
   * From one column's steps to the next column's in packed B: an odd number, so that panels do not
   * lie in the same sets of the nearest cache, where they would drive each other out while they are
   * written.
   */
  private int bStride;

  private boolean columnsInPlace;

  /** Vectors in a row of the widest tile. */
  private int widest;

  /** Steps of k a block. */
  private int step;

  /** Rows of A a block. */
  private int rows;

  /** The steps of the current block: from which one, and how many. */
  private int p;

  private int depth;

  private DoubleBlocks() {}

  /** Computes rows i0 to i1 and columns j0 to j1 of C. */
  static void multiply(DoubleGemm gemm, int i0, int i1, int j0, int j1) {
    DoubleBlocks blocks = WORKSPACE.get();
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
      finish(i0, i1, j0, j1);
      return;
    }
    segments = gemm.aDepth == 1;
    rowsInPlace = gemm.panels == null && segments && gemm.alpha == 1 && j1 - j0 <= FEW_COLUMNS;
    tenRows = !segments && gemm.panels == null && DoubleTenRowTile.serves(i1 - i0);
    if (rowsInPlace) {
      widest = DoubleRowTile.VECTORS;
    } else {
      widest = tenRows ? DoubleTenRowTile.VECTORS : DoubleTile.VECTORS;
    }
    columnsInPlace =
        gemm.panels == null && gemm.bColumn == 1 && i1 - i0 <= FEW_ROWS && j1 - j0 >= LANES;
    step = DoublePanels.depth(gemm.k, rowsInPlace ? ROW_DEPTH : DoublePanels.DEPTH);
    bStride = step | 1;
    aStride = segments ? DoubleSegmentTile.STRIDE : bStride;
    rows = even(i1 - i0, Math.min(MOST_ROWS, A_SIZE / step), DoubleTile.STRIP);
    int most = B_SIZE / step;
    int columns = even(j1 - j0, most, widest * LANES);
    int sumRows = i1 - i0;
    if (step < gemm.k) {
      sumRows = even(sumRows, Math.min(SUM_ROWS, SUM_SIZE / columns), rows);
    }
    reserve(sumRows, columns);
    for (int j = j0; j < j1; j += columns) {
      // Anew for what is left, so that the last block is not a sliver: a packed matrix has its
      // panels planned as a whole, and narrow ones at its end begin where no block may begin.
      columns = even(j1 - j, most, widest * LANES);
      for (int i = i0; i < i1; i += sumRows) {
        block(i, Math.min(i1, i + sumRows), j, Math.min(j1, j + columns));
      }
    }
  }

  /** Returns the step that cuts a size into equal pieces of at most so many, in whole units. */
  private static int even(int size, int most, int unit) {
    int pieces = (size + most - 1) / most;
    int units = (size + unit - 1) / unit;
    return (units + pieces - 1) / pieces * unit;
  }

  /** Makes room for the blocks; the array grows to what a thread has met and stays. */
  private void reserve(int sumRows, int columns) {
    int aSize = rowsInPlace ? 0 : rows * aStride;
    int bSize = gemm.panels == null && !columnsInPlace ? columns * bStride : 0;
    int sumSize = step < gemm.k ? sumRows * columns : 8 * zeros.length;
    int size = aSize + bSize + sumSize + DoubleAlignment.LINE;
    if (values.length < size) {
      values = new double[Math.max(size, DoubleAlignment.SMALLEST)];
      alignment = new DoubleAlignment(values);
    }
    aStart = columnsInPlace ? 0 : alignment.offset();
    bStart = aStart + aSize;
    sumStart = bStart + bSize;
  }

  /** Returns how many elements the calling thread keeps for its blocks. */
  static int room() {
    return WORKSPACE.get().values.length;
  }

  private void block(int i0, int i1, int j0, int j1) {
    int rowsPadded = (i1 - i0 + DoubleTile.STRIP - 1) / DoubleTile.STRIP * DoubleTile.STRIP;
    // The panels are those of the whole matrix if it comes packed, else those of this block.
    int planned0 = gemm.panels == null ? j0 : 0;
    int planned1 = gemm.panels == null ? j1 : gemm.n;
    for (p = 0; p < gemm.k; p += step) {
      depth = Math.min(step, gemm.k - p);
      if (gemm.panels == null && !columnsInPlace) {
        packB(j0, j1);
      }
      for (int i = i0; i < i1; i += rows) {
        int end = Math.min(i1, i + rows);
        if (!rowsInPlace) {
          packA(i, end);
        }
        int sums = sumStart;
        for (int j = j0; j < j1; ) {
          int width = DoublePanels.width(j, planned0, planned1, widest);
          int vectors = (width + LANES - 1) / LANES;
          int first = DoublePanels.firstColumn(j, width, planned0);
          double[] b = values;
          int bo = bStart + (j - j0) * bStride;
          int bStep = vectors * LANES;
          if (gemm.panels != null) {
            b = gemm.panels.values();
            bo = gemm.panels.index(p, j, depth);
          } else if (columnsInPlace) {
            b = gemm.b;
            bo = gemm.bOffset + p * gemm.bDepth + first;
            bStep = gemm.bDepth;
          }
          int so = step < gemm.k ? sums + (i - i0) * vectors * LANES : sumStart;
          boolean apart = first < j0 || first + vectors * LANES > j1;
          panel(i, end, first, j, width, vectors, apart, b, bo, bStep, so);
          sums += rowsPadded * vectors * LANES;
          j += width;
        }
        if (p + depth == gemm.k && gemm.epilogue.saved() != null) {
          finish(i, end, j0, j1);
        }
      }
    }
  }

  private void packB(int j0, int j1) {
    int start = gemm.bOffset + p * gemm.bDepth + j0 * gemm.bColumn;
    DoublePacking.packColumns(
        j1 - j0,
        depth,
        bStride,
        gemm.b,
        start,
        gemm.bColumn,
        gemm.bDepth,
        gemm.bDense,
        widest,
        values,
        bStart,
        scratch);
  }

  private void packA(int i0, int i1) {
    int rows = i1 - i0;
    int start = gemm.aOffset + i0 * gemm.aRow + p * gemm.aDepth;
    if (tenRows) {
      DoublePacking.copyNarrow(depth, rows, gemm.a, start, gemm.aDepth, values, aStart);
    } else if (segments) {
      DoublePacking.packSegments(rows, depth, gemm.a, start, gemm.aRow, values, aStart);
    } else {
      DoublePacking.packStrips(
          rows, depth, aStride, gemm.a, start, gemm.aDepth, gemm.aDense, values, aStart);
    }
    if (gemm.alpha != 1 && segments) {
      for (int i = 0; i < rows; i++) {
        DoubleVectors.scal(depth, gemm.alpha, values, aStart + i * aStride);
      }
    } else if (gemm.alpha != 1) {
      int padded = (rows + DoubleTile.STRIP - 1) / DoubleTile.STRIP * DoubleTile.STRIP;
      DoubleVectors.scal(padded * aStride, gemm.alpha, values, aStart);
    }
  }

  /**
   * Multiplies rows of A by one panel of B, tile by tile.
   *
   * @param first the panel's first column
   * @param j the first column that is the panel's own; those before it are its neighbour's too
   * @param width how many columns are the panel's own
   * @param apart whether columns of the panel lie outside this block
   * @param sums where the sums of row i0 wait
   */
  private void panel(
      int i0,
      int i1,
      int first,
      int j,
      int width,
      int vectors,
      boolean apart,
      double[] b,
      int bo,
      int bStep,
      int sums) {
    int ld = vectors * LANES;
    boolean begins = p == 0;
    boolean ends = p + depth == gemm.k;
    // Columns computed twice must not be read from C again once they are written.
    boolean whole = !apart && (first == j || gemm.beta == 0 || step < gemm.k);
    if (whole) {
      j = first;
      width = ld;
    }
    int skip = j - first;
    int finished = i0;
    int most = DoubleTile.ROWS;
    if (rowsInPlace) {
      most = DoubleRowTile.rows(vectors);
    } else if (tenRows) {
      most = DoubleTenRowTile.ROWS;
    }
    for (int i = i0; i < i1; i += most) {
      int height = Math.min(most, i1 - i);
      boolean direct = whole && (height == most || rowsInPlace);
      int at = gemm.cOffset + i * gemm.ldc + first;
      int so = begins && ends ? sums : sums + (i - i0) * ld;
      double[] in = values;
      int io = so;
      int ldi = ld;
      if (begins) {
        if (gemm.beta == 0) {
          in = zeros;
          io = 0;
          ldi = 0;
        } else if (direct) {
          in = gemm.c;
          io = at;
          ldi = gemm.ldc;
        } else {
          copyTile(height, width, gemm.c, at + skip, gemm.ldc, values, so + skip, ld);
        }
      }
      boolean toC = ends && direct;
      double[] out = toC ? gemm.c : values;
      int oo = toC ? at : so;
      int ldo = toC ? gemm.ldc : ld;
      if (rowsInPlace) {
        int ao = gemm.aOffset + i * gemm.aRow + p;
        DoubleRowTile.multiply(
            height, vectors, depth, gemm.a, ao, gemm.aRow, b, bo, bStep, in, io, ldi, out, oo, ldo);
      } else if (segments) {
        int ao = aStart + (i - i0) * aStride;
        DoubleSegmentTile.multiply(
            vectors, depth, values, ao, b, bo, bStep, in, io, ldi, out, oo, ldo);
      } else {
        int lane = (i - i0) % DoubleTile.STRIP;
        int ao = aStart + (i - i0 - lane) * aStride + lane;
        if (tenRows) {
          DoubleTenRowTile.multiply(
              vectors, depth, values, ao, b, bo, bStep, in, io, ldi, out, oo, ldo);
        } else {
          DoubleTile.multiply(vectors, depth, values, ao, b, bo, bStep, in, io, ldi, out, oo, ldo);
        }
      }
      if (ends && !direct) {
        copyTile(height, width, values, so + skip, ld, gemm.c, at + skip, gemm.ldc);
      }
      boolean enough = i + most - finished >= EPILOGUE_ROWS || i + height == i1;
      if (ends && enough && gemm.epilogue.saved() == null) {
        finish(finished, i + height, j, j + width);
        finished = i + height;
      }
    }
  }

  /**
   * Applies the epilogue to a part of C. One that reads saved values waits until whole rows are
   * there: along a row the processor fetches them ahead, in a panel of it each would be a miss.
   */
  private void finish(int i0, int i1, int j0, int j1) {
    DoubleEpilogues.apply(gemm.epilogue, gemm.c, gemm.cOffset, gemm.ldc, i0, i1, j0, j1);
  }

  private static void copyTile(
      int height, int width, double[] from, int at, int ldFrom, double[] to, int ot, int ldTo) {
    for (int i = 0; i < height; i++) {
      int source = at + i * ldFrom;
      int target = ot + i * ldTo;
      if (width >= LANES) {
        System.arraycopy(from, source, to, target, width);
      } else {
        for (int j = 0; j < width; j++) {
          to[target + j] = from[source + j];
        }
      }
    }
  }

  private void scaleC(int i0, int i1, int j0, int j1) {
    for (int i = i0; i < i1; i++) {
      int row = gemm.cOffset + i * gemm.ldc;
      if (gemm.beta == 0) {
        Arrays.fill(gemm.c, row + j0, row + j1, 0);
      } else {
        DoubleVectors.scal(j1 - j0, gemm.beta, gemm.c, row + j0);
      }
    }
  }
}
