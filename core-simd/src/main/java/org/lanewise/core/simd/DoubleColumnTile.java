// Generated from FloatColumnTile.java by TwinSources; do not edit.
// Generated from DoubleTile.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import jdk.incubator.vector.DoubleVector;

/**
 * The tiles of {@link DoubleTile} of up to two vectors for a transposed A that is read where it
 * lies.
 */
final class DoubleColumnTile {
  /** Vectors in a row of the widest tile. */
  static final int VECTORS = 2;

  private DoubleColumnTile() {}

  /**
   * Adds the product of some columns of A and so many vectors of columns of B to a tile.
   *
   * @param vectors how many vectors a row of the tile has, 1 to {@link #VECTORS}
   * @param depth how many steps of k
   * @param a holds {@link DoubleTile#ROWS} values a step from index ao, steps aStep apart
   * @param b holds the columns a step from index bo, steps {@code bStep} apart
   * @param in holds the sums so far, from index io, rows ldi apart; 0 if all begin alike
   * @param out takes the sums, from index oo, rows ldo apart
   */
  static void multiply(
      int vectors,
      int depth,
      double[] a,
      int ao,
      int aStep,
      double[] b,
      int bo,
      int bStep,
      double[] in,
      int io,
      int ldi,
      double[] out,
      int oo,
      int ldo) {
    if (DoubleTile.ROWS == 8) {
      if (vectors == 2) {
        multiply8x2(depth, a, ao, aStep, b, bo, bStep, in, io, ldi, out, oo, ldo);
      } else {
        multiply8x1(depth, a, ao, aStep, b, bo, bStep, in, io, ldi, out, oo, ldo);
      }
    } else if (vectors == 2) {
      multiply4x2(depth, a, ao, aStep, b, bo, bStep, in, io, ldi, out, oo, ldo);
    } else {
      multiply4x1(depth, a, ao, aStep, b, bo, bStep, in, io, ldi, out, oo, ldo);
    }
  }

