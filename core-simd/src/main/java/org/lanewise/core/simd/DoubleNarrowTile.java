// Generated from FloatNarrowTile.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import jdk.incubator.vector.DoubleVector;

/**
 * The tile of a product with fewer columns than a vector has lanes: eight rows of A, read where
 * they lie, by one vector.
 *
 * <p>B lies a vector a step: with a constant distance its bounds are checked before the loop and
 * not in it, and the registers just hold an index for each row. That was 6 to 10 % faster than the
 * single vector of {@link DoubleRowTile}.
 */
final class DoubleNarrowTile {
  /** Rows of a tile. */
  static final int ROWS = 8;

  private DoubleNarrowTile() {}

  /**
   * Returns how many of so many rows, one after the other and with fewer columns than lanes, may be
   * written as whole vectors in ascending order: each runs over into rows that are written later.
   *
   * @param unit the number returned is a multiple of it
   */
  static int overlapping(int count, int columns, int unit) {
    int later = (LANES - 1) / columns;
    return Math.max(0, count - later) / unit * unit;
  }

  /**
   * Adds the product of some rows of A and one vector of columns of B to a tile. With fewer rows
   * than {@link #ROWS} the last one is computed several times over, and stored to one place.
   *
   * @param rows how many rows the tile has, at least 1
   * @param depth how many steps of k
   * @param a holds the rows from index ao, lda apart
   * @param b holds a vector a step from index bo
   * @param in holds the sums so far, from index io, rows ldi apart
   * @param out takes the sums, from index oo, rows ldo apart, in ascending order
   */
  static void multiply(
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
    DoubleVector c1 = DoubleVector.fromArray(SPECIES, in, io + r1 * ldi);
    DoubleVector c2 = DoubleVector.fromArray(SPECIES, in, io + r2 * ldi);
    DoubleVector c3 = DoubleVector.fromArray(SPECIES, in, io + r3 * ldi);
    DoubleVector c4 = DoubleVector.fromArray(SPECIES, in, io + r4 * ldi);
    DoubleVector c5 = DoubleVector.fromArray(SPECIES, in, io + r5 * ldi);
    DoubleVector c6 = DoubleVector.fromArray(SPECIES, in, io + r6 * ldi);
    DoubleVector c7 = DoubleVector.fromArray(SPECIES, in, io + r7 * ldi);
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
}
