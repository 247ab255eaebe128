package org.lanewise.core.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The vector shape of every double kernel: the widest that the processor prefers. */
final class DoubleSpecies {

  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /** Long lanes of the same shape and count, for the bits of the double lanes. */
  static final VectorSpecies<Long> LONG_SPECIES = SPECIES.withLanes(long.class);

  static final int LANES = SPECIES.length();

  /** The size of one lane in bits. */
  static final int LANE_BITS = Double.SIZE;

  /**
   * Whether comparisons of lanes are compiled: not for vectors of two lanes, whose masks are
   * objects. Operations that compare are then left to the plain loops.
   */
  static final boolean COMPARES = LANES > 2;

  static {
    useOperators();
  }

  private DoubleSpecies() {}

  /** Uses every operator of the kernels once; {@link FloatSpecies} says why. */
  private static void useOperators() {
    DoubleVector v = DoubleVector.zero(SPECIES);
    v = v.add(v).sub(v).mul(v).div(v).min(v).max(v).fma(v, v).abs().neg().sqrt();
    v.reduceLanes(VectorOperators.MIN);
    v.reduceLanes(VectorOperators.MAX);
    LongVector i = LongVector.zero(LONG_SPECIES);
    i = i.add(i).sub(i).min(i).max(i).and(i).or(i);
    i = i.lanewise(VectorOperators.LSHL, 1).lanewise(VectorOperators.LSHR, 1);
    i = i.lanewise(VectorOperators.ASHR, 1);
    i.reduceLanes(VectorOperators.MIN);
    i.reduceLanes(VectorOperators.MAX);
  }
}
