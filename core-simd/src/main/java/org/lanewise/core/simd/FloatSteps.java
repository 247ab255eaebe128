package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.FloatAdam;
import org.lanewise.core.scalar.FloatElements;

/** The steps of the optimizers: one pass over the parameters, their moments and their gradients. */
final class FloatSteps {
  private FloatSteps() {}

  static void momentum(
      int n, float rate, float momentum, float[] w, int wo, float[] v, int vo, float[] g, int go) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector velocity =
          FloatVector.broadcast(SPECIES, momentum)
              .fma(
                  FloatVector.fromArray(SPECIES, v, vo + i),
                  FloatVector.fromArray(SPECIES, g, go + i));
      velocity.intoArray(v, vo + i);
      FloatVector.broadcast(SPECIES, -rate)
          .fma(velocity, FloatVector.fromArray(SPECIES, w, wo + i))
          .intoArray(w, wo + i);
    }
    for (; i < n; i++) {
      float velocity = Math.fma(momentum, v[vo + i], g[go + i]);
      v[vo + i] = velocity;
      w[wo + i] = Math.fma(-rate, velocity, w[wo + i]);
    }
  }

  static void adam(
      FloatAdam adam,
      int n,
      float[] w,
      int wo,
      float[] m,
      int mo,
      float[] v,
      int vo,
      float[] g,
      int go) {
    // Locals, since a field might change under the stores to the arrays for all the compiler knows.
    float beta1 = adam.beta1;
    float beta2 = adam.beta2;
    float oneMinusBeta1 = adam.oneMinusBeta1;
    float oneMinusBeta2 = adam.oneMinusBeta2;
    float rootScale = adam.rootScale;
    float epsilon = adam.epsilon;
    float negativeRate = adam.negativeRate;
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector g0 = FloatVector.fromArray(SPECIES, g, go + i);
      FloatVector gradient =
          g0.blend(0f, g0.abs().compare(VectorOperators.LT, FloatElements.TINY_GRADIENT));
      FloatVector m0 =
          FloatVector.broadcast(SPECIES, beta1)
              .fma(FloatVector.fromArray(SPECIES, m, mo + i), gradient.mul(oneMinusBeta1));
      FloatVector first =
          m0.blend(0f, m0.abs().compare(VectorOperators.LT, FloatElements.TINY_MOMENT));
      FloatVector v0 =
          FloatVector.broadcast(SPECIES, beta2)
              .fma(
                  FloatVector.fromArray(SPECIES, v, vo + i),
                  gradient.mul(oneMinusBeta2).mul(gradient));
      FloatVector second =
          v0.blend(0f, v0.abs().compare(VectorOperators.LT, FloatElements.TINY_MOMENT));
      first.intoArray(m, mo + i);
      second.intoArray(v, vo + i);
      FloatVector scaledRoot = second.sqrt().fma(rootScale, epsilon);
      FloatVector.broadcast(SPECIES, negativeRate)
          .fma(first.div(scaledRoot), FloatVector.fromArray(SPECIES, w, wo + i))
          .intoArray(w, wo + i);
    }
    for (; i < n; i++) {
      adam.step(w, wo + i, m, mo + i, v, vo + i, g[go + i]);
    }
  }
}
