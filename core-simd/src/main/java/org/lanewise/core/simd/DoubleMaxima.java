// Generated from FloatMaxima.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.DoubleExtremes;

/**
 * {@link DoubleExtremes} by vectors. The largest of lanes is that of {@link Math#max(double,
 * double)}, which no order of them changes: NaN if there is one, and 0 above -0.
 */
final class DoubleMaxima {
  /** Entries between two looks at where the largest is; then only one block is searched for it. */
  private static final int BLOCK = 1024;

  private static final int LARGEST = 0;
  private static final int MAGNITUDE = 1;

  private static final MethodHandle[] KERNELS =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(double.class, int.class, double[].class, int.class, double.class),
          "largestKernel",
          "magnitudeKernel");

  private DoubleMaxima() {}

  static double largest(int n, double[] x, int xo, double sign) {
    return n < 4 * LANES ? DoubleExtremes.largest(n, x, xo, sign) : kernel(LARGEST, n, x, xo, sign);
  }

  static double magnitude(int n, double[] x, int xo) {
    return n < 4 * LANES ? DoubleExtremes.magnitude(n, x, xo, 1) : kernel(MAGNITUDE, n, x, xo, 1);
  }

  static int indexOfLargest(int n, double[] x, int xo, double sign) {
    if (n < 4 * LANES) {
      return DoubleExtremes.indexOfLargest(n, x, xo, sign);
    }
    int block = block(LARGEST, n, x, xo, sign);
    int length = Math.min(BLOCK, n - block);
    return block + DoubleExtremes.indexOfLargest(length, x, xo + block, sign);
  }

  static int indexOfMagnitude(int n, double[] x, int xo) {
    if (n < 4 * LANES) {
      return DoubleExtremes.indexOfMagnitude(n, x, xo, 1);
    }
    int block = block(MAGNITUDE, n, x, xo, 1);
    return block + DoubleExtremes.indexOfMagnitude(Math.min(BLOCK, n - block), x, xo + block, 1);
  }

  /** Returns the start of the first block with the largest entry, or with NaN. */
  private static int block(int kernel, int n, double[] x, int xo, double sign) {
    int block = 0;
    double largest = kernel(kernel, Math.min(BLOCK, n), x, xo, sign);
    for (int i = BLOCK; i < n && i > 0 && !Double.isNaN(largest); i += BLOCK) {
      double next = kernel(kernel, Math.min(BLOCK, n - i), x, xo + i, sign);
      if (next > largest || Double.isNaN(next)) {
        largest = next;
        block = i;
      }
    }
    return block;
  }

  private static double kernel(int kernel, int n, double[] x, int xo, double sign) {
    try {
      return (double) KERNELS[kernel].invokeExact(n, x, xo, sign);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  /** Four vectors of largest entries so far: each waits for its last comparison. */
  private static double largestKernel(int n, double[] x, int xo, double sign) {
    int i = 4 * LANES;
    if (n < i) {
      return DoubleExtremes.largest(n, x, xo, sign);
    }
    DoubleVector m0 = DoubleVector.fromArray(SPECIES, x, xo).mul(sign);
    DoubleVector m1 = DoubleVector.fromArray(SPECIES, x, xo + LANES).mul(sign);
    DoubleVector m2 = DoubleVector.fromArray(SPECIES, x, xo + 2 * LANES).mul(sign);
    DoubleVector m3 = DoubleVector.fromArray(SPECIES, x, xo + 3 * LANES).mul(sign);
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      m0 = m0.max(DoubleVector.fromArray(SPECIES, x, xo + i).mul(sign));
      m1 = m1.max(DoubleVector.fromArray(SPECIES, x, xo + i + LANES).mul(sign));
      m2 = m2.max(DoubleVector.fromArray(SPECIES, x, xo + i + 2 * LANES).mul(sign));
      m3 = m3.max(DoubleVector.fromArray(SPECIES, x, xo + i + 3 * LANES).mul(sign));
    }
    double largest = m0.max(m1).max(m2.max(m3)).reduceLanes(VectorOperators.MAX);
    return Math.max(largest, DoubleExtremes.largest(n - i, x, xo + i, sign));
  }

  /** The sign is not used: both kernels have one shape. */
  private static double magnitudeKernel(int n, double[] x, int xo, double sign) {
    int i = 4 * LANES;
    if (n < i) {
      return DoubleExtremes.magnitude(n, x, xo, 1);
    }
    DoubleVector m0 = DoubleVector.fromArray(SPECIES, x, xo).abs();
    DoubleVector m1 = DoubleVector.fromArray(SPECIES, x, xo + LANES).abs();
    DoubleVector m2 = DoubleVector.fromArray(SPECIES, x, xo + 2 * LANES).abs();
    DoubleVector m3 = DoubleVector.fromArray(SPECIES, x, xo + 3 * LANES).abs();
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      m0 = m0.max(DoubleVector.fromArray(SPECIES, x, xo + i).abs());
      m1 = m1.max(DoubleVector.fromArray(SPECIES, x, xo + i + LANES).abs());
      m2 = m2.max(DoubleVector.fromArray(SPECIES, x, xo + i + 2 * LANES).abs());
      m3 = m3.max(DoubleVector.fromArray(SPECIES, x, xo + i + 3 * LANES).abs());
    }
    double largest = m0.max(m1).max(m2.max(m3)).reduceLanes(VectorOperators.MAX);
    return Math.max(largest, DoubleExtremes.magnitude(n - i, x, xo + i, 1));
  }
}
