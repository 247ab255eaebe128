package org.lanewise.core.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector shape of every float kernel: the widest that the processor prefers. */
final class FloatSpecies {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Integer lanes of the same shape and count, for the bits of the float lanes. */
  static final VectorSpecies<Integer> INT_SPECIES = SPECIES.withLanes(int.class);

  static final int LANES = SPECIES.length();

  /** The size of one lane in bits. */
  static final int LANE_BITS = Float.SIZE;

  /**
   * Whether comparisons of lanes are compiled: not for vectors of two lanes, whose masks are
   * objects. Operations that compare are then left to the plain loops.
   */
  static final boolean COMPARES = LANES > 2;

  private FloatSpecies() {}
}
