package org.lanewise.core.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
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

  static {
    useOperators();
  }

  private FloatSpecies() {}

  /**
   * Uses every operator of the kernels once.
   *
   * <p>Vectors look an operator up in a table that is filled at its first use. Where a first use
   * comes so late that the look-up is being profiled, filling the table counts as something that
   * happens, and JDK 17 compiles it into every operation of every kernel. The largest kernels then
   * exceed what is inlined, and their vectors become objects: with vectors of 256 bits that was so
   * in two processes of five.
   */
  private static void useOperators() {
    FloatVector v = FloatVector.zero(SPECIES);
    v = v.add(v).sub(v).mul(v).div(v).min(v).max(v).fma(v, v).abs().neg().sqrt();
    v.reduceLanes(VectorOperators.MIN);
    v.reduceLanes(VectorOperators.MAX);
    IntVector i = IntVector.zero(INT_SPECIES);
    i = i.add(i).sub(i).min(i).max(i).and(i).or(i);
    i = i.lanewise(VectorOperators.LSHL, 1).lanewise(VectorOperators.LSHR, 1);
    i = i.lanewise(VectorOperators.ASHR, 1);
    i.reduceLanes(VectorOperators.MIN);
    i.reduceLanes(VectorOperators.MAX);
  }
}
