package org.lanewise.core;

/** Argument checks of the public face; every message carries both values. */
final class Checks {
  private Checks() {}

  /** Refuses a negative size. */
  static void size(String name, int size) {
    if (size < 0) {
      throw new IllegalArgumentException(name + " is " + size + ", a size is at least 0");
    }
  }

  /** Refuses a size of which an operation needs at least one. */
  static void atLeastOne(String name, int size) {
    if (size < 1) {
      throw new IllegalArgumentException(name + " is " + size + ", at least 1 entry is needed");
    }
  }

  /** Refuses a matrix slice that does not fit its array; returns the index after its end. */
  static long matrix(
      String name, int rows, int columns, int length, int offset, int leadingDimension) {
    if (leadingDimension < Math.max(1, columns)) {
      throw new IllegalArgumentException(
          "leading dimension of " + name + " is " + leadingDimension + ", a row has " + columns);
    }
    long end = matrixEnd(rows, columns, offset, leadingDimension);
    range(name, offset, end, length);
    return end;
  }

  /** As {@link #matrix}, for a matrix that has this shape once it is transposed or not. */
  static long operand(
      String name,
      Transpose trans,
      int rows,
      int columns,
      int length,
      int offset,
      int leadingDimension) {
    return trans == Transpose.NO
        ? matrix(name, rows, columns, length, offset, leadingDimension)
        : matrix(name, columns, rows, length, offset, leadingDimension);
  }

  /** Refuses a vector slice that does not fit its array. */
  static void vector(String name, int n, int length, int offset, int increment) {
    if (increment == 0) {
      throw new IllegalArgumentException("increment of " + name + " is 0");
    }
    range(name, offset, vectorEnd(n, offset, increment), length);
  }

  /** Returns the index after the last element of a matrix slice. */
  static long matrixEnd(int rows, int columns, int offset, int leadingDimension) {
    if (rows == 0 || columns == 0) {
      return offset;
    }
    return offset + (rows - 1L) * leadingDimension + columns;
  }

  /** Returns the index after the last element of a vector slice. */
  static long vectorEnd(int n, int offset, int increment) {
    return n == 0 ? offset : offset + (n - 1L) * Math.abs((long) increment) + 1;
  }

  /** Refuses operands that share elements without being the same slice. */
  static void inPlace(
      String read, boolean sameArray, int readOffset, String written, int writtenOffset, int n) {
    if (sameArray && readOffset != writtenOffset) {
      apart(
          read,
          readOffset,
          (long) readOffset + n,
          written,
          writtenOffset,
          (long) writtenOffset + n);
    }
  }

  /** Refuses vector operands that share elements. */
  static void apart(
      String first, boolean sameArray, int firstOffset, String second, int secondOffset, int n) {
    if (sameArray && n > 0) {
      apart(
          first,
          firstOffset,
          (long) firstOffset + n,
          second,
          secondOffset,
          (long) secondOffset + n);
    }
  }

  /** Refuses index ranges of one array that overlap. */
  static void apart(
      String first,
      long firstStart,
      long firstEnd,
      String second,
      long secondStart,
      long secondEnd) {
    boolean empty = firstStart == firstEnd || secondStart == secondEnd;
    if (!empty && firstStart < secondEnd && secondStart < firstEnd) {
      throw new IllegalArgumentException(
          first
              + " ["
              + firstStart
              + ", "
              + firstEnd
              + ") overlaps "
              + second
              + " ["
              + secondStart
              + ", "
              + secondEnd
              + ") of the same array");
    }
  }

  private static void range(String name, int offset, long end, int length) {
    if (offset < 0 || end > length) {
      throw new IllegalArgumentException(
          name + " covers [" + offset + ", " + end + ") of an array of length " + length);
    }
  }
}
