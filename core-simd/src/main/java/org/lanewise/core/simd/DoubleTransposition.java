// Generated from FloatTransposition.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * Transposes {@code LANES} rows into a strip, square block by square block, in registers.
 *
 * <p>Element (row, column) sits in vector {@code row} and lane {@code column}; transposing swaps
 * each bit of the one with the same bit of the other. One swap is an exchange between two vectors:
 * lanes that stay are kept, the others come from the partner, moved by the weight of the bit. Both
 * sets of lanes that move are gathered in one vector first, so that a swap needs one rearrangement,
 * which JDK 17 checks anew each time; the last swap of 16 lanes shifts pairs instead. The high bits
 * are swapped on the way into a buffer and the low bits on the way out of it, four vectors at a
 * time, which is what the compiler keeps in registers. For 8 and 16 lanes.
 */
final class DoubleTransposition {
  private static final VectorShuffle<Double> HIGH = exchange(LANES / 2);
  private static final VectorShuffle<Double> SECOND = exchange(LANES / 4);
  private static final VectorShuffle<Double> TWO = exchange(2);
  private static final VectorShuffle<Double> ONE = exchange(1);
  private static final VectorMask<Double> IN_HIGH = lanesWith(LANES / 2);
  private static final VectorMask<Double> IN_SECOND = lanesWith(LANES / 4);
  private static final VectorMask<Double> IN_TWO = lanesWith(2);
  private static final VectorMask<Double> IN_ONE = lanesWith(1);

  /** The low and the high half of each pair of double lanes. */
  private static final LongVector LOW =
      LongVector.broadcast(SPECIES.withLanes(long.class), -1L >>> 32);

  private static final LongVector HIGH_HALF =
      LongVector.broadcast(SPECIES.withLanes(long.class), -1L << 32);

  /** Columns that go through the buffer at a time: it must stay in the nearest cache. */
  private static final int MOST_COLUMNS = 128;

  /** Elements that the buffer holds. */
  static final int SCRATCH = LANES * MOST_COLUMNS;

  private DoubleTransposition() {}

  private static VectorShuffle<Double> exchange(int bit) {
    return VectorShuffle.fromOp(SPECIES, lane -> lane ^ bit);
  }

  private static VectorMask<Double> lanesWith(int bit) {
    boolean[] lanes = new boolean[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      lanes[lane] = (lane & bit) != 0;
    }
    return VectorMask.fromArray(SPECIES, lanes, 0);
  }

  /**
   * Transposes so many columns of {@code LANES} rows.
   *
   * @param columns a multiple of {@code LANES}
   * @param source holds the rows from index from, laneStep apart
   * @param packed takes a vector a column from index to, step apart
   * @param scratch room for {@link #SCRATCH} values
   */
  static void transpose(
      int columns,
      double[] source,
      int from,
      int laneStep,
      double[] packed,
      int to,
      int step,
      double[] scratch) {
    for (int p = 0; p < columns; p += MOST_COLUMNS) {
      int count = Math.min(MOST_COLUMNS, columns - p);
      swapHighBits(count, source, from + p, laneStep, scratch);
      swapLowBits(count, scratch, packed, to + p * step, step);
    }
  }

  /**
   * Transposes fewer columns than lanes, and reads as many of each row as there are lanes.
   *
   * @return how many columns were transposed: those of whole quarters of a vector
   */
  static int transposePart(
      int columns,
      double[] source,
      int from,
      int laneStep,
      double[] packed,
      int to,
      int step,
      double[] scratch) {
    swapHighBits(LANES, source, from, laneStep, scratch);
    int count = columns - columns % (LANES / 4);
    swapLowBits(count, scratch, packed, to, step);
    return count;
  }

  /** Swaps the bits that are left, for a multiple of a quarter of the lanes. */
  private static void swapLowBits(
      int columns, double[] scratch, double[] packed, int to, int step) {
    if (LANES == 16) {
      swapTwoBits(columns, scratch, packed, to, step);
    } else {
      swapLastBit(columns, scratch, packed, to, step);
    }
  }

  private static void swapHighBits(
      int columns, double[] source, int from, int laneStep, double[] scratch) {
    int quarter = LANES / 4;
    for (int c = 0; c < quarter; c++) {
      int row = from + c * laneStep;
      swapHighBits(columns, source, row, quarter * laneStep, scratch, c * LANES);
    }
  }

