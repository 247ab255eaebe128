// Generated from FloatSteps.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.DoubleAdam;
import org.lanewise.core.scalar.DoubleElements;

/** The steps of the optimizers: one pass over the parameters, their moments and their gradients. */
final class DoubleSteps {
  private DoubleSteps() {}

  static void momentum(
      int n,
      double rate,
      double momentum,
      double[] w,
      int wo,
      double[] v,
      int vo,
      double[] g,
      int go) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector velocity =
          DoubleVector.broadcast(SPECIES, momentum)
              .fma(
                  DoubleVector.fromArray(SPECIES, v, vo + i),
                  DoubleVector.fromArray(SPECIES, g, go + i));
      velocity.intoArray(v, vo + i);
      DoubleVector.broadcast(SPECIES, -rate)
          .fma(velocity, DoubleVector.fromArray(SPECIES, w, wo + i))
          .intoArray(w, wo + i);
    }
    for (; i < n; i++) {
      double velocity = Math.fma(momentum, v[vo + i], g[go + i]);
      v[vo + i] = velocity;
      w[wo + i] = Math.fma(-rate, velocity, w[wo + i]);
    }
  }

  static void adam(
      DoubleAdam adam,
      int n,
      double[] w,
      int wo,
      double[] m,
      int mo,
      double[] v,
      int vo,
      double[] g,
      int go) {
    // Locals, since a field might change under the stores to the arrays for all the compiler knows.
    double beta1 = adam.beta1;
    double beta2 = adam.beta2;
    double oneMinusBeta1 = adam.oneMinusBeta1;
    double oneMinusBeta2 = adam.oneMinusBeta2;
    double rootScale = adam.rootScale;
    double epsilon = adam.epsilon;
    double negativeRate = adam.negativeRate;
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      DoubleVector g0 = DoubleVector.fromArray(SPECIES, g, go + i);
      DoubleVector gradient =
          g0.blend(0.0, g0.abs().compare(VectorOperators.LT, DoubleElements.TINY_GRADIENT));
      DoubleVector m0 =
          DoubleVector.broadcast(SPECIES, beta1)
              .fma(DoubleVector.fromArray(SPECIES, m, mo + i), gradient.mul(oneMinusBeta1));
      DoubleVector first =
          m0.blend(0.0, m0.abs().compare(VectorOperators.LT, DoubleElements.TINY_MOMENT));
      DoubleVector v0 =
          DoubleVector.broadcast(SPECIES, beta2)
              .fma(
                  DoubleVector.fromArray(SPECIES, v, vo + i),
                  gradient.mul(oneMinusBeta2).mul(gradient));
      DoubleVector second =
          v0.blend(0.0, v0.abs().compare(VectorOperators.LT, DoubleElements.TINY_MOMENT));
      first.intoArray(m, mo + i);
      second.intoArray(v, vo + i);
      DoubleVector scaledRoot = second.sqrt().fma(rootScale, epsilon);
      DoubleVector.broadcast(SPECIES, negativeRate)
          .fma(first.div(scaledRoot), DoubleVector.fromArray(SPECIES, w, wo + i))
          .intoArray(w, wo + i);
    }
    for (; i < n; i++) {
      adam.step(w, wo + i, m, mo + i, v, vo + i, g[go + i]);
    }
  }
}
