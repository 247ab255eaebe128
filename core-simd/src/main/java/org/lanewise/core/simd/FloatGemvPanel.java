package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.FloatVector;

/**
 * The panels of {@link FloatGemv}: columns of a matrix times x, while their part of y waits in
 * registers.
 */
final class FloatGemvPanel {
  private static final MethodHandle[] KERNELS =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              int.class,
              float.class,
              float[].class,
              int.class,
              int.class,
              float[].class,
              int.class,
              int.class,
              float[].class,
              int.class),
          "sixteenVectors",
          "eightVectors",
          "fourVectors",
          "twoVectors",
          "oneVector");

  /** How many kernels there are, each half as wide as the one before. */
  static final int COUNT = KERNELS.length;

  private FloatGemvPanel() {}

  /** Returns how many columns a kernel takes. */
  static int width(int kernel) {
    return LANES << (COUNT - 1 - kernel);
  }

  /** Adds the columns of A times x to y. */
  static void add(
      int kernel,
      int m,
      float alpha,
      float[] a,
      int ao,
      int lda,
      float[] x,
      int x0,
      int incX,
      float[] y,
      int yo) {
    try {
      KERNELS[kernel].invokeExact(m, alpha, a, ao, lda, x, x0, incX, y, yo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
  }

  private static void sixteenVectors(
      int m,
      float alpha,
      float[] a,
      int ao,
      int lda,
      float[] x,
      int x0,
      int incX,
      float[] y,
      int yo) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, y, yo);
    FloatVector s1 = FloatVector.fromArray(SPECIES, y, yo + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, y, yo + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, y, yo + 3 * LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, y, yo + 4 * LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, y, yo + 5 * LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, y, yo + 6 * LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, y, yo + 7 * LANES);
    FloatVector s8 = FloatVector.fromArray(SPECIES, y, yo + 8 * LANES);
    FloatVector s9 = FloatVector.fromArray(SPECIES, y, yo + 9 * LANES);
    FloatVector s10 = FloatVector.fromArray(SPECIES, y, yo + 10 * LANES);
    FloatVector s11 = FloatVector.fromArray(SPECIES, y, yo + 11 * LANES);
    FloatVector s12 = FloatVector.fromArray(SPECIES, y, yo + 12 * LANES);
    FloatVector s13 = FloatVector.fromArray(SPECIES, y, yo + 13 * LANES);
    FloatVector s14 = FloatVector.fromArray(SPECIES, y, yo + 14 * LANES);
    FloatVector s15 = FloatVector.fromArray(SPECIES, y, yo + 15 * LANES);
    for (int p = 0; p < m; p++) {
      FloatVector ax = FloatVector.broadcast(SPECIES, alpha * x[x0 + p * incX]);
      int row = ao + p * lda;
      s0 = ax.fma(FloatVector.fromArray(SPECIES, a, row), s0);
      s1 = ax.fma(FloatVector.fromArray(SPECIES, a, row + LANES), s1);
      s2 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 2 * LANES), s2);
      s3 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 3 * LANES), s3);
      s4 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 4 * LANES), s4);
      s5 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 5 * LANES), s5);
      s6 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 6 * LANES), s6);
      s7 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 7 * LANES), s7);
      s8 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 8 * LANES), s8);
      s9 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 9 * LANES), s9);
      s10 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 10 * LANES), s10);
      s11 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 11 * LANES), s11);
      s12 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 12 * LANES), s12);
      s13 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 13 * LANES), s13);
      s14 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 14 * LANES), s14);
      s15 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 15 * LANES), s15);
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
      float alpha,
      float[] a,
      int ao,
      int lda,
      float[] x,
      int x0,
      int incX,
      float[] y,
      int yo) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, y, yo);
    FloatVector s1 = FloatVector.fromArray(SPECIES, y, yo + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, y, yo + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, y, yo + 3 * LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, y, yo + 4 * LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, y, yo + 5 * LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, y, yo + 6 * LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, y, yo + 7 * LANES);
    for (int p = 0; p < m; p++) {
      FloatVector ax = FloatVector.broadcast(SPECIES, alpha * x[x0 + p * incX]);
      int row = ao + p * lda;
      s0 = ax.fma(FloatVector.fromArray(SPECIES, a, row), s0);
      s1 = ax.fma(FloatVector.fromArray(SPECIES, a, row + LANES), s1);
      s2 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 2 * LANES), s2);
      s3 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 3 * LANES), s3);
      s4 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 4 * LANES), s4);
      s5 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 5 * LANES), s5);
      s6 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 6 * LANES), s6);
      s7 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 7 * LANES), s7);
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
      float alpha,
      float[] a,
      int ao,
      int lda,
      float[] x,
      int x0,
      int incX,
      float[] y,
      int yo) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, y, yo);
    FloatVector s1 = FloatVector.fromArray(SPECIES, y, yo + LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, y, yo + 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, y, yo + 3 * LANES);
    for (int p = 0; p < m; p++) {
      FloatVector ax = FloatVector.broadcast(SPECIES, alpha * x[x0 + p * incX]);
      int row = ao + p * lda;
      s0 = ax.fma(FloatVector.fromArray(SPECIES, a, row), s0);
      s1 = ax.fma(FloatVector.fromArray(SPECIES, a, row + LANES), s1);
      s2 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 2 * LANES), s2);
      s3 = ax.fma(FloatVector.fromArray(SPECIES, a, row + 3 * LANES), s3);
    }
    s0.intoArray(y, yo);
    s1.intoArray(y, yo + LANES);
    s2.intoArray(y, yo + 2 * LANES);
    s3.intoArray(y, yo + 3 * LANES);
  }

  private static void twoVectors(
      int m,
      float alpha,
      float[] a,
      int ao,
      int lda,
      float[] x,
      int x0,
      int incX,
      float[] y,
      int yo) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, y, yo);
    FloatVector s1 = FloatVector.fromArray(SPECIES, y, yo + LANES);
    for (int p = 0; p < m; p++) {
      FloatVector ax = FloatVector.broadcast(SPECIES, alpha * x[x0 + p * incX]);
      int row = ao + p * lda;
      s0 = ax.fma(FloatVector.fromArray(SPECIES, a, row), s0);
      s1 = ax.fma(FloatVector.fromArray(SPECIES, a, row + LANES), s1);
    }
    s0.intoArray(y, yo);
    s1.intoArray(y, yo + LANES);
  }

  private static void oneVector(
      int m,
      float alpha,
      float[] a,
      int ao,
      int lda,
      float[] x,
      int x0,
      int incX,
      float[] y,
      int yo) {
    FloatVector sum = FloatVector.fromArray(SPECIES, y, yo);
    for (int p = 0; p < m; p++) {
      FloatVector ax = FloatVector.broadcast(SPECIES, alpha * x[x0 + p * incX]);
      sum = ax.fma(FloatVector.fromArray(SPECIES, a, ao + p * lda), sum);
    }
    sum.intoArray(y, yo);
  }
}
