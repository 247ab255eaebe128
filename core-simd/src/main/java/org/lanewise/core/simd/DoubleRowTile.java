// Generated from FloatRowTile.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import jdk.incubator.vector.DoubleVector;

/**
 * The tiles of a product whose A is read where it lies, row by row, because too few columns wait
 * for it to be worth packing.
 *
 * <p>Each row needs an index register of its own, and there are few: four rows, and for 512 bits
 * four vectors to have as many sums as the processor wants; eight rows of a single vector. A tile
 * may have fewer rows than its height: the last row is then computed several times over, and its
 * sums stored to one place.
 */
final class DoubleRowTile {
  /** Returns the rows of a tile: one vector a row needs more of them to keep the processor busy. */
  static int rows(int vectors) {
    return vectors == 1 ? 8 : 4;
  }

  /** Vectors in a row of the widest tile. */
  static final int VECTORS = DoubleTile.ROWS == 8 ? 4 : 2;

  private DoubleRowTile() {}

  /**
   * Adds the product of some rows of A and so many vectors of columns of B to a tile.
   *
   * @param rows how many rows the tile has, 1 to {@link #rows}
   * @param vectors how many vectors a row of the tile has, 1 to {@link #VECTORS}
   * @param depth how many steps of k
   * @param a holds the rows from index ao, lda apart
   * @param b holds the columns a step from index bo, steps {@code bStep} apart
   * @param in holds the sums so far, from index io, rows ldi apart; 0 if all begin alike
   * @param out takes the sums, from index oo, rows ldo apart, in ascending order
   */
  static void multiply(
      int rows,
      int vectors,
      int depth,
      double[] a,
      int ao,
      int lda,
      double[] b,
      int bo,
      int bStep,
      double[] in,
      int io,
      int ldi,
      double[] out,
      int oo,
      int ldo) {
    if (vectors == 4) {
      multiply4x4(rows, depth, a, ao, lda, b, bo, bStep, in, io, ldi, out, oo, ldo);
    } else if (vectors == 3) {
      multiply4x3(rows, depth, a, ao, lda, b, bo, bStep, in, io, ldi, out, oo, ldo);
    } else if (vectors == 2) {
      multiply4x2(rows, depth, a, ao, lda, b, bo, bStep, in, io, ldi, out, oo, ldo);
    } else {
      multiply8x1(rows, depth, a, ao, lda, b, bo, bStep, in, io, ldi, out, oo, ldo);
    }
  }

