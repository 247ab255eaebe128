package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.FloatExtremes;
import org.lanewise.core.scalar.FloatPartials;

/**
 * {@link FloatExtremes} by vectors. The largest of lanes is that of {@link Math#max(float, float)},
 * which no order of them changes: NaN if there is one, and 0 above -0.
 *
 * <p>Processors compare integers at once, but need half a dozen instructions to respect NaN and -0
 * in a maximum of floats. Bits of floats that are not negative have the order of the floats, and
 * those of negative ones lie below; so the bits suffice if the largest is not negative and NaN has
 * been ruled out.
 */
final class FloatMaxima {
  /** Entries between two looks at where the largest is; then only one block is searched for it. */
  private static final int SHORT_BLOCK = 512;

  /** The block of vectors that come from memory, whose stream a look should not disturb often. */
  private static final int LONG_BLOCK = 8192;

  private static final int BY_BITS = 0;
  private static final int BY_SIGNED_BITS = 1;
  private static final int BY_VALUE = 2;
  private static final int MAGNITUDE = 3;

  private static final MethodHandle[] KERNELS =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(float.class, int.class, float[].class, int.class, float.class),
          "byBits",
          "bySignedBits",
          "byValue",
          "byMagnitude");

  /** Has the least of all bits. */
  private static final float[] LEAST_BITS = filled(-0f);

  private static final float[] LEAST = filled(Float.NEGATIVE_INFINITY);

  private static final float[] ZERO = filled(0);

  private FloatMaxima() {}

  static float largest(int n, float[] x, int xo, float sign) {
    if (n < 4 * LANES) {
      return FloatExtremes.largest(n, x, xo, sign);
    }
    float largest = kernel(sign == 1 ? BY_BITS : BY_SIGNED_BITS, n, x, xo, sign);
    return largest >= 0 ? largest : kernel(BY_VALUE, n, x, xo, sign);
  }

  static float magnitude(int n, float[] x, int xo) {
    return n < 4 * LANES ? FloatExtremes.magnitude(n, x, xo, 1) : kernel(MAGNITUDE, n, x, xo, 1);
  }

  static int indexOfLargest(int n, float[] x, int xo, float sign) {
    if (n <= SHORT_BLOCK) {
      return FloatExtremes.indexOfLargest(n, x, xo, sign);
    }
    int length = blockOf(n);
    int block = 0;
    float largest = largest(length, x, xo, sign);
    for (int i = length; i < n && i > 0 && !Float.isNaN(largest); i += length) {
      float next = largest(Math.min(length, n - i), x, xo + i, sign);
      if (next > largest || Float.isNaN(next)) {
        largest = next;
        block = i;
      }
    }
    return block + FloatExtremes.indexOfLargest(Math.min(length, n - block), x, xo + block, sign);
  }

  static int indexOfMagnitude(int n, float[] x, int xo) {
    if (n <= SHORT_BLOCK) {
      return FloatExtremes.indexOfMagnitude(n, x, xo, 1);
    }
    int length = blockOf(n);
    int block = 0;
    float largest = magnitude(length, x, xo);
    for (int i = length; i < n && i > 0 && !Float.isNaN(largest); i += length) {
      float next = magnitude(Math.min(length, n - i), x, xo + i);
      if (next > largest || Float.isNaN(next)) {
        largest = next;
        block = i;
      }
    }
    return block + FloatExtremes.indexOfMagnitude(Math.min(length, n - block), x, xo + block, 1);
  }

  private static int blockOf(int n) {
    return n < 16 * LONG_BLOCK ? SHORT_BLOCK : LONG_BLOCK;
  }

  private static float kernel(int kernel, int n, float[] x, int xo, float sign) {
    try {
      return (float) KERNELS[kernel].invokeExact(n, x, xo, sign);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  /** Returns memory full of a value, from which accumulators start: see {@link KernelTable}. */
  private static float[] filled(float value) {
    float[] start = new float[FloatPartials.COUNT];
    java.util.Arrays.fill(start, value);
    return start;
  }

  /**
   * Returns the largest x if it is 0, -0 or positive; if not, or if entries or products of two are
   * not finite, something negative or NaN. The sign is 1.
   */
  private static float byBits(int n, float[] x, int xo, float sign) {
    float[] start = LEAST_BITS;
    IntVector m0 = FloatVector.fromArray(SPECIES, start, 0).reinterpretAsInts();
    IntVector m1 = FloatVector.fromArray(SPECIES, start, LANES).reinterpretAsInts();
    IntVector m2 = FloatVector.fromArray(SPECIES, start, 2 * LANES).reinterpretAsInts();
    IntVector m3 = FloatVector.fromArray(SPECIES, start, 3 * LANES).reinterpretAsInts();
    // NaN or an infinity stays in a sum of products; two entries share a multiplication.
    FloatVector z0 = FloatVector.fromArray(SPECIES, start, 0);
    FloatVector z1 = FloatVector.fromArray(SPECIES, start, LANES);
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector v1 = FloatVector.fromArray(SPECIES, x, xo + i + LANES);
      FloatVector v2 = FloatVector.fromArray(SPECIES, x, xo + i + 2 * LANES);
      FloatVector v3 = FloatVector.fromArray(SPECIES, x, xo + i + 3 * LANES);
      m0 = m0.max(v0.reinterpretAsInts());
      m1 = m1.max(v1.reinterpretAsInts());
      m2 = m2.max(v2.reinterpretAsInts());
      m3 = m3.max(v3.reinterpretAsInts());
      z0 = v0.fma(v1, z0);
      z1 = v2.fma(v3, z1);
    }
    // 0 times what is not finite is NaN. Taking away +0 changes nothing, not even -0.
    FloatVector zero = z0.add(z1).mul(0).abs();
    FloatVector lanes = m0.max(m1).max(m2.max(m3)).reinterpretAsFloats().sub(zero);
    float rest = FloatExtremes.largest(n - i, x, xo + i, sign);
    return Math.max(rest, lanes.reduceLanes(VectorOperators.MAX));
  }

  /**
   * Returns the same of {@code sign * x}. A kernel of its own, since the four multiplications are
   * almost half of its arithmetic.
   */
  private static float bySignedBits(int n, float[] x, int xo, float sign) {
    float[] start = LEAST_BITS;
    IntVector m0 = FloatVector.fromArray(SPECIES, start, 0).reinterpretAsInts();
    IntVector m1 = FloatVector.fromArray(SPECIES, start, LANES).reinterpretAsInts();
    IntVector m2 = FloatVector.fromArray(SPECIES, start, 2 * LANES).reinterpretAsInts();
    IntVector m3 = FloatVector.fromArray(SPECIES, start, 3 * LANES).reinterpretAsInts();
    // NaN or an infinity stays in a sum of products; two entries share a multiplication.
    FloatVector z0 = FloatVector.fromArray(SPECIES, start, 0);
    FloatVector z1 = FloatVector.fromArray(SPECIES, start, LANES);
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, x, xo + i);
      FloatVector v1 = FloatVector.fromArray(SPECIES, x, xo + i + LANES);
      FloatVector v2 = FloatVector.fromArray(SPECIES, x, xo + i + 2 * LANES);
      FloatVector v3 = FloatVector.fromArray(SPECIES, x, xo + i + 3 * LANES);
      m0 = m0.max(v0.mul(sign).reinterpretAsInts());
      m1 = m1.max(v1.mul(sign).reinterpretAsInts());
      m2 = m2.max(v2.mul(sign).reinterpretAsInts());
      m3 = m3.max(v3.mul(sign).reinterpretAsInts());
      z0 = v0.fma(v1, z0);
      z1 = v2.fma(v3, z1);
    }
    // 0 times what is not finite is NaN. Taking away +0 changes nothing, not even -0.
    FloatVector zero = z0.add(z1).mul(0).abs();
    FloatVector lanes = m0.max(m1).max(m2.max(m3)).reinterpretAsFloats().sub(zero);
    float rest = FloatExtremes.largest(n - i, x, xo + i, sign);
    return Math.max(rest, lanes.reduceLanes(VectorOperators.MAX));
  }

  /** Returns the largest {@code sign * x}. */
  private static float byValue(int n, float[] x, int xo, float sign) {
    float[] start = LEAST;
    FloatVector m0 = FloatVector.fromArray(SPECIES, start, 0);
    FloatVector m1 = FloatVector.fromArray(SPECIES, start, LANES);
    FloatVector m2 = FloatVector.fromArray(SPECIES, start, 2 * LANES);
    FloatVector m3 = FloatVector.fromArray(SPECIES, start, 3 * LANES);
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      m0 = m0.max(FloatVector.fromArray(SPECIES, x, xo + i).mul(sign));
      m1 = m1.max(FloatVector.fromArray(SPECIES, x, xo + i + LANES).mul(sign));
      m2 = m2.max(FloatVector.fromArray(SPECIES, x, xo + i + 2 * LANES).mul(sign));
      m3 = m3.max(FloatVector.fromArray(SPECIES, x, xo + i + 3 * LANES).mul(sign));
    }
    float rest = FloatExtremes.largest(n - i, x, xo + i, sign);
    return Math.max(rest, m0.max(m1).max(m2.max(m3)).reduceLanes(VectorOperators.MAX));
  }

  /**
   * Returns the largest magnitude: its bits have the order of integers, with NaN on top. The sign
   * is not used, so that all kernels have one type.
   */
  private static float byMagnitude(int n, float[] x, int xo, float sign) {
    float[] start = ZERO;
    IntVector m0 = FloatVector.fromArray(SPECIES, start, 0).reinterpretAsInts();
    IntVector m1 = FloatVector.fromArray(SPECIES, start, LANES).reinterpretAsInts();
    IntVector m2 = FloatVector.fromArray(SPECIES, start, 2 * LANES).reinterpretAsInts();
    IntVector m3 = FloatVector.fromArray(SPECIES, start, 3 * LANES).reinterpretAsInts();
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      int at = xo + i;
      m0 = m0.max(FloatVector.fromArray(SPECIES, x, at).abs().reinterpretAsInts());
      m1 = m1.max(FloatVector.fromArray(SPECIES, x, at + LANES).abs().reinterpretAsInts());
      m2 = m2.max(FloatVector.fromArray(SPECIES, x, at + 2 * LANES).abs().reinterpretAsInts());
      m3 = m3.max(FloatVector.fromArray(SPECIES, x, at + 3 * LANES).abs().reinterpretAsInts());
    }
    FloatVector lanes = m0.max(m1).max(m2.max(m3)).reinterpretAsFloats();
    float rest = FloatExtremes.magnitude(n - i, x, xo + i, 1);
    return Math.max(rest, lanes.reduceLanes(VectorOperators.MAX));
  }
}
