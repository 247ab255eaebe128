package org.lanewise.bench.ceiling;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A loop of fused multiply-adds on {@code float} lanes that never leaves the registers: the peak.
 *
 * <p>Thirteen independent chains hide a latency of up to six cycles on two multipliers, and leave
 * room for the two factors among the sixteen registers of AVX2. They also make the method too large
 * to be inlined (325 bytes): compiled once, by itself, it is as fast whoever calls it. Inlined into
 * a measurement it was now and then left to a slower form.
 */
public final class FloatPeak {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int CHAINS = 13;

  private FloatPeak() {}

  /** Returns the operations of a loop: a multiplication and an addition in each lane. */
  public static double operations(int iterations) {
    return 2.0 * CHAINS * SPECIES.length() * iterations;
  }

  /** Runs the loop; the result is of no use but to keep the compiler from dropping it. */
  public static float run(int iterations) {
    // x -> x * factor + term stays near 1, so no number becomes subnormal or infinite.
    FloatVector factor = FloatVector.broadcast(SPECIES, 0.999999f);
    FloatVector term = FloatVector.broadcast(SPECIES, 1e-6f);
    FloatVector x0 = FloatVector.broadcast(SPECIES, 1.00f);
    FloatVector x1 = FloatVector.broadcast(SPECIES, 1.01f);
    FloatVector x2 = FloatVector.broadcast(SPECIES, 1.02f);
    FloatVector x3 = FloatVector.broadcast(SPECIES, 1.03f);
    FloatVector x4 = FloatVector.broadcast(SPECIES, 1.04f);
    FloatVector x5 = FloatVector.broadcast(SPECIES, 1.05f);
    FloatVector x6 = FloatVector.broadcast(SPECIES, 1.06f);
    FloatVector x7 = FloatVector.broadcast(SPECIES, 1.07f);
    FloatVector x8 = FloatVector.broadcast(SPECIES, 1.08f);
    FloatVector x9 = FloatVector.broadcast(SPECIES, 1.09f);
    FloatVector x10 = FloatVector.broadcast(SPECIES, 1.10f);
    FloatVector x11 = FloatVector.broadcast(SPECIES, 1.11f);
    FloatVector x12 = FloatVector.broadcast(SPECIES, 1.12f);
    for (int i = 0; i < iterations; i++) {
      x0 = x0.fma(factor, term);
      x1 = x1.fma(factor, term);
      x2 = x2.fma(factor, term);
      x3 = x3.fma(factor, term);
      x4 = x4.fma(factor, term);
      x5 = x5.fma(factor, term);
      x6 = x6.fma(factor, term);
      x7 = x7.fma(factor, term);
      x8 = x8.fma(factor, term);
      x9 = x9.fma(factor, term);
      x10 = x10.fma(factor, term);
      x11 = x11.fma(factor, term);
      x12 = x12.fma(factor, term);
    }
    return x0.add(x1)
        .add(x2)
        .add(x3)
        .add(x4)
        .add(x5)
        .add(x6)
        .add(x7)
        .add(x8)
        .add(x9)
        .add(x10)
        .add(x11)
        .add(x12)
        .reduceLanes(VectorOperators.ADD);
  }
}
