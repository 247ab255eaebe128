package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.lanewise.core.WeightMatrix;

/**
 * The panels of {@link RowPanels} whose weights are floats. A row of bias and a rectifier are
 * applied to the sums before they leave their registers, in a small network a tenth of the time.
 */
final class PlainRowPanel {
  private static final MethodHandle[] KERNELS =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              float[].class,
              int.class,
              float[].class,
              int.class,
              int.class,
              float[].class,
              int.class,
              int.class,
              float[].class,
              int.class,
              float.class),
          "eightVectors",
          "fourVectors",
          "twoVectors",
          "oneVector");

  /** Chains begin as 0; one register of zeros shared by all of them would make them objects. */
  private static final float[] ZEROS = new float[8 * LANES];

  /** A bias that changes nothing: +0 would make -0 positive. */
  static final float[] NO_BIAS = noBias();

  private PlainRowPanel() {}

  private static float[] noBias() {
    float[] zeros = new float[WeightMatrix.PANEL];
    Arrays.fill(zeros, -0f);
    return zeros;
  }

  /**
   * Computes {@code y = max(x W + b, floor)} for one panel.
   *
   * @param k rows of the panel
   * @param words words of a row, a multiple of a group
   * @param bias so many numbers from index bo, or {@link #NO_BIAS}
   * @param floor negative infinity for no floor
   */
  static void multiply(
      int k,
      int words,
      float[] x,
      int xo,
      float[] w,
      int wo,
      float[] y,
      int yo,
      float[] bias,
      int bo,
      float floor) {
    int at = 0;
    for (int kernel = 0; kernel < KERNELS.length; kernel++) {
      int width = LANES << (KERNELS.length - 1 - kernel);
      for (; at + width <= words; at += width) {
        try {
          KERNELS[kernel].invokeExact(k, x, xo, w, wo + at, words, y, yo, at, bias, bo, floor);
        } catch (Throwable e) {
          throw KernelTable.unchecked(e);
        }
      }
    }
  }

  private static void eightVectors(
      int k,
      float[] x,
      int xo,
      float[] w,
      int wo,
      int step,
      float[] y,
      int yo,
      int at,
      float[] bias,
      int bo,
      float floor) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, ZEROS, 0 * LANES);
    FloatVector s1 = FloatVector.fromArray(SPECIES, ZEROS, 1 * LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, ZEROS, 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, ZEROS, 3 * LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, ZEROS, 4 * LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, ZEROS, 5 * LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, ZEROS, 6 * LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, ZEROS, 7 * LANES);
    for (int p = 0; p < k; p++) {
      FloatVector xp = FloatVector.broadcast(SPECIES, x[xo + p]);
      int row = wo + p * step;
      s0 = xp.fma(FloatVector.fromArray(SPECIES, w, row), s0);
      s1 = xp.fma(FloatVector.fromArray(SPECIES, w, row + 1 * LANES), s1);
      s2 = xp.fma(FloatVector.fromArray(SPECIES, w, row + 2 * LANES), s2);
      s3 = xp.fma(FloatVector.fromArray(SPECIES, w, row + 3 * LANES), s3);
      s4 = xp.fma(FloatVector.fromArray(SPECIES, w, row + 4 * LANES), s4);
      s5 = xp.fma(FloatVector.fromArray(SPECIES, w, row + 5 * LANES), s5);
      s6 = xp.fma(FloatVector.fromArray(SPECIES, w, row + 6 * LANES), s6);
      s7 = xp.fma(FloatVector.fromArray(SPECIES, w, row + 7 * LANES), s7);
    }
    s0.intoArray(y, yo + at);
    s1.intoArray(y, yo + at + 1 * LANES);
    s2.intoArray(y, yo + at + 2 * LANES);
    s3.intoArray(y, yo + at + 3 * LANES);
    s4.intoArray(y, yo + at + 4 * LANES);
    s5.intoArray(y, yo + at + 5 * LANES);
    s6.intoArray(y, yo + at + 6 * LANES);
    s7.intoArray(y, yo + at + 7 * LANES);
    // In a loop: eight more times as much to inline would leave vectors on the heap on JDK 17.
    for (int j = at; j < at + 8 * LANES; j += LANES) {
      FloatVector.fromArray(SPECIES, y, yo + j)
          .add(FloatVector.fromArray(SPECIES, bias, bo + j))
          .max(floor)
          .intoArray(y, yo + j);
    }
  }

  private static void fourVectors(
      int k,
      float[] x,
      int xo,
      float[] w,
      int wo,
      int step,
      float[] y,
      int yo,
      int at,
      float[] bias,
      int bo,
      float floor) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, ZEROS, 0 * LANES);
    FloatVector s1 = FloatVector.fromArray(SPECIES, ZEROS, 1 * LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, ZEROS, 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, ZEROS, 3 * LANES);
    for (int p = 0; p < k; p++) {
      FloatVector xp = FloatVector.broadcast(SPECIES, x[xo + p]);
      int row = wo + p * step;
      s0 = xp.fma(FloatVector.fromArray(SPECIES, w, row), s0);
      s1 = xp.fma(FloatVector.fromArray(SPECIES, w, row + 1 * LANES), s1);
      s2 = xp.fma(FloatVector.fromArray(SPECIES, w, row + 2 * LANES), s2);
      s3 = xp.fma(FloatVector.fromArray(SPECIES, w, row + 3 * LANES), s3);
    }
    s0.add(FloatVector.fromArray(SPECIES, bias, bo + at)).max(floor).intoArray(y, yo + at);
    s1.add(FloatVector.fromArray(SPECIES, bias, bo + at + 1 * LANES))
        .max(floor)
        .intoArray(y, yo + at + 1 * LANES);
    s2.add(FloatVector.fromArray(SPECIES, bias, bo + at + 2 * LANES))
        .max(floor)
        .intoArray(y, yo + at + 2 * LANES);
    s3.add(FloatVector.fromArray(SPECIES, bias, bo + at + 3 * LANES))
        .max(floor)
        .intoArray(y, yo + at + 3 * LANES);
  }

  private static void twoVectors(
      int k,
      float[] x,
      int xo,
      float[] w,
      int wo,
      int step,
      float[] y,
      int yo,
      int at,
      float[] bias,
      int bo,
      float floor) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, ZEROS, 0 * LANES);
    FloatVector s1 = FloatVector.fromArray(SPECIES, ZEROS, 1 * LANES);
    for (int p = 0; p < k; p++) {
      FloatVector xp = FloatVector.broadcast(SPECIES, x[xo + p]);
      int row = wo + p * step;
      s0 = xp.fma(FloatVector.fromArray(SPECIES, w, row), s0);
      s1 = xp.fma(FloatVector.fromArray(SPECIES, w, row + 1 * LANES), s1);
    }
    s0.add(FloatVector.fromArray(SPECIES, bias, bo + at)).max(floor).intoArray(y, yo + at);
    s1.add(FloatVector.fromArray(SPECIES, bias, bo + at + 1 * LANES))
        .max(floor)
        .intoArray(y, yo + at + 1 * LANES);
  }

  private static void oneVector(
      int k,
      float[] x,
      int xo,
      float[] w,
      int wo,
      int step,
      float[] y,
      int yo,
      int at,
      float[] bias,
      int bo,
      float floor) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, ZEROS, 0 * LANES);
    for (int p = 0; p < k; p++) {
      FloatVector xp = FloatVector.broadcast(SPECIES, x[xo + p]);
      int row = wo + p * step;
      s0 = xp.fma(FloatVector.fromArray(SPECIES, w, row), s0);
    }
    s0.add(FloatVector.fromArray(SPECIES, bias, bo + at)).max(floor).intoArray(y, yo + at);
  }

  /** Returns the product with the first column of a panel: a chain needs no vector. */
  static float first(int k, int words, float[] x, int xo, float[] w, int wo) {
    float sum = 0;
    for (int p = 0; p < k; p++) {
      sum = Math.fma(x[xo + p], w[wo + p * words], sum);
    }
    return sum;
  }
}
