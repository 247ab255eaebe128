package org.lanewise.core.simd;

import jdk.incubator.vector.DoubleVector;
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

  private DoubleSpecies() {}
}
