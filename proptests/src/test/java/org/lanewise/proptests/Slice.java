package org.lanewise.proptests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.lanewise.core.Backend;
import org.lanewise.core.Transpose;

/** A matrix slice amid NaN, in both precisions. */
record Slice(float[] floats, double[] doubles, int offset, int leadingDimension) {
  /** Draws any numbers, the odd ones among them. */
  static Slice random(Random random, int rows, int columns) {
    return drawn(random, rows, columns, Slice::number);
  }

  /** Draws numbers of which no sum of products is out of range. */
  static Slice finite(Random random, int rows, int columns) {
    return drawn(random, rows, columns, Random::nextGaussian);
  }

  private static Slice drawn(
      Random random, int rows, int columns, ToDoubleFunction<Random> numbers) {
    int offset = random.nextInt(7);
    int leadingDimension = Math.max(1, columns + random.nextInt(5));
    int length = offset + Math.max(0, rows - 1) * leadingDimension + columns + random.nextInt(5);
    double[] doubles = new double[length];
    Arrays.fill(doubles, Double.NaN);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        doubles[offset + i * leadingDimension + j] = numbers.applyAsDouble(random);
      }
    }
    return new Slice(rounded(doubles), doubles, offset, leadingDimension);
  }

  private static double number(Random random) {
    return switch (random.nextInt(60)) {
      case 0 -> 0;
      case 1 -> -0.0;
      case 2 -> Float.MIN_VALUE;
      case 3 -> 1e30;
      case 4 -> random.nextInt(4) == 0 ? Double.POSITIVE_INFINITY : 1;
      default -> random.nextGaussian();
    };
  }

  private static float[] rounded(double[] doubles) {
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }

  /** Returns where an element lies. */
  int index(int row, int column) {
    return offset + row * leadingDimension + column;
  }

  Slice copy() {
    return new Slice(floats.clone(), doubles.clone(), offset, leadingDimension);
  }

  void assertSame(Slice other) {
    assertArrayEquals(floats, other.floats);
    assertArrayEquals(doubles, other.doubles);
  }

  /** Computes a product in both precisions. */
  static void gemm(
      Backend backend,
      Transpose transA,
      Transpose transB,
      int m,
      int n,
      int k,
      double alpha,
      Slice a,
      Slice b,
      double beta,
      Slice c) {
    backend.gemm(
        transA,
        transB,
        m,
        n,
        k,
        (float) alpha,
        a.floats,
        a.offset,
        a.leadingDimension,
        b.floats,
        b.offset,
        b.leadingDimension,
        (float) beta,
        c.floats,
        c.offset,
        c.leadingDimension);
    backend.gemm(
        transA,
        transB,
        m,
        n,
        k,
        alpha,
        a.doubles,
        a.offset,
        a.leadingDimension,
        b.doubles,
        b.offset,
        b.leadingDimension,
        beta,
        c.doubles,
        c.offset,
        c.leadingDimension);
  }
}
