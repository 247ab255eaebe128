package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.INT_SPECIES;
import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.WeightMatrix;

/**
 * The panels of {@link RowPanels} whose weights are bytes, four a word.
 *
 * <p>The lower two bytes have 128 added: with the exponent of 2^23 or 2^15 put above them they are
 * the last bits of a float, from which that power and 128 are subtracted without rounding. The
 * upper two are shifted and converted. Half of each keeps the units that shift and those that add
 * equally busy. Two vectors of words are taken at a time, for eight chains: with four, each
 * multiply-add waits for the one before it. That is about as much as the compiler of JDK 17 inlines
 * before vectors end up as objects: with a conversion that has to find its species it was too much.
 */
final class Int8RowPanel {
  private static final MethodHandle[] KERNELS =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              float[].class,
              int.class,
              int[].class,
              int.class,
              int.class,
              float[].class,
              int.class,
              int.class),
          "twoVectors",
          "oneVector");

  /** Chains begin as 0; one register of zeros shared by all of them would make them objects. */
  private static final float[] ZEROS = new float[8];

  private static final int LOW = Float.floatToIntBits(0x1p23f);
  private static final int HIGH = Float.floatToIntBits(0x1p15f);

  private Int8RowPanel() {}

  /**
   * Computes {@code y = x W} for one panel.
   *
   * @param k rows of the panel
   * @param words words of a row, a multiple of a group
   */
  static void multiply(int k, int words, float[] x, int xo, int[] w, int wo, float[] y, int yo) {
    int at = 0;
    for (int kernel = 0; kernel < KERNELS.length; kernel++) {
      int width = LANES << (KERNELS.length - 1 - kernel);
      for (; at + width <= words; at += width) {
        try {
          KERNELS[kernel].invokeExact(k, x, xo, w, wo + at, words, y, yo, at);
        } catch (Throwable e) {
          throw KernelTable.unchecked(e);
        }
      }
    }
  }

  private static void twoVectors(
      int k, float[] x, int xo, int[] w, int wo, int step, float[] y, int yo, int at) {
    FloatVector s0 = FloatVector.broadcast(SPECIES, ZEROS[0]);
    FloatVector s1 = FloatVector.broadcast(SPECIES, ZEROS[1]);
    FloatVector s2 = FloatVector.broadcast(SPECIES, ZEROS[2]);
    FloatVector s3 = FloatVector.broadcast(SPECIES, ZEROS[3]);
    FloatVector s4 = FloatVector.broadcast(SPECIES, ZEROS[4]);
    FloatVector s5 = FloatVector.broadcast(SPECIES, ZEROS[5]);
    FloatVector s6 = FloatVector.broadcast(SPECIES, ZEROS[6]);
    FloatVector s7 = FloatVector.broadcast(SPECIES, ZEROS[7]);
    IntVector lowMask = IntVector.broadcast(INT_SPECIES, 0xff);
    IntVector highMask = IntVector.broadcast(INT_SPECIES, 0xff00);
    IntVector lowExponent = IntVector.broadcast(INT_SPECIES, LOW);
    IntVector highExponent = IntVector.broadcast(INT_SPECIES, HIGH);
    FloatVector lowZero = FloatVector.broadcast(SPECIES, 0x1p23f + 128);
    FloatVector highZero = FloatVector.broadcast(SPECIES, 0x1p15f + 128);
    for (int p = 0; p < k; p++) {
      FloatVector xp = FloatVector.broadcast(SPECIES, x[xo + p]);
      int row = wo + p * step;
      IntVector w0 = IntVector.fromArray(INT_SPECIES, w, row);
      s0 = xp.fma(w0.and(lowMask).or(lowExponent).reinterpretAsFloats().sub(lowZero), s0);
      s1 = xp.fma(w0.and(highMask).or(highExponent).reinterpretAsFloats().sub(highZero), s1);
      s2 = xp.fma(signed(w0.lanewise(VectorOperators.LSHL, 8)), s2);
      s3 = xp.fma(signed(w0), s3);
      IntVector w1 = IntVector.fromArray(INT_SPECIES, w, row + LANES);
      s4 = xp.fma(w1.and(lowMask).or(lowExponent).reinterpretAsFloats().sub(lowZero), s4);
      s5 = xp.fma(w1.and(highMask).or(highExponent).reinterpretAsFloats().sub(highZero), s5);
      s6 = xp.fma(signed(w1.lanewise(VectorOperators.LSHL, 8)), s6);
      s7 = xp.fma(signed(w1), s7);
    }
    int c0 = yo + column(at);
    s0.intoArray(y, c0);
    s1.intoArray(y, c0 + WeightMatrix.GROUP);
    s2.intoArray(y, c0 + 2 * WeightMatrix.GROUP);
    s3.intoArray(y, c0 + 3 * WeightMatrix.GROUP);
    int c1 = yo + column(at + LANES);
    s4.intoArray(y, c1);
    s5.intoArray(y, c1 + WeightMatrix.GROUP);
    s6.intoArray(y, c1 + 2 * WeightMatrix.GROUP);
    s7.intoArray(y, c1 + 3 * WeightMatrix.GROUP);
  }

  private static void oneVector(
      int k, float[] x, int xo, int[] w, int wo, int step, float[] y, int yo, int at) {
    FloatVector s0 = FloatVector.broadcast(SPECIES, ZEROS[0]);
    FloatVector s1 = FloatVector.broadcast(SPECIES, ZEROS[1]);
    FloatVector s2 = FloatVector.broadcast(SPECIES, ZEROS[2]);
    FloatVector s3 = FloatVector.broadcast(SPECIES, ZEROS[3]);
    IntVector lowMask = IntVector.broadcast(INT_SPECIES, 0xff);
    IntVector highMask = IntVector.broadcast(INT_SPECIES, 0xff00);
    IntVector lowExponent = IntVector.broadcast(INT_SPECIES, LOW);
    IntVector highExponent = IntVector.broadcast(INT_SPECIES, HIGH);
    FloatVector lowZero = FloatVector.broadcast(SPECIES, 0x1p23f + 128);
    FloatVector highZero = FloatVector.broadcast(SPECIES, 0x1p15f + 128);
    for (int p = 0; p < k; p++) {
      FloatVector xp = FloatVector.broadcast(SPECIES, x[xo + p]);
      int row = wo + p * step;
      IntVector w0 = IntVector.fromArray(INT_SPECIES, w, row);
      s0 = xp.fma(w0.and(lowMask).or(lowExponent).reinterpretAsFloats().sub(lowZero), s0);
      s1 = xp.fma(w0.and(highMask).or(highExponent).reinterpretAsFloats().sub(highZero), s1);
      s2 = xp.fma(signed(w0.lanewise(VectorOperators.LSHL, 8)), s2);
      s3 = xp.fma(signed(w0), s3);
    }
    int c0 = yo + column(at);
    s0.intoArray(y, c0);
    s1.intoArray(y, c0 + WeightMatrix.GROUP);
    s2.intoArray(y, c0 + 2 * WeightMatrix.GROUP);
    s3.intoArray(y, c0 + 3 * WeightMatrix.GROUP);
  }

  /** Returns the highest byte of each word, with its sign, as a float. */
  private static FloatVector signed(IntVector words) {
    IntVector highest = words.lanewise(VectorOperators.ASHR, 24);
    return (FloatVector) highest.convertShape(VectorOperators.I2F, SPECIES, 0);
  }

  /** Returns the column of the lowest byte of a word. */
  private static int column(int word) {
    return word + 3 * (word / WeightMatrix.GROUP * WeightMatrix.GROUP);
  }
}