  /** A tile of 4 rows by 4 vectors. */
  private static void multiply4x4(
      int rows,
      int depth,
      double[] a,
      int ao,
      int lda,
      double[] b,
      int bo,
      int bStep,
      double[] in,
      int io,
      int ldi,
      double[] out,
      int oo,
      int ldo) {
    int r1 = Math.min(1, rows - 1);
    int r2 = Math.min(2, rows - 1);
    int r3 = Math.min(3, rows - 1);
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, in, io);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, in, io + LANES);
    DoubleVector c02 = DoubleVector.fromArray(SPECIES, in, io + 2 * LANES);
    DoubleVector c03 = DoubleVector.fromArray(SPECIES, in, io + 3 * LANES);
    DoubleVector c10 = c00;
    DoubleVector c11 = c01;
    DoubleVector c12 = c02;
    DoubleVector c13 = c03;
    DoubleVector c20 = c00;
    DoubleVector c21 = c01;
    DoubleVector c22 = c02;
    DoubleVector c23 = c03;
    DoubleVector c30 = c00;
    DoubleVector c31 = c01;
    DoubleVector c32 = c02;
    DoubleVector c33 = c03;
    if (ldi != 0) {
      c10 = DoubleVector.fromArray(SPECIES, in, io + r1 * ldi);
      c11 = DoubleVector.fromArray(SPECIES, in, io + r1 * ldi + LANES);
      c12 = DoubleVector.fromArray(SPECIES, in, io + r1 * ldi + 2 * LANES);
      c13 = DoubleVector.fromArray(SPECIES, in, io + r1 * ldi + 3 * LANES);
      c20 = DoubleVector.fromArray(SPECIES, in, io + r2 * ldi);
      c21 = DoubleVector.fromArray(SPECIES, in, io + r2 * ldi + LANES);
      c22 = DoubleVector.fromArray(SPECIES, in, io + r2 * ldi + 2 * LANES);
      c23 = DoubleVector.fromArray(SPECIES, in, io + r2 * ldi + 3 * LANES);
      c30 = DoubleVector.fromArray(SPECIES, in, io + r3 * ldi);
      c31 = DoubleVector.fromArray(SPECIES, in, io + r3 * ldi + LANES);
      c32 = DoubleVector.fromArray(SPECIES, in, io + r3 * ldi + 2 * LANES);
      c33 = DoubleVector.fromArray(SPECIES, in, io + r3 * ldi + 3 * LANES);
    }
    int i1 = ao + r1 * lda;
    int i2 = ao + r2 * lda;
    int i3 = ao + r3 * lda;
    for (int p = 0; p < depth; p++) {
      int row = bo + p * bStep;
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, row);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, row + LANES);
      DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, row + 2 * LANES);
      DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, row + 3 * LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ao + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[i1 + p]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[i2 + p]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[i3 + p]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
    }
    c00.intoArray(out, oo);
    c01.intoArray(out, oo + LANES);
    c02.intoArray(out, oo + 2 * LANES);
    c03.intoArray(out, oo + 3 * LANES);
    c10.intoArray(out, oo + r1 * ldo);
    c11.intoArray(out, oo + r1 * ldo + LANES);
    c12.intoArray(out, oo + r1 * ldo + 2 * LANES);
    c13.intoArray(out, oo + r1 * ldo + 3 * LANES);
    c20.intoArray(out, oo + r2 * ldo);
    c21.intoArray(out, oo + r2 * ldo + LANES);
    c22.intoArray(out, oo + r2 * ldo + 2 * LANES);
    c23.intoArray(out, oo + r2 * ldo + 3 * LANES);
    c30.intoArray(out, oo + r3 * ldo);
    c31.intoArray(out, oo + r3 * ldo + LANES);
    c32.intoArray(out, oo + r3 * ldo + 2 * LANES);
    c33.intoArray(out, oo + r3 * ldo + 3 * LANES);
  }

  /** A tile of 4 rows by 3 vectors. */
  private static void multiply4x3(
      int rows,
      int depth,
      double[] a,
      int ao,
      int lda,
      double[] b,
      int bo,
      int bStep,
      double[] in,
      int io,
      int ldi,
      double[] out,
      int oo,
      int ldo) {
    int r1 = Math.min(1, rows - 1);
    int r2 = Math.min(2, rows - 1);
    int r3 = Math.min(3, rows - 1);
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, in, io);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, in, io + LANES);
    DoubleVector c02 = DoubleVector.fromArray(SPECIES, in, io + 2 * LANES);
    DoubleVector c10 = c00;
    DoubleVector c11 = c01;
    DoubleVector c12 = c02;
    DoubleVector c20 = c00;
    DoubleVector c21 = c01;
    DoubleVector c22 = c02;
    DoubleVector c30 = c00;
    DoubleVector c31 = c01;
    DoubleVector c32 = c02;
    if (ldi != 0) {
      c10 = DoubleVector.fromArray(SPECIES, in, io + r1 * ldi);
      c11 = DoubleVector.fromArray(SPECIES, in, io + r1 * ldi + LANES);
      c12 = DoubleVector.fromArray(SPECIES, in, io + r1 * ldi + 2 * LANES);
      c20 = DoubleVector.fromArray(SPECIES, in, io + r2 * ldi);
      c21 = DoubleVector.fromArray(SPECIES, in, io + r2 * ldi + LANES);
      c22 = DoubleVector.fromArray(SPECIES, in, io + r2 * ldi + 2 * LANES);
      c30 = DoubleVector.fromArray(SPECIES, in, io + r3 * ldi);
      c31 = DoubleVector.fromArray(SPECIES, in, io + r3 * ldi + LANES);
      c32 = DoubleVector.fromArray(SPECIES, in, io + r3 * ldi + 2 * LANES);
    }
    int i1 = ao + r1 * lda;
    int i2 = ao + r2 * lda;
    int i3 = ao + r3 * lda;
    for (int p = 0; p < depth; p++) {
      int row = bo + p * bStep;
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, row);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, row + LANES);
      DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, row + 2 * LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ao + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[i1 + p]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[i2 + p]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[i3 + p]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
    }
    c00.intoArray(out, oo);
    c01.intoArray(out, oo + LANES);
    c02.intoArray(out, oo + 2 * LANES);
    c10.intoArray(out, oo + r1 * ldo);
    c11.intoArray(out, oo + r1 * ldo + LANES);
    c12.intoArray(out, oo + r1 * ldo + 2 * LANES);
    c20.intoArray(out, oo + r2 * ldo);
    c21.intoArray(out, oo + r2 * ldo + LANES);
    c22.intoArray(out, oo + r2 * ldo + 2 * LANES);
    c30.intoArray(out, oo + r3 * ldo);
    c31.intoArray(out, oo + r3 * ldo + LANES);
    c32.intoArray(out, oo + r3 * ldo + 2 * LANES);
  }

  /** A tile of 4 rows by 2 vectors. */
  private static void multiply4x2(
      int rows,
      int depth,
      double[] a,
      int ao,
      int lda,
      double[] b,
      int bo,
      int bStep,
      double[] in,
      int io,
      int ldi,
      double[] out,
      int oo,
      int ldo) {
    int r1 = Math.min(1, rows - 1);
    int r2 = Math.min(2, rows - 1);
    int r3 = Math.min(3, rows - 1);
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, in, io);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, in, io + LANES);
    DoubleVector c10 = c00;
    DoubleVector c11 = c01;
    DoubleVector c20 = c00;
    DoubleVector c21 = c01;
    DoubleVector c30 = c00;
    DoubleVector c31 = c01;
    if (ldi != 0) {
      c10 = DoubleVector.fromArray(SPECIES, in, io + r1 * ldi);
      c11 = DoubleVector.fromArray(SPECIES, in, io + r1 * ldi + LANES);
      c20 = DoubleVector.fromArray(SPECIES, in, io + r2 * ldi);
      c21 = DoubleVector.fromArray(SPECIES, in, io + r2 * ldi + LANES);
      c30 = DoubleVector.fromArray(SPECIES, in, io + r3 * ldi);
      c31 = DoubleVector.fromArray(SPECIES, in, io + r3 * ldi + LANES);
    }
    int i1 = ao + r1 * lda;
    int i2 = ao + r2 * lda;
    int i3 = ao + r3 * lda;
    for (int p = 0; p < depth; p++) {
      int row = bo + p * bStep;
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, row);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, row + LANES);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ao + p]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[i1 + p]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[i2 + p]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[i3 + p]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
    }
    c00.intoArray(out, oo);
    c01.intoArray(out, oo + LANES);
    c10.intoArray(out, oo + r1 * ldo);
    c11.intoArray(out, oo + r1 * ldo + LANES);
    c20.intoArray(out, oo + r2 * ldo);
    c21.intoArray(out, oo + r2 * ldo + LANES);
    c30.intoArray(out, oo + r3 * ldo);
    c31.intoArray(out, oo + r3 * ldo + LANES);
  }

  /** A tile of 8 rows by 1 vector. */
  private static void multiply8x1(
      int rows,
      int depth,
      double[] a,
      int ao,
      int lda,
      double[] b,
      int bo,
      int bStep,
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
    DoubleVector c10 = c00;
    DoubleVector c20 = c00;
    DoubleVector c30 = c00;
    DoubleVector c40 = c00;
    DoubleVector c50 = c00;
    DoubleVector c60 = c00;
    DoubleVector c70 = c00;
    if (ldi != 0) {
      c10 = DoubleVector.fromArray(SPECIES, in, io + r1 * ldi);
      c20 = DoubleVector.fromArray(SPECIES, in, io + r2 * ldi);
      c30 = DoubleVector.fromArray(SPECIES, in, io + r3 * ldi);
      c40 = DoubleVector.fromArray(SPECIES, in, io + r4 * ldi);
      c50 = DoubleVector.fromArray(SPECIES, in, io + r5 * ldi);
      c60 = DoubleVector.fromArray(SPECIES, in, io + r6 * ldi);
      c70 = DoubleVector.fromArray(SPECIES, in, io + r7 * ldi);
    }
    int i1 = ao + r1 * lda;
    int i2 = ao + r2 * lda;
    int i3 = ao + r3 * lda;
    int i4 = ao + r4 * lda;
    int i5 = ao + r5 * lda;
    int i6 = ao + r6 * lda;
    int i7 = ao + r7 * lda;
    for (int p = 0; p < depth; p++) {
      int row = bo + p * bStep;
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, row);
      DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ao + p]);
      c00 = a0.fma(b0, c00);
      DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[i1 + p]);
      c10 = a1.fma(b0, c10);
      DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[i2 + p]);
      c20 = a2.fma(b0, c20);
      DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[i3 + p]);
      c30 = a3.fma(b0, c30);
      DoubleVector a4 = DoubleVector.broadcast(SPECIES, a[i4 + p]);
      c40 = a4.fma(b0, c40);
      DoubleVector a5 = DoubleVector.broadcast(SPECIES, a[i5 + p]);
      c50 = a5.fma(b0, c50);
      DoubleVector a6 = DoubleVector.broadcast(SPECIES, a[i6 + p]);
      c60 = a6.fma(b0, c60);
      DoubleVector a7 = DoubleVector.broadcast(SPECIES, a[i7 + p]);
      c70 = a7.fma(b0, c70);
    }
    c00.intoArray(out, oo);
    c10.intoArray(out, oo + r1 * ldo);
    c20.intoArray(out, oo + r2 * ldo);
    c30.intoArray(out, oo + r3 * ldo);
    c40.intoArray(out, oo + r4 * ldo);
    c50.intoArray(out, oo + r5 * ldo);
    c60.intoArray(out, oo + r6 * ldo);
    c70.intoArray(out, oo + r7 * ldo);
  }
}
