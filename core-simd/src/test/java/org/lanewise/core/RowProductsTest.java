package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products of a row by stored weights, bit for bit what their definition says. */
class RowProductsTest {
  private static final int OFFSET = 3;
  private static final int[] COLUMNS = {
    1, 2, 7, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 144, 160, 192, 255, 256, 300
  };
  private static final int[] ROWS = {0, 1, 2, 3, 17, 64, 129};

  private final Random random = new Random(3);

  /** A slice in the middle of NaN: a read outside it would show in every sum. */
  private float[] slice(int rows, int columns, int ld) {
    float[] values = new float[OFFSET + rows * ld + 5];
    Arrays.fill(values, Float.NaN);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        values[OFFSET + i * ld + j] = (float) random.nextGaussian();
      }
    }
    return values;
  }

  /** The definition, column by column. */
  private static float[] expected(WeightMatrix w, float[] x, float[] y) {
    float[] out = y.clone();
    for (int j = 0; j < w.columns(); j++) {
      float sum = 0;
      for (int p = 0; p < w.rows(); p++) {
        sum = Math.fma(x[OFFSET + p], w.stored(p, j), sum);
      }
      out[OFFSET + j] = w.format() == Weights.INT8 ? sum * w.factor(j) : sum;
    }
    return out;
  }

  @ParameterizedTest
  @EnumSource
  void everyShapeHasTheBitsOfItsDefinitionAndNothingElseIsWritten(Weights format) {
    for (int k : ROWS) {
      for (int n : COLUMNS) {
        float[] b = slice(k, n, n + 2);
        float[] x = slice(1, k, k);
        float[] y = slice(1, 0, n);
        WeightMatrix w = WeightMatrix.of(format, k, n, b, OFFSET, n + 2);
        float[] expected = expected(w, x, y);
        for (Backend backend : Backends.available()) {
          float[] out = y.clone();
          backend.multiplyRow(w, x, OFFSET, out, OFFSET, FloatEpilogue.NONE);
          assertArrayEquals(expected, out, backend + ": " + w);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void threadsGiveTheSameBits(Weights format) throws BackendUnavailableException {
    int k = 700;
    int n = 1500;
    float[] b = slice(k, n, n);
    float[] x = slice(1, k, k);
    float[] bias = slice(1, n, n);
    WeightMatrix w = WeightMatrix.of(format, k, n, b, OFFSET, n);
    FloatEpilogue epilogue = FloatEpilogue.activation(UnaryOp.TANH, bias, OFFSET);
    float[] expected = new float[n];
    Backends.named("scalar").multiplyRow(w, x, OFFSET, expected, 0, epilogue);
    for (Backend backend : Backends.available()) {
      for (int threads = 1; threads <= 3; threads++) {
        float[] y = new float[n];
        backend.with(Parallelism.of(threads)).multiplyRow(w, x, OFFSET, y, 0, epilogue);
        assertArrayEquals(expected, y, backend + " on " + threads);
      }
    }
  }

  @Test
  void aSumThatVanishesKeepsItsSignUnlessABiasIsAdded() {
    float[] x = {-Float.MIN_VALUE};
    for (int n : new int[] {1, 2, 16, 64, 128}) {
      float[] b = new float[n];
      Arrays.fill(b, 0.25f);
      float[] negative = new float[n];
      Arrays.fill(negative, -0f);
      WeightMatrix w = WeightMatrix.of(Weights.FLOAT32, 1, n, b, 0, n);
      for (Backend backend : Backends.available()) {
        float[] y = new float[n];
        backend.multiplyRow(w, x, 0, y, 0, FloatEpilogue.NONE);
        assertArrayEquals(negative, y, backend + " without bias");
        FloatEpilogue bias = FloatEpilogue.activation(UnaryOp.IDENTITY, new float[n], 0);
        backend.multiplyRow(w, x, 0, y, 0, bias);
        assertArrayEquals(new float[n], y, backend + " with a bias of 0");
        backend.multiplyRow(w, x, 0, y, 0, FloatEpilogue.activation(UnaryOp.RELU));
        assertArrayEquals(new float[n], y, backend + " rectified");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 32, 64, 128, 150, 272})
  void floatsHaveTheBitsOfThePlainProductWithItsEpilogue(int n) {
    int k = 65;
    float[] b = slice(k, n, n);
    float[] x = slice(1, k, k);
    float[] bias = slice(1, n, n);
    float[] saved = slice(1, n, n);
    WeightMatrix w = WeightMatrix.of(Weights.FLOAT32, k, n, b, OFFSET, n);
    for (Backend backend : Backends.available()) {
      if (!backend.isReproducible()) {
        continue;
      }
      for (UnaryOp op : FloatOperationsTest.functions()) {
        for (FloatEpilogue epilogue :
            new FloatEpilogue[] {
              FloatEpilogue.activation(op),
              FloatEpilogue.activation(op, bias, OFFSET),
              FloatEpilogue.derivative(op, saved, OFFSET, n)
            }) {
          float[] plain = new float[n];
          Transpose no = Transpose.NO;
          backend.gemm(no, no, 1, n, k, 1, x, OFFSET, k, b, OFFSET, n, 0, plain, 0, n, epilogue);
          float[] y = new float[n];
          backend.multiplyRow(w, x, OFFSET, y, 0, epilogue);
          assertArrayEquals(plain, y, backend + ": " + op);
        }
      }
    }
  }

  @Test
  void notANumberAndInfinityPassThrough() {
    float[] b = {1, Float.NaN, Float.POSITIVE_INFINITY, -1};
    for (Weights format : new Weights[] {Weights.FLOAT32, Weights.BFLOAT16}) {
      WeightMatrix w = WeightMatrix.of(format, 1, 4, b, 0, 4);
      for (Backend backend : Backends.available()) {
        float[] y = new float[4];
        backend.multiplyRow(w, new float[] {2}, 0, y, 0, FloatEpilogue.NONE);
        assertArrayEquals(new float[] {2, Float.NaN, Float.POSITIVE_INFINITY, -2}, y);
        backend.multiplyRow(w, new float[] {Float.NaN}, 0, y, 0, FloatEpilogue.NONE);
        assertArrayEquals(new float[] {Float.NaN, Float.NaN, Float.NaN, Float.NaN}, y);
      }
    }
  }

  @Test
  void badSlicesAreRefusedWithBothValues() {
    WeightMatrix w = WeightMatrix.of(Weights.BFLOAT16, 4, 6, new float[24], 0, 6);
    Backend backend = Backends.best();
    FloatEpilogue none = FloatEpilogue.NONE;
    float[] six = new float[6];
    float[] three = new float[3];
    refused(
        "x covers [0, 4) of an array of length 3",
        () -> backend.multiplyRow(w, three, 0, six, 0, none));
    refused(
        "y covers [1, 7) of an array of length 6",
        () -> backend.multiplyRow(w, six, 0, new float[6], 1, none));
    refused(
        "x [0, 4) overlaps y [0, 6) of the same array",
        () -> backend.multiplyRow(w, six, 0, six, 0, none));
    FloatEpilogue bias = FloatEpilogue.activation(UnaryOp.RELU, three, 0);
    refused(
        "bias covers [0, 6) of an array of length 3",
        () -> backend.multiplyRow(w, six, 0, new float[6], 0, bias));
  }

  private static void refused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  @Test
  void nothingIsWrittenForNoColumns() {
    WeightMatrix w = WeightMatrix.of(Weights.INT8, 4, 0, new float[0], 0, 1);
    assertTrue(w.bytes() == 0);
    for (Backend backend : Backends.available()) {
      backend.multiplyRow(w, new float[4], 0, new float[0], 0, FloatEpilogue.NONE);
    }
  }
}
