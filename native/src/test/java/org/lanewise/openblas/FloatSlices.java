package org.lanewise.openblas;

import java.util.Arrays;
import java.util.Random;

/** Slices of numbers for tests. */
final class FloatSlices {
  private FloatSlices() {}

  /** Returns numbers in -0.5 to 0.5. */
  static float[] values(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  /** Returns a matrix from an offset on, with NaN around and between its rows. */
  static float[] matrix(int rows, int columns, int offset, int ld, long seed) {
    float[] numbers = values(rows * columns, seed);
    float[] slice = new float[offset + rows * ld + 3];
    Arrays.fill(slice, Float.NaN);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(numbers, i * columns, slice, offset + i * ld, columns);
    }
    return slice;
  }
}
