// Generated from FloatData.java by TwinSources; do not edit.
package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;

/**
 * Vectors in poison for the tests of {@code double} operations, and the bits they are compared by.
 */
final class DoubleData {
  /** Sizes around the lane and block counts. */
  static final int[] SIZES = {
    0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 127, 129, 1000, 2100
  };

  /** Numbers that a comparison or a sum may stumble over. */
  static final double[] SPECIALS = {
    0.0, -0.0, Double.MIN_VALUE, -Double.MIN_NORMAL, Double.MAX_VALUE, 0x1p100, -0x1p-100, 1
  };

  private DoubleData() {}

  /** Returns an array of NaN with n numbers in it, so many apart. */
  static double[] vector(Random random, int offset, int n, int increment) {
    double[] array = new double[offset + Math.max(0, n - 1) * Math.abs(increment) + 6];
    Arrays.fill(array, Double.NaN);
    for (int i = 0; i < n; i++) {
      array[offset + i * Math.abs(increment)] = random.nextGaussian();
    }
    return array;
  }

  /** Returns where entry i of a vector lies. */
  static int at(int i, int n, int offset, int increment) {
    return offset + (increment > 0 ? i : i - n + 1) * increment;
  }

  static void assertSameBits(double expected, double actual, Object what) {
    assertEquals(
        Double.doubleToLongBits(expected),
        Double.doubleToLongBits(actual),
        () -> what + ": " + expected + " and " + actual);
  }

  static void assertSameBits(double[] expected, double[] actual, Object what) {
    for (int i = 0; i < expected.length; i++) {
      assertSameBits(expected[i], actual[i], what);
    }
  }
}
