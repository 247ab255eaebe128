package org.lanewise.nn.tensor;

import java.util.Arrays;
import java.util.Objects;

/**
 * A row-major matrix: a view on an array of either precision. Rows lie one after the other without
 * a gap, so a tensor is also the vector of all its elements.
 *
 * <p>The shape of a view never changes; its elements are shared with every other view of the same
 * array. A row vector is a tensor of one row.
 */
public final class Tensor {
  private final float[] floats;
  private final double[] doubles;
  private final int offset;
  private final int rows;
  private final int columns;

  private Tensor(float[] floats, double[] doubles, int offset, int rows, int columns) {
    this.floats = floats;
    this.doubles = doubles;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
    int length = floats != null ? floats.length : doubles.length;
    if (rows < 0 || columns < 0 || offset < 0 || offset + (long) rows * columns > length) {
      throw new IllegalArgumentException(
          rows + " x " + columns + " at " + offset + " does not fit an array of length " + length);
    }
  }

  /** Returns a new tensor of zeros. */
  public static Tensor zeros(Precision precision, int rows, int columns) {
    long size = (long) rows * columns;
    if (rows < 0 || columns < 0 || size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          rows + " x " + columns + " elements do not fit one array; it holds 2^31 - 9 at most");
    }
    return precision == Precision.FLOAT32
        ? new Tensor(new float[(int) size], null, 0, rows, columns)
        : new Tensor(null, new double[(int) size], 0, rows, columns);
  }

  /** Returns a view on an array; changes go both ways. */
  public static Tensor of(float[] array, int offset, int rows, int columns) {
    return new Tensor(array, null, offset, rows, columns);
  }

  /** Returns a view on an array; changes go both ways. */
  public static Tensor of(double[] array, int offset, int rows, int columns) {
    return new Tensor(null, array, offset, rows, columns);
  }

  /** Returns a new tensor of so many rows with the values given, rounded if need be. */
  public static Tensor of(Precision precision, int rows, double... values) {
    int columns = rows == 0 ? 0 : values.length / rows;
    if ((long) rows * columns != values.length) {
      throw new IllegalArgumentException(values.length + " values do not make " + rows + " rows");
    }
    Tensor tensor = zeros(precision, rows, columns);
    for (int i = 0; i < values.length; i++) {
      tensor.set(i, values[i]);
    }
    return tensor;
  }

  /** Returns the element type. */
  public Precision precision() {
    return floats != null ? Precision.FLOAT32 : Precision.FLOAT64;
  }

  /** Returns the number of rows. */
  public int rows() {
    return rows;
  }

  /** Returns the number of columns. */
  public int columns() {
    return columns;
  }

  /** Returns the number of elements. */
  public int size() {
    return rows * columns;
  }

  /** Returns the index of the first element in the array behind this view. */
  public int offset() {
    return offset;
  }

  /**
   * Returns the array behind a float32 tensor, shared.
   *
   * @throws IllegalStateException if this is a float64 tensor
   */
  public float[] floats() {
    if (floats == null) {
      throw new IllegalStateException("the tensor is FLOAT64, not FLOAT32");
    }
    return floats;
  }

  /**
   * Returns the array behind a float64 tensor, shared.
   *
   * @throws IllegalStateException if this is a float32 tensor
   */
  public double[] doubles() {
    if (doubles == null) {
      throw new IllegalStateException("the tensor is FLOAT32, not FLOAT64");
    }
    return doubles;
  }

  /** Returns an element by its position in row-major order. */
  public double get(int index) {
    int at = offset + Objects.checkIndex(index, size());
    return floats != null ? floats[at] : doubles[at];
  }

  /** Returns an element. */
  public double get(int row, int column) {
    return get(Objects.checkIndex(row, rows) * columns + Objects.checkIndex(column, columns));
  }

  /** Sets an element by its position in row-major order, rounding the value if need be. */
  public void set(int index, double value) {
    int at = offset + Objects.checkIndex(index, size());
    if (floats != null) {
      floats[at] = (float) value;
    } else {
      doubles[at] = value;
    }
  }

  /** Sets an element, rounding the value if need be. */
  public void set(int row, int column, double value) {
    set(Objects.checkIndex(row, rows) * columns + Objects.checkIndex(column, columns), value);
  }

  /** Returns a view of {@code count} rows from row {@code first}. */
  public Tensor rows(int first, int count) {
    Objects.checkFromIndexSize(first, count, rows);
    return new Tensor(floats, doubles, offset + first * columns, count, columns);
  }

  /** Returns a view of another shape on elements from position {@code start}. */
  public Tensor view(int start, int viewRows, int viewColumns) {
    if (start < 0 || start + (long) viewRows * viewColumns > size()) {
      throw new IllegalArgumentException(
          viewRows + " x " + viewColumns + " at " + start + " exceeds the size " + size());
    }
    return new Tensor(floats, doubles, offset + start, viewRows, viewColumns);
  }

  /** Sets every element. */
  public void fill(double value) {
    if (floats != null) {
      Arrays.fill(floats, offset, offset + size(), (float) value);
    } else {
      Arrays.fill(doubles, offset, offset + size(), value);
    }
  }

  /**
   * Copies the elements of a tensor of the same shape, rounding them if the precision differs.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public void copyFrom(Tensor source) {
    if (source.rows != rows || source.columns != columns) {
      throw new IllegalArgumentException(source + " cannot be copied to " + this);
    }
    copyRows(source, 0, 0, rows);
  }

  /** Copies {@code count} rows of a tensor of as many columns, from one row on to another. */
  public void copyRows(Tensor source, int sourceRow, int row, int count) {
    if (source.columns != columns) {
      throw new IllegalArgumentException(source + " and " + this + " differ in columns");
    }
    Objects.checkFromIndexSize(sourceRow, count, source.rows);
    Objects.checkFromIndexSize(row, count, rows);
    int from = source.offset + sourceRow * columns;
    int to = offset + row * columns;
    int n = count * columns;
    if (floats != null && source.floats != null) {
      System.arraycopy(source.floats, from, floats, to, n);
    } else if (doubles != null && source.doubles != null) {
      System.arraycopy(source.doubles, from, doubles, to, n);
    } else if (floats != null) {
      for (int i = 0; i < n; i++) {
        floats[to + i] = (float) source.doubles[from + i];
      }
    } else {
      for (int i = 0; i < n; i++) {
        doubles[to + i] = source.floats[from + i];
      }
    }
  }

  /** Returns a copy in the precision given. */
  public Tensor copy(Precision precision) {
    Tensor copy = zeros(precision, rows, columns);
    copy.copyFrom(this);
    return copy;
  }

  /**
   * Returns the column of the largest element of a row; the first of equals, and NaN is the
   * largest.
   */
  public int argmax(int row) {
    int best = 0;
    for (int j = 1; j < columns; j++) {
      double value = get(row, j);
      double largest = get(row, best);
      if (value > largest || (Double.isNaN(value) && !Double.isNaN(largest))) {
        best = j;
      }
    }
    return best;
  }

  /** Returns whether both have the same precision, shape and bits. */
  public boolean sameBits(Tensor other) {
    if (other.precision() != precision() || other.rows != rows || other.columns != columns) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      if (Double.doubleToRawLongBits(get(i)) != Double.doubleToRawLongBits(other.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return precision() + " " + rows + " x " + columns;
  }
}
