package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.FloatExtremes;

/**
 * {@link FloatExtremes} by vectors. The largest of lanes is that of {@link Math#max(float, float)},
 * which no order of them changes: NaN if there is one, and 0 above -0.
 */
final class FloatMaxima {
  /** Entries between two looks at where the largest is; then only one block is searched for it. */
  private static final int BLOCK = 1024;

  private static final int LARGEST = 0;
  private static final int MAGNITUDE = 1;

  private static final MethodHandle[] KERNELS =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(float.class, int.class, float[].class, int.class, float.class),
          "largestKernel",
          "magnitudeKernel");

  private FloatMaxima() {}

  static float largest(int n, float[] x, int xo, float sign) {
    return n < 4 * LANES ? FloatExtremes.largest(n, x, xo, sign) : kernel(LARGEST, n, x, xo, sign);
  }

  static float magnitude(int n, float[] x, int xo) {
    return n < 4 * LANES ? FloatExtremes.magnitude(n, x, xo, 1) : kernel(MAGNITUDE, n, x, xo, 1);
  }

  static int indexOfLargest(int n, float[] x, int xo, float sign) {
    if (n < 4 * LANES) {
      return FloatExtremes.indexOfLargest(n, x, xo, sign);
    }
    int block = block(LARGEST, n, x, xo, sign);
    int length = Math.min(BLOCK, n - block);
    return block + FloatExtremes.indexOfLargest(length, x, xo + block, sign);
  }

  static int indexOfMagnitude(int n, float[] x, int xo) {
    if (n < 4 * LANES) {
      return FloatExtremes.indexOfMagnitude(n, x, xo, 1);
    }
    int block = block(MAGNITUDE, n, x, xo, 1);
    return block + FloatExtremes.indexOfMagnitude(Math.min(BLOCK, n - block), x, xo + block, 1);
  }

  /** Returns the start of the first block with the largest entry, or with NaN. */
  private static int block(int kernel, int n, float[] x, int xo, float sign) {
    int block = 0;
    float largest = kernel(kernel, Math.min(BLOCK, n), x, xo, sign);
    for (int i = BLOCK; i < n && i > 0 && !Float.isNaN(largest); i += BLOCK) {
      float next = kernel(kernel, Math.min(BLOCK, n - i), x, xo + i, sign);
      if (next > largest || Float.isNaN(next)) {
        largest = next;
        block = i;
      }
    }
    return block;
  }

  private static float kernel(int kernel, int n, float[] x, int xo, float sign) {
    try {
      return (float) KERNELS[kernel].invokeExact(n, x, xo, sign);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  /** Four vectors of largest entries so far: each waits for its last comparison. */
  private static float largestKernel(int n, float[] x, int xo, float sign) {
    int i = 4 * LANES;
    if (n < i) {
      return FloatExtremes.largest(n, x, xo, sign);
    }
    FloatVector m0 = FloatVector.fromArray(SPECIES, x, xo).mul(sign);
    FloatVector m1 = FloatVector.fromArray(SPECIES, x, xo + LANES).mul(sign);
    FloatVector m2 = FloatVector.fromArray(SPECIES, x, xo + 2 * LANES).mul(sign);
    FloatVector m3 = FloatVector.fromArray(SPECIES, x, xo + 3 * LANES).mul(sign);
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      m0 = m0.max(FloatVector.fromArray(SPECIES, x, xo + i).mul(sign));
      m1 = m1.max(FloatVector.fromArray(SPECIES, x, xo + i + LANES).mul(sign));
      m2 = m2.max(FloatVector.fromArray(SPECIES, x, xo + i + 2 * LANES).mul(sign));
      m3 = m3.max(FloatVector.fromArray(SPECIES, x, xo + i + 3 * LANES).mul(sign));
    }
    float largest = m0.max(m1).max(m2.max(m3)).reduceLanes(VectorOperators.MAX);
    return Math.max(largest, FloatExtremes.largest(n - i, x, xo + i, sign));
  }

  /** The sign is not used: both kernels have one shape. */
  private static float magnitudeKernel(int n, float[] x, int xo, float sign) {
    int i = 4 * LANES;
    if (n < i) {
      return FloatExtremes.magnitude(n, x, xo, 1);
    }
    FloatVector m0 = FloatVector.fromArray(SPECIES, x, xo).abs();
    FloatVector m1 = FloatVector.fromArray(SPECIES, x, xo + LANES).abs();
    FloatVector m2 = FloatVector.fromArray(SPECIES, x, xo + 2 * LANES).abs();
    FloatVector m3 = FloatVector.fromArray(SPECIES, x, xo + 3 * LANES).abs();
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      m0 = m0.max(FloatVector.fromArray(SPECIES, x, xo + i).abs());
      m1 = m1.max(FloatVector.fromArray(SPECIES, x, xo + i + LANES).abs());
      m2 = m2.max(FloatVector.fromArray(SPECIES, x, xo + i + 2 * LANES).abs());
      m3 = m3.max(FloatVector.fromArray(SPECIES, x, xo + i + 3 * LANES).abs());
    }
    float largest = m0.max(m1).max(m2.max(m3)).reduceLanes(VectorOperators.MAX);
    return Math.max(largest, FloatExtremes.magnitude(n - i, x, xo + i, 1));
  }
}
