// Generated from FloatMaxima.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.DoubleExtremes;
import org.lanewise.core.scalar.DoublePartials;

/**
 * {@link DoubleExtremes} by vectors. The largest of lanes is that of {@link Math#max(double,
 * double)}, which no order of them changes: NaN if there is one, and 0 above -0.
 *
 * <p>Processors compare integers at once, but need half a dozen instructions to respect NaN and -0
 * in a maximum of doubles. Bits of doubles that are not negative have the order of the doubles, and
 * those of negative ones lie below; so the bits suffice if the largest is not negative and NaN has
 * been ruled out.
 */
final class DoubleMaxima {
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
          MethodType.methodType(double.class, int.class, double[].class, int.class, double.class),
          "byBits",
          "bySignedBits",
          "byValue",
          "byMagnitude");

  /** Has the least of all bits. */
  private static final double[] LEAST_BITS = filled(-0.0);

  private static final double[] LEAST = filled(Double.NEGATIVE_INFINITY);

  private static final double[] ZERO = filled(0);

  private DoubleMaxima() {}

  static double largest(int n, double[] x, int xo, double sign) {
    if (n < 4 * LANES) {
      return DoubleExtremes.largest(n, x, xo, sign);
    }
    double largest = kernel(sign == 1 ? BY_BITS : BY_SIGNED_BITS, n, x, xo, sign);
    return largest >= 0 ? largest : kernel(BY_VALUE, n, x, xo, sign);
  }

  static double magnitude(int n, double[] x, int xo) {
    return n < 4 * LANES ? DoubleExtremes.magnitude(n, x, xo, 1) : kernel(MAGNITUDE, n, x, xo, 1);
  }

  static int indexOfLargest(int n, double[] x, int xo, double sign) {
    if (n <= SHORT_BLOCK) {
      return DoubleExtremes.indexOfLargest(n, x, xo, sign);
    }
    int length = blockOf(n);
    int block = 0;
    double largest = largest(length, x, xo, sign);
    for (int i = length; i < n && i > 0 && !Double.isNaN(largest); i += length) {
      double next = largest(Math.min(length, n - i), x, xo + i, sign);
      if (next > largest || Double.isNaN(next)) {
        largest = next;
        block = i;
      }
    }
    return block + DoubleExtremes.indexOfLargest(Math.min(length, n - block), x, xo + block, sign);
  }

  static int indexOfMagnitude(int n, double[] x, int xo) {
    if (n <= SHORT_BLOCK) {
      return DoubleExtremes.indexOfMagnitude(n, x, xo, 1);
    }
    int length = blockOf(n);
    int block = 0;
    double largest = magnitude(length, x, xo);
    for (int i = length; i < n && i > 0 && !Double.isNaN(largest); i += length) {
      double next = magnitude(Math.min(length, n - i), x, xo + i);
      if (next > largest || Double.isNaN(next)) {
        largest = next;
        block = i;
      }
    }
    return block + DoubleExtremes.indexOfMagnitude(Math.min(length, n - block), x, xo + block, 1);
  }

  private static int blockOf(int n) {
    return n < 16 * LONG_BLOCK ? SHORT_BLOCK : LONG_BLOCK;
  }

  private static double kernel(int kernel, int n, double[] x, int xo, double sign) {
    try {
      return (double) KERNELS[kernel].invokeExact(n, x, xo, sign);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  /** Returns memory full of a value, from which accumulators start: see {@link KernelTable}. */
  private static double[] filled(double value) {
    double[] start = new double[DoublePartials.COUNT];
    java.util.Arrays.fill(start, value);
    return start;
  }

  /**
   * Returns the largest x if it is 0, -0 or positive; if not, or if entries or products of two are
   * not finite, something negative or NaN. The sign is 1.
   */
  private static double byBits(int n, double[] x, int xo, double sign) {
    double[] start = LEAST_BITS;
    LongVector m0 = DoubleVector.fromArray(SPECIES, start, 0).reinterpretAsLongs();
    LongVector m1 = DoubleVector.fromArray(SPECIES, start, LANES).reinterpretAsLongs();
    LongVector m2 = DoubleVector.fromArray(SPECIES, start, 2 * LANES).reinterpretAsLongs();
    LongVector m3 = DoubleVector.fromArray(SPECIES, start, 3 * LANES).reinterpretAsLongs();
    // NaN or an infinity stays in a sum of products; two entries share a multiplication.
    DoubleVector z0 = DoubleVector.fromArray(SPECIES, start, 0);
    DoubleVector z1 = DoubleVector.fromArray(SPECIES, start, LANES);
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      DoubleVector v0 = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, xo + i + LANES);
      DoubleVector v2 = DoubleVector.fromArray(SPECIES, x, xo + i + 2 * LANES);
      DoubleVector v3 = DoubleVector.fromArray(SPECIES, x, xo + i + 3 * LANES);
      m0 = m0.max(v0.reinterpretAsLongs());
      m1 = m1.max(v1.reinterpretAsLongs());
      m2 = m2.max(v2.reinterpretAsLongs());
      m3 = m3.max(v3.reinterpretAsLongs());
      z0 = v0.fma(v1, z0);
      z1 = v2.fma(v3, z1);
    }
    // 0 times what is not finite is NaN. Taking away +0 changes nothing, not even -0.
    DoubleVector zero = z0.add(z1).mul(0).abs();
    DoubleVector lanes = m0.max(m1).max(m2.max(m3)).reinterpretAsDoubles().sub(zero);
    double rest = DoubleExtremes.largest(n - i, x, xo + i, sign);
    return Math.max(rest, lanes.reduceLanes(VectorOperators.MAX));
  }

  /**
   * Returns the same of {@code sign * x}. A kernel of its own, since the four multiplications are
   * almost half of its arithmetic.
   */
  private static double bySignedBits(int n, double[] x, int xo, double sign) {
    double[] start = LEAST_BITS;
    LongVector m0 = DoubleVector.fromArray(SPECIES, start, 0).reinterpretAsLongs();
    LongVector m1 = DoubleVector.fromArray(SPECIES, start, LANES).reinterpretAsLongs();
    LongVector m2 = DoubleVector.fromArray(SPECIES, start, 2 * LANES).reinterpretAsLongs();
    LongVector m3 = DoubleVector.fromArray(SPECIES, start, 3 * LANES).reinterpretAsLongs();
    // NaN or an infinity stays in a sum of products; two entries share a multiplication.
    DoubleVector z0 = DoubleVector.fromArray(SPECIES, start, 0);
    DoubleVector z1 = DoubleVector.fromArray(SPECIES, start, LANES);
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      DoubleVector v0 = DoubleVector.fromArray(SPECIES, x, xo + i);
      DoubleVector v1 = DoubleVector.fromArray(SPECIES, x, xo + i + LANES);
      DoubleVector v2 = DoubleVector.fromArray(SPECIES, x, xo + i + 2 * LANES);
      DoubleVector v3 = DoubleVector.fromArray(SPECIES, x, xo + i + 3 * LANES);
      m0 = m0.max(v0.mul(sign).reinterpretAsLongs());
      m1 = m1.max(v1.mul(sign).reinterpretAsLongs());
      m2 = m2.max(v2.mul(sign).reinterpretAsLongs());
      m3 = m3.max(v3.mul(sign).reinterpretAsLongs());
      z0 = v0.fma(v1, z0);
      z1 = v2.fma(v3, z1);
    }
    // 0 times what is not finite is NaN. Taking away +0 changes nothing, not even -0.
    DoubleVector zero = z0.add(z1).mul(0).abs();
    DoubleVector lanes = m0.max(m1).max(m2.max(m3)).reinterpretAsDoubles().sub(zero);
    double rest = DoubleExtremes.largest(n - i, x, xo + i, sign);
    return Math.max(rest, lanes.reduceLanes(VectorOperators.MAX));
  }

  /** Returns the largest {@code sign * x}. */
  private static double byValue(int n, double[] x, int xo, double sign) {
    double[] start = LEAST;
    DoubleVector m0 = DoubleVector.fromArray(SPECIES, start, 0);
    DoubleVector m1 = DoubleVector.fromArray(SPECIES, start, LANES);
    DoubleVector m2 = DoubleVector.fromArray(SPECIES, start, 2 * LANES);
    DoubleVector m3 = DoubleVector.fromArray(SPECIES, start, 3 * LANES);
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      m0 = m0.max(DoubleVector.fromArray(SPECIES, x, xo + i).mul(sign));
      m1 = m1.max(DoubleVector.fromArray(SPECIES, x, xo + i + LANES).mul(sign));
      m2 = m2.max(DoubleVector.fromArray(SPECIES, x, xo + i + 2 * LANES).mul(sign));
      m3 = m3.max(DoubleVector.fromArray(SPECIES, x, xo + i + 3 * LANES).mul(sign));
    }
    double rest = DoubleExtremes.largest(n - i, x, xo + i, sign);
    return Math.max(rest, m0.max(m1).max(m2.max(m3)).reduceLanes(VectorOperators.MAX));
  }

  /**
   * Returns the largest magnitude: its bits have the order of integers, with NaN on top. The sign
   * is not used, so that all kernels have one type.
   */
  private static double byMagnitude(int n, double[] x, int xo, double sign) {
    double[] start = ZERO;
    LongVector m0 = DoubleVector.fromArray(SPECIES, start, 0).reinterpretAsLongs();
    LongVector m1 = DoubleVector.fromArray(SPECIES, start, LANES).reinterpretAsLongs();
    LongVector m2 = DoubleVector.fromArray(SPECIES, start, 2 * LANES).reinterpretAsLongs();
    LongVector m3 = DoubleVector.fromArray(SPECIES, start, 3 * LANES).reinterpretAsLongs();
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      int at = xo + i;
      m0 = m0.max(DoubleVector.fromArray(SPECIES, x, at).abs().reinterpretAsLongs());
      m1 = m1.max(DoubleVector.fromArray(SPECIES, x, at + LANES).abs().reinterpretAsLongs());
      m2 = m2.max(DoubleVector.fromArray(SPECIES, x, at + 2 * LANES).abs().reinterpretAsLongs());
      m3 = m3.max(DoubleVector.fromArray(SPECIES, x, at + 3 * LANES).abs().reinterpretAsLongs());
    }
    DoubleVector lanes = m0.max(m1).max(m2.max(m3)).reinterpretAsDoubles();
    double rest = DoubleExtremes.magnitude(n - i, x, xo + i, 1);
    return Math.max(rest, lanes.reduceLanes(VectorOperators.MAX));
  }
}
