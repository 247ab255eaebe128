// Generated from FloatGemvPanel.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.DoubleVector;

/**
 * The panels of {@link DoubleGemv}: columns of a matrix times x, while their part of y waits in
 * registers.
 */
final class DoubleGemvPanel {
  private static final MethodHandle[] KERNELS =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              double.class,
              double[].class,
              int.class,
              int.class,
              double[].class,
              int.class,
              int.class,
              double[].class,
              int.class),
          "sixteenVectors",
          "eightVectors",
          "fourVectors",
          "twoVectors",
          "oneVector");

  /** How many kernels there are, each half as wide as the one before. */
  static final int COUNT = KERNELS.length;

  private DoubleGemvPanel() {}

  /** Returns how many columns a kernel takes. */
  static int width(int kernel) {
    return LANES << (COUNT - 1 - kernel);
  }

  /** Adds the columns of A times x to y. */
  static void add(
      int kernel,
      int m,
      double alpha,
      double[] a,
      int ao,
      int lda,
      double[] x,
      int x0,
      int incX,
      double[] y,
      int yo) {
    try {
      KERNELS[kernel].invokeExact(m, alpha, a, ao, lda, x, x0, incX, y, yo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void sixteenVectors(
      int m,
      double alpha,
      double[] a,
      int ao,
      int lda,
      double[] x,
      int x0,
      int incX,
      double[] y,
      int yo) {
    DoubleVector s0 = DoubleVector.fromArray(SPECIES, y, yo);
    DoubleVector s1 = DoubleVector.fromArray(SPECIES, y, yo + LANES);
    DoubleVector s2 = DoubleVector.fromArray(SPECIES, y, yo + 2 * LANES);
    DoubleVector s3 = DoubleVector.fromArray(SPECIES, y, yo + 3 * LANES);
    DoubleVector s4 = DoubleVector.fromArray(SPECIES, y, yo + 4 * LANES);
    DoubleVector s5 = DoubleVector.fromArray(SPECIES, y, yo + 5 * LANES);
    DoubleVector s6 = DoubleVector.fromArray(SPECIES, y, yo + 6 * LANES);
    DoubleVector s7 = DoubleVector.fromArray(SPECIES, y, yo + 7 * LANES);
    DoubleVector s8 = DoubleVector.fromArray(SPECIES, y, yo + 8 * LANES);
    DoubleVector s9 = DoubleVector.fromArray(SPECIES, y, yo + 9 * LANES);
    DoubleVector s10 = DoubleVector.fromArray(SPECIES, y, yo + 10 * LANES);
    DoubleVector s11 = DoubleVector.fromArray(SPECIES, y, yo + 11 * LANES);
    DoubleVector s12 = DoubleVector.fromArray(SPECIES, y, yo + 12 * LANES);
    DoubleVector s13 = DoubleVector.fromArray(SPECIES, y, yo + 13 * LANES);
    DoubleVector s14 = DoubleVector.fromArray(SPECIES, y, yo + 14 * LANES);
    DoubleVector s15 = DoubleVector.fromArray(SPECIES, y, yo + 15 * LANES);
    for (int p = 0; p < m; p++) {
      DoubleVector ax = DoubleVector.broadcast(SPECIES, alpha * x[x0 + p * incX]);
      int row = ao + p * lda;
      s0 = ax.fma(DoubleVector.fromArray(SPECIES, a, row), s0);
      s1 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + LANES), s1);
      s2 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 2 * LANES), s2);
      s3 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 3 * LANES), s3);
      s4 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 4 * LANES), s4);
      s5 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 5 * LANES), s5);
      s6 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 6 * LANES), s6);
      s7 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 7 * LANES), s7);
      s8 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 8 * LANES), s8);
      s9 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 9 * LANES), s9);
      s10 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 10 * LANES), s10);
      s11 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 11 * LANES), s11);
      s12 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 12 * LANES), s12);
      s13 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 13 * LANES), s13);
      s14 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 14 * LANES), s14);
      s15 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 15 * LANES), s15);
    }
    s0.intoArray(y, yo);
    s1.intoArray(y, yo + LANES);
    s2.intoArray(y, yo + 2 * LANES);
    s3.intoArray(y, yo + 3 * LANES);
    s4.intoArray(y, yo + 4 * LANES);
    s5.intoArray(y, yo + 5 * LANES);
    s6.intoArray(y, yo + 6 * LANES);
    s7.intoArray(y, yo + 7 * LANES);
    s8.intoArray(y, yo + 8 * LANES);
    s9.intoArray(y, yo + 9 * LANES);
    s10.intoArray(y, yo + 10 * LANES);
    s11.intoArray(y, yo + 11 * LANES);
    s12.intoArray(y, yo + 12 * LANES);
    s13.intoArray(y, yo + 13 * LANES);
    s14.intoArray(y, yo + 14 * LANES);
    s15.intoArray(y, yo + 15 * LANES);
  }

  private static void eightVectors(
      int m,
      double alpha,
      double[] a,
      int ao,
      int lda,
      double[] x,
      int x0,
      int incX,
      double[] y,
      int yo) {
    DoubleVector s0 = DoubleVector.fromArray(SPECIES, y, yo);
    DoubleVector s1 = DoubleVector.fromArray(SPECIES, y, yo + LANES);
    DoubleVector s2 = DoubleVector.fromArray(SPECIES, y, yo + 2 * LANES);
    DoubleVector s3 = DoubleVector.fromArray(SPECIES, y, yo + 3 * LANES);
    DoubleVector s4 = DoubleVector.fromArray(SPECIES, y, yo + 4 * LANES);
    DoubleVector s5 = DoubleVector.fromArray(SPECIES, y, yo + 5 * LANES);
    DoubleVector s6 = DoubleVector.fromArray(SPECIES, y, yo + 6 * LANES);
    DoubleVector s7 = DoubleVector.fromArray(SPECIES, y, yo + 7 * LANES);
    for (int p = 0; p < m; p++) {
      DoubleVector ax = DoubleVector.broadcast(SPECIES, alpha * x[x0 + p * incX]);
      int row = ao + p * lda;
      s0 = ax.fma(DoubleVector.fromArray(SPECIES, a, row), s0);
      s1 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + LANES), s1);
      s2 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 2 * LANES), s2);
      s3 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 3 * LANES), s3);
      s4 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 4 * LANES), s4);
      s5 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 5 * LANES), s5);
      s6 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 6 * LANES), s6);
      s7 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 7 * LANES), s7);
    }
    s0.intoArray(y, yo);
    s1.intoArray(y, yo + LANES);
    s2.intoArray(y, yo + 2 * LANES);
    s3.intoArray(y, yo + 3 * LANES);
    s4.intoArray(y, yo + 4 * LANES);
    s5.intoArray(y, yo + 5 * LANES);
    s6.intoArray(y, yo + 6 * LANES);
    s7.intoArray(y, yo + 7 * LANES);
  }

  private static void fourVectors(
      int m,
      double alpha,
      double[] a,
      int ao,
      int lda,
      double[] x,
      int x0,
      int incX,
      double[] y,
      int yo) {
    DoubleVector s0 = DoubleVector.fromArray(SPECIES, y, yo);
    DoubleVector s1 = DoubleVector.fromArray(SPECIES, y, yo + LANES);
    DoubleVector s2 = DoubleVector.fromArray(SPECIES, y, yo + 2 * LANES);
    DoubleVector s3 = DoubleVector.fromArray(SPECIES, y, yo + 3 * LANES);
    for (int p = 0; p < m; p++) {
      DoubleVector ax = DoubleVector.broadcast(SPECIES, alpha * x[x0 + p * incX]);
      int row = ao + p * lda;
      s0 = ax.fma(DoubleVector.fromArray(SPECIES, a, row), s0);
      s1 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + LANES), s1);
      s2 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 2 * LANES), s2);
      s3 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + 3 * LANES), s3);
    }
    s0.intoArray(y, yo);
    s1.intoArray(y, yo + LANES);
    s2.intoArray(y, yo + 2 * LANES);
    s3.intoArray(y, yo + 3 * LANES);
  }

  private static void twoVectors(
      int m,
      double alpha,
      double[] a,
      int ao,
      int lda,
      double[] x,
      int x0,
      int incX,
      double[] y,
      int yo) {
    DoubleVector s0 = DoubleVector.fromArray(SPECIES, y, yo);
    DoubleVector s1 = DoubleVector.fromArray(SPECIES, y, yo + LANES);
    for (int p = 0; p < m; p++) {
      DoubleVector ax = DoubleVector.broadcast(SPECIES, alpha * x[x0 + p * incX]);
      int row = ao + p * lda;
      s0 = ax.fma(DoubleVector.fromArray(SPECIES, a, row), s0);
      s1 = ax.fma(DoubleVector.fromArray(SPECIES, a, row + LANES), s1);
    }
    s0.intoArray(y, yo);
    s1.intoArray(y, yo + LANES);
  }

  private static void oneVector(
      int m,
      double alpha,
      double[] a,
      int ao,
      int lda,
      double[] x,
      int x0,
      int incX,
      double[] y,
      int yo) {
    DoubleVector sum = DoubleVector.fromArray(SPECIES, y, yo);
    for (int p = 0; p < m; p++) {
      DoubleVector ax = DoubleVector.broadcast(SPECIES, alpha * x[x0 + p * incX]);
      sum = ax.fma(DoubleVector.fromArray(SPECIES, a, ao + p * lda), sum);
    }
    sum.intoArray(y, yo);
  }
}
