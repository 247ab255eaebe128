package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Transposes {@code LANES} rows into a strip, square block by square block, in registers.
 *
 * <p>Element (row, column) sits in vector {@code row} and lane {@code column}; transposing swaps
 * each bit of the one with the same bit of the other. One swap is an exchange between two vectors:
 * lanes that stay are kept, the others come from the partner, moved by the weight of the bit. The
 * high bits are swapped on the way into a buffer and the low bits on the way out of it, four
 * vectors at a time, which is what the compiler keeps in registers. For 8 and 16 lanes.
 */
final class FloatTransposition {
  private static final VectorShuffle<Float> HIGH = exchange(LANES / 2);
  private static final VectorShuffle<Float> SECOND = exchange(LANES / 4);
  private static final VectorShuffle<Float> TWO = exchange(2);
  private static final VectorShuffle<Float> ONE = exchange(1);
  private static final VectorMask<Float> IN_HIGH = lanesWith(LANES / 2);
  private static final VectorMask<Float> IN_SECOND = lanesWith(LANES / 4);
  private static final VectorMask<Float> IN_TWO = lanesWith(2);
  private static final VectorMask<Float> IN_ONE = lanesWith(1);

  private FloatTransposition() {}

  private static VectorShuffle<Float> exchange(int bit) {
    return VectorShuffle.fromOp(SPECIES, lane -> lane ^ bit);
  }

  private static VectorMask<Float> lanesWith(int bit) {
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
   * @param scratch room for {@code LANES * columns} values
   */
  static void transpose(
      int columns,
      float[] source,
      int from,
      int laneStep,
      float[] packed,
      int to,
      int step,
      float[] scratch) {
    int quarter = LANES / 4;
    for (int c = 0; c < quarter; c++) {
      swapHighBits(columns, source, from + c * laneStep, quarter * laneStep, scratch, c * LANES);
    }
    if (LANES == 16) {
      swapTwoBits(columns, scratch, packed, to, step);
    } else {
      swapLastBit(columns, scratch, packed, to, step);
    }
  }

  /**
   * Swaps the two high bits for four rows a quarter of the lanes apart; blocks in the buffer are a
   * vector a row.
   */
  private static void swapHighBits(
      int columns, float[] source, int from, int rowStep, float[] scratch, int at) {
    for (int p = 0; p < columns; p += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, source, from + p);
      FloatVector b = FloatVector.fromArray(SPECIES, source, from + rowStep + p);
      FloatVector c = FloatVector.fromArray(SPECIES, source, from + 2 * rowStep + p);
      FloatVector d = FloatVector.fromArray(SPECIES, source, from + 3 * rowStep + p);
      FloatVector ac = a.blend(c.rearrange(HIGH), IN_HIGH);
      FloatVector ca = a.rearrange(HIGH).blend(c, IN_HIGH);
      FloatVector bd = b.blend(d.rearrange(HIGH), IN_HIGH);
      FloatVector db = b.rearrange(HIGH).blend(d, IN_HIGH);
      int block = at + p * LANES;
      int quarter = LANES / 4 * LANES;
      ac.blend(bd.rearrange(SECOND), IN_SECOND).intoArray(scratch, block);
      ac.rearrange(SECOND).blend(bd, IN_SECOND).intoArray(scratch, block + quarter);
      ca.blend(db.rearrange(SECOND), IN_SECOND).intoArray(scratch, block + 2 * quarter);
      ca.rearrange(SECOND).blend(db, IN_SECOND).intoArray(scratch, block + 3 * quarter);
    }
  }

  /** Swaps the bits of weight 2 and 1, for 16 lanes. */
  private static void swapTwoBits(int columns, float[] scratch, float[] packed, int to, int step) {
    for (int p = 0; p < columns; p += 4) {
      FloatVector a = FloatVector.fromArray(SPECIES, scratch, p * LANES);
      FloatVector b = FloatVector.fromArray(SPECIES, scratch, p * LANES + LANES);
      FloatVector c = FloatVector.fromArray(SPECIES, scratch, p * LANES + 2 * LANES);
      FloatVector d = FloatVector.fromArray(SPECIES, scratch, p * LANES + 3 * LANES);
      FloatVector ac = a.blend(c.rearrange(TWO), IN_TWO);
      FloatVector ca = a.rearrange(TWO).blend(c, IN_TWO);
      FloatVector bd = b.blend(d.rearrange(TWO), IN_TWO);
      FloatVector db = b.rearrange(TWO).blend(d, IN_TWO);
      int at = to + p * step;
      ac.blend(bd.rearrange(ONE), IN_ONE).intoArray(packed, at);
      ac.rearrange(ONE).blend(bd, IN_ONE).intoArray(packed, at + step);
      ca.blend(db.rearrange(ONE), IN_ONE).intoArray(packed, at + 2 * step);
      ca.rearrange(ONE).blend(db, IN_ONE).intoArray(packed, at + 3 * step);
    }
  }

  /** Swaps the bit of weight 1, for 8 lanes. */
  private static void swapLastBit(int columns, float[] scratch, float[] packed, int to, int step) {
    for (int p = 0; p < columns; p += 2) {
      FloatVector a = FloatVector.fromArray(SPECIES, scratch, p * LANES);
      FloatVector b = FloatVector.fromArray(SPECIES, scratch, p * LANES + LANES);
      int at = to + p * step;
      a.blend(b.rearrange(ONE), IN_ONE).intoArray(packed, at);
      a.rearrange(ONE).blend(b, IN_ONE).intoArray(packed, at + step);
    }
  }
}