  /**
   * Swaps the two high bits for four rows a quarter of the lanes apart; blocks in the buffer are a
   * vector a row.
   */
  private static void swapHighBits(
      int columns, double[] source, int from, int rowStep, double[] scratch, int at) {
    for (int p = 0; p < columns; p += LANES) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, source, from + p);
      DoubleVector b = DoubleVector.fromArray(SPECIES, source, from + rowStep + p);
      DoubleVector c = DoubleVector.fromArray(SPECIES, source, from + 2 * rowStep + p);
      DoubleVector d = DoubleVector.fromArray(SPECIES, source, from + 3 * rowStep + p);
      DoubleVector ac = c.blend(a, IN_HIGH).rearrange(HIGH);
      DoubleVector bd = d.blend(b, IN_HIGH).rearrange(HIGH);
      DoubleVector a1 = a.blend(ac, IN_HIGH);
      DoubleVector c1 = ac.blend(c, IN_HIGH);
      DoubleVector b1 = b.blend(bd, IN_HIGH);
      DoubleVector d1 = bd.blend(d, IN_HIGH);
      DoubleVector ab = b1.blend(a1, IN_SECOND).rearrange(SECOND);
      DoubleVector cd = d1.blend(c1, IN_SECOND).rearrange(SECOND);
      int block = at + p * LANES;
      int quarter = LANES / 4 * LANES;
      a1.blend(ab, IN_SECOND).intoArray(scratch, block);
      ab.blend(b1, IN_SECOND).intoArray(scratch, block + quarter);
      c1.blend(cd, IN_SECOND).intoArray(scratch, block + 2 * quarter);
      cd.blend(d1, IN_SECOND).intoArray(scratch, block + 3 * quarter);
    }
  }

  /** Swaps the bits of weight 2 and 1, for 16 lanes. */
  private static void swapTwoBits(
      int columns, double[] scratch, double[] packed, int to, int step) {
    for (int p = 0; p < columns; p += 4) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, scratch, p * LANES);
      DoubleVector b = DoubleVector.fromArray(SPECIES, scratch, p * LANES + LANES);
      DoubleVector c = DoubleVector.fromArray(SPECIES, scratch, p * LANES + 2 * LANES);
      DoubleVector d = DoubleVector.fromArray(SPECIES, scratch, p * LANES + 3 * LANES);
      DoubleVector ac = c.blend(a, IN_TWO).rearrange(TWO);
      DoubleVector bd = d.blend(b, IN_TWO).rearrange(TWO);
      LongVector a1 = a.blend(ac, IN_TWO).reinterpretAsLongs();
      LongVector c1 = ac.blend(c, IN_TWO).reinterpretAsLongs();
      LongVector b1 = b.blend(bd, IN_TWO).reinterpretAsLongs();
      LongVector d1 = bd.blend(d, IN_TWO).reinterpretAsLongs();
      int at = to + p * step;
      a1.and(LOW)
          .or(b1.lanewise(VectorOperators.LSHL, Integer.SIZE))
          .reinterpretAsDoubles()
          .intoArray(packed, at);
      a1.lanewise(VectorOperators.LSHR, Integer.SIZE)
          .or(b1.and(HIGH_HALF))
          .reinterpretAsDoubles()
          .intoArray(packed, at + step);
      c1.and(LOW)
          .or(d1.lanewise(VectorOperators.LSHL, Integer.SIZE))
          .reinterpretAsDoubles()
          .intoArray(packed, at + 2 * step);
      c1.lanewise(VectorOperators.LSHR, Integer.SIZE)
          .or(d1.and(HIGH_HALF))
          .reinterpretAsDoubles()
          .intoArray(packed, at + 3 * step);
    }
  }

  /** Swaps the bit of weight 1, for 8 lanes. */
  private static void swapLastBit(
      int columns, double[] scratch, double[] packed, int to, int step) {
    for (int p = 0; p < columns; p += 2) {
      DoubleVector a = DoubleVector.fromArray(SPECIES, scratch, p * LANES);
      DoubleVector b = DoubleVector.fromArray(SPECIES, scratch, p * LANES + LANES);
      DoubleVector ab = b.blend(a, IN_ONE).rearrange(ONE);
      int at = to + p * step;
      a.blend(ab, IN_ONE).intoArray(packed, at);
      ab.blend(b, IN_ONE).intoArray(packed, at + step);
    }
  }
}
