package org.lanewise.bench.ceiling;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Reads an array as fast as vectors can, with eight sums so that no addition waits for another. */
public final class ReadLoop {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private ReadLoop() {}

  /** Reads whole blocks of eight vectors; the few floats after them are left out. */
  public static float run(float[] x) {
    FloatVector s0 = FloatVector.broadcast(SPECIES, 0f);
    FloatVector s1 = FloatVector.broadcast(SPECIES, 1f);
    FloatVector s2 = FloatVector.broadcast(SPECIES, 2f);
    FloatVector s3 = FloatVector.broadcast(SPECIES, 3f);
    FloatVector s4 = FloatVector.broadcast(SPECIES, 4f);
    FloatVector s5 = FloatVector.broadcast(SPECIES, 5f);
    FloatVector s6 = FloatVector.broadcast(SPECIES, 6f);
    FloatVector s7 = FloatVector.broadcast(SPECIES, 7f);
    int bound = x.length / (8 * LANES) * (8 * LANES);
    for (int i = 0; i < bound; i += 8 * LANES) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, i));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, i + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, i + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, i + 3 * LANES));
      s4 = s4.add(FloatVector.fromArray(SPECIES, x, i + 4 * LANES));
      s5 = s5.add(FloatVector.fromArray(SPECIES, x, i + 5 * LANES));
      s6 = s6.add(FloatVector.fromArray(SPECIES, x, i + 6 * LANES));
      s7 = s7.add(FloatVector.fromArray(SPECIES, x, i + 7 * LANES));
    }
    FloatVector sum = s0.add(s1).add(s2.add(s3)).add(s4.add(s5).add(s6.add(s7)));
    return sum.reduceLanes(VectorOperators.ADD);
  }
}
