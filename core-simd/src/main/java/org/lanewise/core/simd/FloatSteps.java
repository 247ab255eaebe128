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
          FloatVector.broadcast(SPECIES, momentum).fma(load(v, vo + i), load(g, go + i));
      velocity.intoArray(v, vo + i);
      FloatVector.broadcast(SPECIES, -rate).fma(velocity, load(w, wo + i)).intoArray(w, wo + i);
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
      FloatVector gradient = flush(load(g, go + i), FloatElements.TINY_GRADIENT);
      FloatVector first =
          flush(
              FloatVector.broadcast(SPECIES, beta1)
                  .fma(load(m, mo + i), gradient.mul(oneMinusBeta1)),
              FloatElements.TINY_MOMENT);
      FloatVector second =
          flush(
              FloatVector.broadcast(SPECIES, beta2)
                  .fma(load(v, vo + i), gradient.mul(oneMinusBeta2).mul(gradient)),
              FloatElements.TINY_MOMENT);
      first.intoArray(m, mo + i);
      second.intoArray(v, vo + i);
      FloatVector scaledRoot = second.sqrt().fma(rootScale, epsilon);
      FloatVector.broadcast(SPECIES, negativeRate)
          .fma(first.div(scaledRoot), load(w, wo + i))
          .intoArray(w, wo + i);
    }
    for (; i < n; i++) {
      adam.step(w, wo + i, m, mo + i, v, vo + i, g[go + i]);
    }
  }

  private static FloatVector flush(FloatVector x, float threshold) {
    return x.blend(0f, x.abs().compare(VectorOperators.LT, threshold));
  }

  private static FloatVector load(float[] x, int index) {
    return FloatVector.fromArray(SPECIES, x, index);
  }
}
