// Generated from FloatPacking.java by TwinSources; do not edit.
package org.lanewise.core.simd;

/**
 * Copies blocks of op(A) and op(B) into the order in which {@link DoubleTile} reads them, so that
 * the kernel's loads are contiguous whatever the transposition. Missing rows and columns of the
 * last panel become zeros; what they produce is never stored.
 */
final class DoublePacking {
  private DoublePacking() {}

  /**
   * Packs rows x depth of op(A), times alpha, into panels of {@link DoubleTile#ROWS} rows.
   *
   * @param start index of the block's first element
   * @param rowStep from one row of op(A) to the next
   * @param depthStep from one column of op(A) to the next
   */
  static void packA(
      int rows,
      int depth,
      double alpha,
      double[] a,
      int start,
      int rowStep,
      int depthStep,
      double[] packed,
      int at) {
    int panel = DoubleTile.ROWS;
    for (int i = 0; i < rows; i += panel) {
      int from = start + i * rowStep;
      int full = Math.min(panel, rows - i);
      if (full == panel && depthStep == 1) {
        interleave(depth, alpha, a, from, rowStep, packed, at);
      } else {
        for (int p = 0; p < depth; p++) {
          for (int r = 0; r < full; r++) {
            packed[at + p * panel + r] = alpha * a[from + r * rowStep + p * depthStep];
          }
          for (int r = full; r < panel; r++) {
            packed[at + p * panel + r] = 0;
          }
        }
      }
      at += panel * depth;
    }
  }

  /**
   * Interleaves a panel's rows four at a time: four read streams, and writes that stay in a line.
   */
  private static void interleave(
      int depth, double alpha, double[] a, int from, int rowStep, double[] packed, int at) {
    int panel = DoubleTile.ROWS;
    for (int r = 0; r < panel; r += 4) {
      int r0 = from + r * rowStep;
      int r1 = r0 + rowStep;
      int r2 = r1 + rowStep;
      int r3 = r2 + rowStep;
      int to = at + r;
      for (int p = 0; p < depth; p++) {
        packed[to + p * panel] = alpha * a[r0 + p];
        packed[to + p * panel + 1] = alpha * a[r1 + p];
        packed[to + p * panel + 2] = alpha * a[r2 + p];
        packed[to + p * panel + 3] = alpha * a[r3 + p];
      }
    }
  }

  /**
   * Packs depth x columns of op(B) into panels of {@link DoubleTile#COLUMNS} columns.
   *
   * @param start index of the block's first element
   * @param depthStep from one row of op(B) to the next
   * @param columnStep from one column of op(B) to the next; one of the two steps is 1
   */
  static void packB(
      int depth,
      int columns,
      double[] b,
      int start,
      int depthStep,
      int columnStep,
      double[] packed,
      int at) {
    int panel = DoubleTile.COLUMNS;
    for (int j = 0; j < columns; j += panel) {
      int from = start + j * columnStep;
      int full = Math.min(panel, columns - j);
      if (columnStep == 1) {
        for (int p = 0; p < depth; p++) {
          int to = at + p * panel;
          System.arraycopy(b, from + p * depthStep, packed, to, full);
          for (int c = full; c < panel; c++) {
            packed[to + c] = 0;
          }
        }
      } else {
        transposePanel(depth, full, b, from, columnStep, packed, at);
      }
      at += panel * depth;
    }
  }

  /**
   * Packs a panel of a transposed B: each column lies contiguously and is spread over the steps.
   */
  private static void transposePanel(
      int depth, int full, double[] b, int from, int columnStep, double[] packed, int at) {
    int panel = DoubleTile.COLUMNS;
    int c = 0;
    for (; c + 4 <= full; c += 4) {
      int c0 = from + c * columnStep;
      int c1 = c0 + columnStep;
      int c2 = c1 + columnStep;
      int c3 = c2 + columnStep;
      int to = at + c;
      for (int p = 0; p < depth; p++) {
        packed[to + p * panel] = b[c0 + p];
        packed[to + p * panel + 1] = b[c1 + p];
        packed[to + p * panel + 2] = b[c2 + p];
        packed[to + p * panel + 3] = b[c3 + p];
      }
    }
    for (; c < panel; c++) {
      for (int p = 0; p < depth; p++) {
        packed[at + c + p * panel] = c < full ? b[from + c * columnStep + p] : 0;
      }
    }
  }
}
