// Generated from FloatSlices.java by TwinSources; do not edit.
package org.lanewise.openblas;

import java.util.Arrays;
import java.util.Random;

/** Slices of numbers for tests. */
final class DoubleSlices {
  private DoubleSlices() {}

  /** Returns numbers in -0.5 to 0.5. */
  static double[] values(int count, long seed) {
    Random random = new Random(seed);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextDouble() - 0.5;
    }
    return values;
  }

  /** Returns a matrix from an offset on, with NaN around and between its rows. */
  static double[] matrix(int rows, int columns, int offset, int ld, long seed) {
    double[] numbers = values(rows * columns, seed);
    double[] slice = new double[offset + rows * ld + 3];
    Arrays.fill(slice, Double.NaN);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(numbers, i * columns, slice, offset + i * ld, columns);
    }
    return slice;
  }
}
