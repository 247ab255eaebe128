// Generated from FloatNarrowTile.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import jdk.incubator.vector.DoubleVector;

/**
 * The tiles of a product whose columns do not fill the one or two vectors they take: eight rows of
 * A, read where they lie, by all of C's columns.
 *
 * <p>B lies one or two whole vectors a step: with a constant distance its bounds are checked before
 * the loop and not in it, and the registers just hold an index for each row. For one vector that
 * was 6 to 10 % faster than {@link DoubleRowTile}.
 */
final class DoubleNarrowTile {
  /** Rows of a tile. */
  static final int ROWS = 8;

  /** Vectors in a row of the widest tile: sixteen registers do not hold eight rows of two. */
  static final int VECTORS = DoubleTile.ROWS == 8 ? 2 : 1;

  private DoubleNarrowTile() {}

  /** Returns whether a product with so many columns takes these tiles. */
  static boolean serves(int columns) {
    return columns < VECTORS * LANES && columns != LANES;
  }

  /** Returns how many lanes the vectors of so many columns have. */
  static int width(int columns) {
    return (columns + LANES - 1) / LANES * LANES;
  }

  /**
   * Returns how many of so many rows, one after the other, may be written as whole vectors in
   * ascending order: each runs over into rows that are written later.
   *
   * @param unit the number returned is a multiple of it
   */
  static int overlapping(int count, int columns, int unit) {
    int later = (width(columns) - 1) / columns;
    return Math.max(0, count - later) / unit * unit;
  }

  /**
   * Adds the product of some rows of A and one or two vectors of columns of B to a tile. With fewer
   * rows than {@link #ROWS} the last one is computed several times over, and stored to one place.
   *
   * @param width how many lanes the vectors have: {@link #width}
   * @param rows how many rows the tile has, at least 1
   * @param depth how many steps of k
   * @param a holds the rows from index ao, lda apart
   * @param b holds so many values a step from index bo
   * @param in holds the sums so far, from index io, rows ldi apart; 0 if all begin alike
   * @param out takes the sums, from index oo, rows ldo apart, in ascending order
   */
  static void multiply(
      int width,
      int rows,
      int depth,
      double[] a,
      int ao,
      int lda,
      double[] b,
      int bo,
      double[] in,
      int io,
      int ldi,
      double[] out,
      int oo,
      int ldo) {
    if (width == LANES) {
      multiply8x1(rows, depth, a, ao, lda, b, bo, in, io, ldi, out, oo, ldo);
    } else {
      multiply8x2(rows, depth, a, ao, lda, b, bo, in, io, ldi, out, oo, ldo);
    }
  }

