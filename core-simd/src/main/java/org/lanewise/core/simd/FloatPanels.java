package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;

import org.lanewise.core.FloatPackedMatrix;
import org.lanewise.core.Transpose;

/**
 * A matrix in the order in which {@link FloatTile} reads its right operand: panels as wide as a
 * tile.
 *
 * <p>If the columns are no multiple of a vector, the last panel begins earlier and holds some
 * columns of its neighbour once more; only fewer columns than a vector has lanes are filled up with
 * zeros.
 */
final class FloatPanels extends FloatPackedMatrix {
  /** Most steps of k in a block: a panel of 512-bit vectors then takes 192 KiB. */
  static final int DEPTH = 4096 / Float.BYTES;

  private static final ThreadLocal<float[]> SCRATCH =
      ThreadLocal.withInitial(() -> new float[FloatTransposition.SCRATCH]);

  private final float[] values;
  private final FloatAlignment alignment;
  private final int paddedColumns;
  private int start;

  FloatPanels(int rows, int columns) {
    super("simd", rows, columns);
    paddedColumns = (columns + LANES - 1) / LANES * LANES;
    long size = (long) rows * paddedColumns + FloatAlignment.LINE;
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a packed matrix of " + rows + " x " + columns + " does not fit one array");
    }
    values = new float[(int) Math.max(size, FloatAlignment.SMALLEST)];
    alignment = new FloatAlignment(values);
  }

  /** Returns how many steps of k, at least 1, a block of a packed matrix has. */
  static int depth(int k) {
    return depth(k, DEPTH);
  }

  /**
   * Returns how many steps of k, at least 1 and at most so many, a block has: equal blocks, the
   * last one shorter at most.
   */
  static int depth(int k, int most) {
    int blocks = (k - 1) / most + 1;
    return (k - 1) / blocks + 1;
  }

  /**
   * Returns how many columns of j0 to j1 the panel at column j has for itself: those of the widest
   * tile, but two narrower panels rather than one that is followed by a single vector.
   *
   * @param vectors how many vectors a row of the widest tile has
   */
  static int width(int j, int j0, int j1, int vectors) {
    int left = j1 - j;
    int most = vectors * LANES;
    if (vectors > 2 && left > most && left <= most + LANES) {
      return most - LANES;
    }
    if (left >= most) {
      return most;
    }
    int padded = (left + LANES - 1) / LANES * LANES;
    return j1 - padded >= j0 || left < LANES ? left : left - left % LANES;
  }

  /** Returns how many panels of so many columns, at the beginning, are as wide as a tile. */
  static int wholePanels(int columns, int vectors) {
    int panels = columns / (vectors * LANES);
    int left = columns - panels * vectors * LANES;
    return vectors > 2 && panels > 0 && left > 0 && left <= LANES ? panels - 1 : panels;
  }

  /** Returns the first column of the panel at column j, its own or one of its neighbour's. */
  static int firstColumn(int j, int width, int j0) {
    int padded = (width + LANES - 1) / LANES * LANES;
    return Math.max(j0, j + width - padded);
  }

  /** Returns a packed matrix as one of these. */
  static FloatPanels of(FloatPackedMatrix packed) {
    if (packed instanceof FloatPanels own) {
      return own;
    }
    throw packed.unreadableBy("simd");
  }

  float[] values() {
    return values;
  }

  /** Returns where the panel of column j begins in the block of step p, which has so many steps. */
  int index(int p, int j, int depth) {
    return start + p * paddedColumns + j * depth;
  }

  /** Packs op(B) anew. */
  void fill(Transpose trans, float[] b, int offset, int ldb) {
    start = alignment.offset();
    int rowStep = trans == Transpose.NO ? ldb : 1;
    int columnStep = trans == Transpose.NO ? 1 : ldb;
    int step = rows() == 0 ? 1 : depth(rows());
    for (int p = 0; p < rows(); p += step) {
      int depth = Math.min(step, rows() - p);
      FloatPacking.packColumns(
          columns(),
          depth,
          depth,
          b,
          offset + p * rowStep,
          columnStep,
          rowStep,
          ldb == (trans == Transpose.NO ? columns() : rows()),
          FloatTile.VECTORS,
          values,
          index(p, 0, depth),
          SCRATCH.get());
    }
  }
}
