package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WeightMatrixTest {
  private static float[] random(int n) {
    Random random = new Random(7);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @ParameterizedTest
  @EnumSource
  void everyNumberIsStoredWithinTheErrorOfItsFormat(Weights format) {
    int k = 9;
    int n = 333;
    float[] b = random(k * (n + 1));
    WeightMatrix w = WeightMatrix.of(format, k, n, b, 1, n + 1);
    for (int p = 0; p < k; p++) {
      for (int j = 0; j < n; j++) {
        float value = b[1 + p * (n + 1) + j];
        double bound =
            switch (format) {
              case FLOAT32 -> 0;
              case BFLOAT16 -> Math.abs(value) * 0x1p-8;
              case INT8 -> w.factor(j) * 0.50001;
            };
        assertEquals(value, w.stored(p, j) * (double) w.factor(j), bound, w + " " + p + " " + j);
      }
    }
  }

  /** Ties go to the even neighbour: 1 + 2^-8 lies between 1 and 1 + 2^-7. */
  @ParameterizedTest
  @CsvSource({
    "0x1.01p0, 0x1.00p0",
    "0x1.03p0, 0x1.04p0",
    "0x1.010002p0, 0x1.02p0",
    "-0x1.03p0, -0x1.04p0",
    "0x1.ffp10, 0x1p11",
    "0x1.fffffep127, Infinity",
    "-Infinity, -Infinity",
    "NaN, NaN",
    "-0.0, -0.0",
    "0x1p-133, 0x1p-133",
    "0x1p-149, 0"
  })
  void halvesOfFloatsAreRoundedToNearestEven(String value, String stored) {
    float[] b = {Float.parseFloat(value)};
    WeightMatrix w = WeightMatrix.of(Weights.BFLOAT16, 1, 1, b, 0, 1);
    assertEquals(Float.parseFloat(stored), w.stored(0, 0));
  }

  @Test
  void theSignalOfNanIsNotRoundedToInfinity() {
    float[] b = {Float.intBitsToFloat(0x7f800001)};
    assertTrue(Float.isNaN(WeightMatrix.of(Weights.BFLOAT16, 1, 1, b, 0, 1).stored(0, 0)));
  }

  @Test
  void theLargestOfAColumnBecomes127() {
    float[] b = {1, -4, 0, 0.5f, 2, 0, -0.25f, 0, 0};
    WeightMatrix w = WeightMatrix.of(Weights.INT8, 3, 3, b, 0, 3);
    float[][] stored = {{127, -127, 0}, {64, 64, 0}, {-32, 0, 0}};
    for (int p = 0; p < 3; p++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(stored[p][j], w.stored(p, j), p + " " + j);
      }
    }
    assertEquals(4f / 127, w.factor(1));
    assertEquals(0, w.factor(2));
  }

  @Test
  void numbersNearTheSmallestKeepTheirSize() {
    float[] b = {0x1p-149f, -0x1p-140f, Float.MIN_NORMAL};
    WeightMatrix w = WeightMatrix.of(Weights.INT8, 1, 3, b, 0, 3);
    for (int j = 0; j < 3; j++) {
      assertTrue(Math.abs(w.stored(0, j) * w.factor(j)) <= Math.abs(b[j]) * 1.01);
    }
  }

  @Test
  void fewerBytesAreTakenByShorterFormats() {
    float[] b = new float[256 * 128];
    long[] bytes = new long[3];
    for (Weights format : Weights.values()) {
      bytes[format.ordinal()] = WeightMatrix.of(format, 256, 128, b, 0, 128).bytes();
    }
    assertEquals(256 * 128 * 4, bytes[0]);
    assertEquals(256 * 128 * 2, bytes[1]);
    assertEquals(256 * 128 + 128 * 4, bytes[2]);
  }

  @Test
  void whatCannotBeStoredIsRefused() {
    refused(
        "weight (0, 1) is NaN, only finite numbers become INT8",
        () -> WeightMatrix.of(Weights.INT8, 1, 2, new float[] {1, Float.NaN}, 0, 2));
    refused(
        "weights covers [0, 6) of an array of length 5",
        () -> WeightMatrix.of(Weights.FLOAT32, 2, 3, new float[5], 0, 3));
    refused(
        "rows is -1, a size is at least 0",
        () -> WeightMatrix.of(Weights.FLOAT32, -1, 3, new float[5], 0, 3));
  }

  private static void refused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