  /** A tile of 8 rows by 2 vectors. */
  private static void multiply8x2(
      int depth,
      double[] a,
      int ao,
      int aStep,
      double[] b,
      int bo,
      int bStep,
      double[] in,
      int io,
      int ldi,
      double[] out,
      int oo,
      int ldo) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, in, io);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, in, io + LANES);
    DoubleVector c10 = c00;
    DoubleVector c11 = c01;
    DoubleVector c20 = c00;
    DoubleVector c21 = c01;
    DoubleVector c30 = c00;
    DoubleVector c31 = c01;
    DoubleVector c40 = c00;
    DoubleVector c41 = c01;
    DoubleVector c50 = c00;
    DoubleVector c51 = c01;
    DoubleVector c60 = c00;
    DoubleVector c61 = c01;
    DoubleVector c70 = c00;
    DoubleVector c71 = c01;
    if (ldi != 0) {
      c10 = DoubleVector.fromArray(SPECIES, in, io + ldi);
      c11 = DoubleVector.fromArray(SPECIES, in, io + ldi + LANES);
      c20 = DoubleVector.fromArray(SPECIES, in, io + 2 * ldi);
      c21 = DoubleVector.fromArray(SPECIES, in, io + 2 * ldi + LANES);
      c30 = DoubleVector.fromArray(SPECIES, in, io + 3 * ldi);
      c31 = DoubleVector.fromArray(SPECIES, in, io + 3 * ldi + LANES);
      c40 = DoubleVector.fromArray(SPECIES, in, io + 4 * ldi);
      c41 = DoubleVector.fromArray(SPECIES, in, io + 4 * ldi + LANES);
      c50 = DoubleVector.fromArray(SPECIES, in, io + 5 * ldi);
      c51 = DoubleVector.fromArray(SPECIES, in, io + 5 * ldi + LANES);
      c60 = DoubleVector.fromArray(SPECIES, in, io + 6 * ldi);
      c61 = DoubleVector.fromArray(SPECIES, in, io + 6 * ldi + LANES);
      c70 = DoubleVector.fromArray(SPECIES, in, io + 7 * ldi);
      c71 = DoubleVector.fromArray(SPECIES, in, io + 7 * ldi + LANES);
    }
    for (int p = 0; p < depth; p++) {
      int row = bo + p * bStep;
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, row);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, row + LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      DoubleVector a4 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 4]);
      c40 = a4.fma(b0, c40);
      c41 = a4.fma(b1, c41);
      DoubleVector a5 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 5]);
      c50 = a5.fma(b0, c50);
      c51 = a5.fma(b1, c51);
      DoubleVector a6 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 6]);
      c60 = a6.fma(b0, c60);
      c61 = a6.fma(b1, c61);
      DoubleVector a7 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 7]);
      c70 = a7.fma(b0, c70);
      c71 = a7.fma(b1, c71);
    }
    c00.intoArray(out, oo);
    c01.intoArray(out, oo + LANES);
    c10.intoArray(out, oo + ldo);
    c11.intoArray(out, oo + ldo + LANES);
    c20.intoArray(out, oo + 2 * ldo);
    c21.intoArray(out, oo + 2 * ldo + LANES);
    c30.intoArray(out, oo + 3 * ldo);
    c31.intoArray(out, oo + 3 * ldo + LANES);
    c40.intoArray(out, oo + 4 * ldo);
    c41.intoArray(out, oo + 4 * ldo + LANES);
    c50.intoArray(out, oo + 5 * ldo);
    c51.intoArray(out, oo + 5 * ldo + LANES);
    c60.intoArray(out, oo + 6 * ldo);
    c61.intoArray(out, oo + 6 * ldo + LANES);
    c70.intoArray(out, oo + 7 * ldo);
    c71.intoArray(out, oo + 7 * ldo + LANES);
  }

  /** A tile of 8 rows by 1 vector. */
  private static void multiply8x1(
      int depth,
      double[] a,
      int ao,
      int aStep,
      double[] b,
      int bo,
      int bStep,
      double[] in,
      int io,
      int ldi,
      double[] out,
      int oo,
      int ldo) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, in, io);
    DoubleVector c10 = c00;
    DoubleVector c20 = c00;
    DoubleVector c30 = c00;
    DoubleVector c40 = c00;
    DoubleVector c50 = c00;
    DoubleVector c60 = c00;
    DoubleVector c70 = c00;
    if (ldi != 0) {
      c10 = DoubleVector.fromArray(SPECIES, in, io + ldi);
      c20 = DoubleVector.fromArray(SPECIES, in, io + 2 * ldi);
      c30 = DoubleVector.fromArray(SPECIES, in, io + 3 * ldi);
      c40 = DoubleVector.fromArray(SPECIES, in, io + 4 * ldi);
      c50 = DoubleVector.fromArray(SPECIES, in, io + 5 * ldi);
      c60 = DoubleVector.fromArray(SPECIES, in, io + 6 * ldi);
      c70 = DoubleVector.fromArray(SPECIES, in, io + 7 * ldi);
    }
    for (int p = 0; p < depth; p++) {
      int row = bo + p * bStep;
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, row);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep]);
      c00 = a0.fma(b0, c00);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 1]);
      c10 = a1.fma(b0, c10);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 2]);
      c20 = a2.fma(b0, c20);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 3]);
      c30 = a3.fma(b0, c30);
      DoubleVector a4 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 4]);
      c40 = a4.fma(b0, c40);
      DoubleVector a5 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 5]);
      c50 = a5.fma(b0, c50);
      DoubleVector a6 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 6]);
      c60 = a6.fma(b0, c60);
      DoubleVector a7 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 7]);
      c70 = a7.fma(b0, c70);
    }
    c00.intoArray(out, oo);
    c10.intoArray(out, oo + ldo);
    c20.intoArray(out, oo + 2 * ldo);
    c30.intoArray(out, oo + 3 * ldo);
    c40.intoArray(out, oo + 4 * ldo);
    c50.intoArray(out, oo + 5 * ldo);
    c60.intoArray(out, oo + 6 * ldo);
    c70.intoArray(out, oo + 7 * ldo);
  }

  /** A tile of 4 rows by 2 vectors. */
  private static void multiply4x2(
      int depth,
      double[] a,
      int ao,
      int aStep,
      double[] b,
      int bo,
      int bStep,
      double[] in,
      int io,
      int ldi,
      double[] out,
      int oo,
      int ldo) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, in, io);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, in, io + LANES);
    DoubleVector c10 = c00;
    DoubleVector c11 = c01;
    DoubleVector c20 = c00;
    DoubleVector c21 = c01;
    DoubleVector c30 = c00;
    DoubleVector c31 = c01;
    if (ldi != 0) {
      c10 = DoubleVector.fromArray(SPECIES, in, io + ldi);
      c11 = DoubleVector.fromArray(SPECIES, in, io + ldi + LANES);
      c20 = DoubleVector.fromArray(SPECIES, in, io + 2 * ldi);
      c21 = DoubleVector.fromArray(SPECIES, in, io + 2 * ldi + LANES);
      c30 = DoubleVector.fromArray(SPECIES, in, io + 3 * ldi);
      c31 = DoubleVector.fromArray(SPECIES, in, io + 3 * ldi + LANES);
    }
    for (int p = 0; p < depth; p++) {
      int row = bo + p * bStep;
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, row);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, row + LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
    }
    c00.intoArray(out, oo);
    c01.intoArray(out, oo + LANES);
    c10.intoArray(out, oo + ldo);
    c11.intoArray(out, oo + ldo + LANES);
    c20.intoArray(out, oo + 2 * ldo);
    c21.intoArray(out, oo + 2 * ldo + LANES);
    c30.intoArray(out, oo + 3 * ldo);
    c31.intoArray(out, oo + 3 * ldo + LANES);
  }

  /** A tile of 4 rows by 1 vector. */
  private static void multiply4x1(
      int depth,
      double[] a,
      int ao,
      int aStep,
      double[] b,
      int bo,
      int bStep,
      double[] in,
      int io,
      int ldi,
      double[] out,
      int oo,
      int ldo) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, in, io);
    DoubleVector c10 = c00;
    DoubleVector c20 = c00;
    DoubleVector c30 = c00;
    if (ldi != 0) {
      c10 = DoubleVector.fromArray(SPECIES, in, io + ldi);
      c20 = DoubleVector.fromArray(SPECIES, in, io + 2 * ldi);
      c30 = DoubleVector.fromArray(SPECIES, in, io + 3 * ldi);
    }
    for (int p = 0; p < depth; p++) {
      int row = bo + p * bStep;
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, row);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep]);
      c00 = a0.fma(b0, c00);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 1]);
      c10 = a1.fma(b0, c10);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 2]);
      c20 = a2.fma(b0, c20);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[ao + p * aStep + 3]);
      c30 = a3.fma(b0, c30);
    }
    c00.intoArray(out, oo);
    c10.intoArray(out, oo + ldo);
    c20.intoArray(out, oo + 2 * ldo);
    c30.intoArray(out, oo + 3 * ldo);
  }
}
