package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;

/**
 * Vectors in poison for the tests of {@code float} operations, and the bits they are compared by.
 */
final class FloatData {
  /** Sizes around the lane and block counts. */
  static final int[] SIZES = {
    0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 127, 129, 1000, 2100
  };

  /** Numbers that a comparison or a sum may stumble over. */
  static final float[] SPECIALS = {
    0f, -0f, Float.MIN_VALUE, -Float.MIN_NORMAL, Float.MAX_VALUE, 0x1p100f, -0x1p-100f, 1
  };

  private FloatData() {}

  /** Returns an array of NaN with n numbers in it, so many apart. */
  static float[] vector(Random random, int offset, int n, int increment) {
    float[] array = new float[offset + Math.max(0, n - 1) * Math.abs(increment) + 6];
    Arrays.fill(array, Float.NaN);
    for (int i = 0; i < n; i++) {
      array[offset + i * Math.abs(increment)] = (float) random.nextGaussian();
    }
    return array;
  }

  /** Returns where entry i of a vector lies. */
  static int at(int i, int n, int offset, int increment) {
    return offset + (increment > 0 ? i : i - n + 1) * increment;
  }

  static void assertSameBits(float expected, float actual, Object what) {
    assertEquals(
        Float.floatToIntBits(expected),
        Float.floatToIntBits(actual),
        () -> what + ": " + expected + " and " + actual);
  }

  static void assertSameBits(float[] expected, float[] actual, Object what) {
    for (int i = 0; i < expected.length; i++) {
      assertSameBits(expected[i], actual[i], what);
    }
  }
}