  private static void multiply8x1(
      int rows,
      int depth,
      double[] a,
      int ao,
      int lda,
      double[] b,
      int bo,
      double[] in,
      int io,
      int ldi,
      double[] out,
      int oo,
      int ldo) {
    int r1 = Math.min(1, rows - 1);
    int r2 = Math.min(2, rows - 1);
    int r3 = Math.min(3, rows - 1);
    int r4 = Math.min(4, rows - 1);
    int r5 = Math.min(5, rows - 1);
    int r6 = Math.min(6, rows - 1);
    int r7 = Math.min(7, rows - 1);
    DoubleVector c0 = DoubleVector.fromArray(SPECIES, in, io);
    DoubleVector c1 = c0;
    DoubleVector c2 = c0;
    DoubleVector c3 = c0;
    DoubleVector c4 = c0;
    DoubleVector c5 = c0;
    DoubleVector c6 = c0;
    DoubleVector c7 = c0;
    if (ldi != 0) {
      c1 = DoubleVector.fromArray(SPECIES, in, io + r1 * ldi);
      c2 = DoubleVector.fromArray(SPECIES, in, io + r2 * ldi);
      c3 = DoubleVector.fromArray(SPECIES, in, io + r3 * ldi);
      c4 = DoubleVector.fromArray(SPECIES, in, io + r4 * ldi);
      c5 = DoubleVector.fromArray(SPECIES, in, io + r5 * ldi);
      c6 = DoubleVector.fromArray(SPECIES, in, io + r6 * ldi);
      c7 = DoubleVector.fromArray(SPECIES, in, io + r7 * ldi);
    }
    int a1 = ao + r1 * lda;
    int a2 = ao + r2 * lda;
    int a3 = ao + r3 * lda;
    int a4 = ao + r4 * lda;
    int a5 = ao + r5 * lda;
    int a6 = ao + r6 * lda;
    int a7 = ao + r7 * lda;
    for (int p = 0; p < depth; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bo + p * LANES);
      c0 = DoubleVector.broadcast(SPECIES, a[ao + p]).fma(b0, c0);
      c1 = DoubleVector.broadcast(SPECIES, a[a1 + p]).fma(b0, c1);
      c2 = DoubleVector.broadcast(SPECIES, a[a2 + p]).fma(b0, c2);
      c3 = DoubleVector.broadcast(SPECIES, a[a3 + p]).fma(b0, c3);
      c4 = DoubleVector.broadcast(SPECIES, a[a4 + p]).fma(b0, c4);
      c5 = DoubleVector.broadcast(SPECIES, a[a5 + p]).fma(b0, c5);
      c6 = DoubleVector.broadcast(SPECIES, a[a6 + p]).fma(b0, c6);
      c7 = DoubleVector.broadcast(SPECIES, a[a7 + p]).fma(b0, c7);
    }
    c0.intoArray(out, oo);
    c1.intoArray(out, oo + r1 * ldo);
    c2.intoArray(out, oo + r2 * ldo);
    c3.intoArray(out, oo + r3 * ldo);
    c4.intoArray(out, oo + r4 * ldo);
    c5.intoArray(out, oo + r5 * ldo);
    c6.intoArray(out, oo + r6 * ldo);
    c7.intoArray(out, oo + r7 * ldo);
  }

  private static void multiply8x2(
      int rows,
      int depth,
      double[] a,
      int ao,
      int lda,
      double[] b,
      int bo,
      double[] in,
      int io,
      int ldi,
      double[] out,
      int oo,
      int ldo) {
    int r1 = Math.min(1, rows - 1);
    int r2 = Math.min(2, rows - 1);
    int r3 = Math.min(3, rows - 1);
    int r4 = Math.min(4, rows - 1);
    int r5 = Math.min(5, rows - 1);
    int r6 = Math.min(6, rows - 1);
    int r7 = Math.min(7, rows - 1);
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
      c10 = DoubleVector.fromArray(SPECIES, in, io + r1 * ldi);
      c11 = DoubleVector.fromArray(SPECIES, in, io + r1 * ldi + LANES);
      c20 = DoubleVector.fromArray(SPECIES, in, io + r2 * ldi);
      c21 = DoubleVector.fromArray(SPECIES, in, io + r2 * ldi + LANES);
      c30 = DoubleVector.fromArray(SPECIES, in, io + r3 * ldi);
      c31 = DoubleVector.fromArray(SPECIES, in, io + r3 * ldi + LANES);
      c40 = DoubleVector.fromArray(SPECIES, in, io + r4 * ldi);
      c41 = DoubleVector.fromArray(SPECIES, in, io + r4 * ldi + LANES);
      c50 = DoubleVector.fromArray(SPECIES, in, io + r5 * ldi);
      c51 = DoubleVector.fromArray(SPECIES, in, io + r5 * ldi + LANES);
      c60 = DoubleVector.fromArray(SPECIES, in, io + r6 * ldi);
      c61 = DoubleVector.fromArray(SPECIES, in, io + r6 * ldi + LANES);
      c70 = DoubleVector.fromArray(SPECIES, in, io + r7 * ldi);
      c71 = DoubleVector.fromArray(SPECIES, in, io + r7 * ldi + LANES);
    }
    int a1 = ao + r1 * lda;
    int a2 = ao + r2 * lda;
    int a3 = ao + r3 * lda;
    int a4 = ao + r4 * lda;
    int a5 = ao + r5 * lda;
    int a6 = ao + r6 * lda;
    int a7 = ao + r7 * lda;
    int bo1 = bo + LANES;
    for (int p = 0; p < depth; p++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bo + p * (2 * LANES));
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bo1 + p * (2 * LANES));
      DoubleVector v0 = DoubleVector.broadcast(SPECIES, a[ao + p]);
      c00 = v0.fma(b0, c00);
      c01 = v0.fma(b1, c01);
      DoubleVector v1 = DoubleVector.broadcast(SPECIES, a[a1 + p]);
      c10 = v1.fma(b0, c10);
      c11 = v1.fma(b1, c11);
      DoubleVector v2 = DoubleVector.broadcast(SPECIES, a[a2 + p]);
      c20 = v2.fma(b0, c20);
      c21 = v2.fma(b1, c21);
      DoubleVector v3 = DoubleVector.broadcast(SPECIES, a[a3 + p]);
      c30 = v3.fma(b0, c30);
      c31 = v3.fma(b1, c31);
      DoubleVector v4 = DoubleVector.broadcast(SPECIES, a[a4 + p]);
      c40 = v4.fma(b0, c40);
      c41 = v4.fma(b1, c41);
      DoubleVector v5 = DoubleVector.broadcast(SPECIES, a[a5 + p]);
      c50 = v5.fma(b0, c50);
      c51 = v5.fma(b1, c51);
      DoubleVector v6 = DoubleVector.broadcast(SPECIES, a[a6 + p]);
      c60 = v6.fma(b0, c60);
      c61 = v6.fma(b1, c61);
      DoubleVector v7 = DoubleVector.broadcast(SPECIES, a[a7 + p]);
      c70 = v7.fma(b0, c70);
      c71 = v7.fma(b1, c71);
    }
    c00.intoArray(out, oo);
    c01.intoArray(out, oo + LANES);
    c10.intoArray(out, oo + r1 * ldo);
    c11.intoArray(out, oo + r1 * ldo + LANES);
    c20.intoArray(out, oo + r2 * ldo);
    c21.intoArray(out, oo + r2 * ldo + LANES);
    c30.intoArray(out, oo + r3 * ldo);
    c31.intoArray(out, oo + r3 * ldo + LANES);
    c40.intoArray(out, oo + r4 * ldo);
    c41.intoArray(out, oo + r4 * ldo + LANES);
    c50.intoArray(out, oo + r5 * ldo);
    c51.intoArray(out, oo + r5 * ldo + LANES);
    c60.intoArray(out, oo + r6 * ldo);
    c61.intoArray(out, oo + r6 * ldo + LANES);
    c70.intoArray(out, oo + r7 * ldo);
    c71.intoArray(out, oo + r7 * ldo + LANES);
  }
}
