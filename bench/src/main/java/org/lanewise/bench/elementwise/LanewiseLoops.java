package org.lanewise.bench.elementwise;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.lanewise.core.UnaryOp;

/**
 * Functions by the Vector API's own {@code lanewise(EXP)} and {@code lanewise(TANH)}: the
 * platform's vector library where there is one, else lane after lane. Whole vectors only.
 */
public final class LanewiseLoops {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private LanewiseLoops() {}

  /** Returns the loop of a function; empty if the Vector API has no operator for it. */
  public static Optional<FloatMap> of(UnaryOp op) {
    return Optional.ofNullable(
        switch (op.kind().name()) {
          case "EXP" -> LanewiseLoops::exp;
          case "SIGMOID" -> LanewiseLoops::sigmoid;
          case "TANH" -> LanewiseLoops::tanh;
          default -> null;
        });
  }

  private static void exp(float[] x, float[] y) {
    for (int i = 0; i < SPECIES.loopBound(x.length); i += SPECIES.length()) {
      FloatVector.fromArray(SPECIES, x, i).lanewise(VectorOperators.EXP).intoArray(y, i);
    }
  }

  private static void sigmoid(float[] x, float[] y) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < SPECIES.loopBound(x.length); i += SPECIES.length()) {
      FloatVector e = FloatVector.fromArray(SPECIES, x, i).neg().lanewise(VectorOperators.EXP);
      one.div(e.add(one)).intoArray(y, i);
    }
  }

  private static void tanh(float[] x, float[] y) {
    for (int i = 0; i < SPECIES.loopBound(x.length); i += SPECIES.length()) {
      FloatVector.fromArray(SPECIES, x, i).lanewise(VectorOperators.TANH).intoArray(y, i);
    }
  }
}
