package org.lanewise.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cells of a table as it is read: blocks of rows, 8 bytes a cell and 4 a row for its line.
 *
 * <p>Blocks instead of one array that doubles: nothing is ever copied, the peak is the final size,
 * and a table may have more than 2^31 cells.
 */
final class CellBlocks {
  /** Large enough to be cheap to add, small enough not to matter when the last is trimmed. */
  private static final int BLOCK_CELLS = 1 << 16;

  private final int columns;
  private final int shift;
  private final int mask;
  private final List<double[]> cells = new ArrayList<>();
  private final List<int[]> lines = new ArrayList<>();
  private double[] lastCells;
  private int rows;

  CellBlocks(int columns) {
    this.columns = columns;
    int rowsInBlock = Integer.highestOneBit(Math.max(1, BLOCK_CELLS / columns));
    shift = Integer.numberOfTrailingZeros(rowsInBlock);
    mask = rowsInBlock - 1;
    addBlock();
  }

  int rows() {
    return rows;
  }

  double value(int row, int column) {
    return cells.get(row >> shift)[(row & mask) * columns + column];
  }

  int line(int row) {
    return lines.get(row >> shift)[row & mask];
  }

  /** Sets a cell of the row that {@link #endRow} will complete. */
  void set(int column, double value) {
    lastCells[(rows & mask) * columns + column] = value;
  }

  /** Completes a row whose cells are all set. */
  void endRow(int line) {
    lines.get(rows >> shift)[rows & mask] = line;
    rows = Math.incrementExact(rows);
    if ((rows & mask) == 0) {
      addBlock();
    }
  }

  /** Gives back the unused part of the last block; no row may follow. */
  void trim() {
    int last = cells.size() - 1;
    cells.set(last, Arrays.copyOf(lastCells, (rows & mask) * columns));
    lines.set(last, Arrays.copyOf(lines.get(last), rows & mask));
    lastCells = null;
  }

  private void addBlock() {
    lastCells = new double[(mask + 1) * columns];
    cells.add(lastCells);
    lines.add(new int[mask + 1]);
  }
}
