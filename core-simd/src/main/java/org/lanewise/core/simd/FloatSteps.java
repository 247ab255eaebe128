package org.lanewise.core.simd;

import static org.lanewise.core.scalar.FloatElements.TINY_GRADIENT;
import static org.lanewise.core.scalar.FloatElements.TINY_MOMENT;
import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.FloatStep;

/**
 * The steps of the optimizers: one pass over the parameters, their gradients and their moments.
 * Every loop takes full vectors of all of them, whether it needs them or not; {@link FloatStep}
 * does the tail. The formulas are there too.
 */
final class FloatSteps {
  /** One for each constant of {@code StepRule.Kind}. */
  private static final MethodHandle[] KERNELS =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              FloatStep.class,
              int.class,
              float[].class,
              int.class,
              float[].class,
              int.class,
              float[].class,
              int.class,
              float[].class,
              int.class,
              float[].class,
              int.class),
          "descent",
          "momentum",
          "momentum",
          "scaled",
          "scaled",
          "centered",
          "centered",
          "adadelta",
          "adam",
          "amsgrad",
          "adamax",
          "adam");

  private FloatSteps() {}

  static void apply(
      FloatStep step,
      int n,
      float[] w,
      int wo,
      float[] g,
      int go,
      float[] m,
      int mo,
      float[] v,
      int vo,
      float[] u,
      int uo) {
    int bound = SPECIES.loopBound(n);
    try {
      KERNELS[step.kind.ordinal()].invokeExact(step, bound, w, wo, g, go, m, mo, v, vo, u, uo);
    } catch (Throwable e) {
      throw KernelTable.unchecked(e);
    }
    for (int i = bound; i < n; i++) {
      step.step(w, wo + i, g, go + i, m, mo + i, v, vo + i, u, uo + i);
    }
  }

  /** Returns x with lanes below a threshold set to 0. */
  private static FloatVector flush(FloatVector x, float threshold) {
    return x.blend(0f, x.abs().compare(VectorOperators.LT, threshold));
  }

  // Factors are locals of the loops below, since a field might change under the stores to the
  // arrays for all the compiler knows.

  static void descent(
      FloatStep step,
      int n,
      float[] w,
      int wo,
      float[] g,
      int go,
      float[] m,
      int mo,
      float[] v,
      int vo,
      float[] u,
      int uo) {
    float keep = step.keep;
    float negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      FloatVector gradient = flush(FloatVector.fromArray(SPECIES, g, go + i), TINY_MOMENT);
      FloatVector x = flush(FloatVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      FloatVector.broadcast(SPECIES, negativeRate).fma(gradient, x).intoArray(w, wo + i);
    }
  }

  static void momentum(
      FloatStep step,
      int n,
      float[] w,
      int wo,
      float[] g,
      int go,
      float[] m,
      int mo,
      float[] v,
      int vo,
      float[] u,
      int uo) {
    float keep = step.keep;
    float momentum = step.beta1;
    float momentWeight = step.momentWeight;
    float gradientWeight = step.gradientWeight;
    float negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      FloatVector gradient = flush(FloatVector.fromArray(SPECIES, g, go + i), TINY_MOMENT);
      FloatVector velocity =
          flush(
              FloatVector.broadcast(SPECIES, momentum)
                  .fma(FloatVector.fromArray(SPECIES, m, mo + i), gradient),
              TINY_MOMENT);
      velocity.intoArray(m, mo + i);
      FloatVector direction =
          FloatVector.broadcast(SPECIES, momentWeight).fma(velocity, gradient.mul(gradientWeight));
      FloatVector x = flush(FloatVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      FloatVector.broadcast(SPECIES, negativeRate).fma(direction, x).intoArray(w, wo + i);
    }
  }

  static void scaled(
      FloatStep step,
      int n,
      float[] w,
      int wo,
      float[] g,
      int go,
      float[] m,
      int mo,
      float[] v,
      int vo,
      float[] u,
      int uo) {
    float keep = step.keep;
    float beta2 = step.beta2;
    float oneMinusBeta2 = step.oneMinusBeta2;
    float epsilon = step.epsilon;
    float negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      FloatVector gradient = flush(FloatVector.fromArray(SPECIES, g, go + i), TINY_GRADIENT);
      FloatVector square =
          flush(
              FloatVector.broadcast(SPECIES, beta2)
                  .fma(
                      FloatVector.fromArray(SPECIES, m, mo + i),
                      gradient.mul(oneMinusBeta2).mul(gradient)),
              TINY_MOMENT);
      square.intoArray(m, mo + i);
      FloatVector x = flush(FloatVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      FloatVector.broadcast(SPECIES, negativeRate)
          .fma(gradient.div(square.sqrt().add(epsilon)), x)
          .intoArray(w, wo + i);
    }
  }

  static void centered(
      FloatStep step,
      int n,
      float[] w,
      int wo,
      float[] g,
      int go,
      float[] m,
      int mo,
      float[] v,
      int vo,
      float[] u,
      int uo) {
    float keep = step.keep;
    float momentum = step.beta1;
    float beta2 = step.beta2;
    float oneMinusBeta2 = step.oneMinusBeta2;
    float centering = step.centering;
    float epsilon = step.epsilon;
    float negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      FloatVector gradient = flush(FloatVector.fromArray(SPECIES, g, go + i), TINY_GRADIENT);
      FloatVector square =
          flush(
              FloatVector.broadcast(SPECIES, beta2)
                  .fma(
                      FloatVector.fromArray(SPECIES, m, mo + i),
                      gradient.mul(oneMinusBeta2).mul(gradient)),
              TINY_MOMENT);
      square.intoArray(m, mo + i);
      FloatVector mean =
          flush(
              FloatVector.broadcast(SPECIES, beta2)
                  .fma(FloatVector.fromArray(SPECIES, v, vo + i), gradient.mul(oneMinusBeta2)),
              TINY_GRADIENT);
      mean.intoArray(v, vo + i);
      FloatVector variance = square.sub(mean.mul(centering).mul(mean)).max(0f);
      FloatVector velocity =
          flush(
              FloatVector.broadcast(SPECIES, momentum)
                  .fma(
                      FloatVector.fromArray(SPECIES, u, uo + i),
                      gradient.div(variance.sqrt().add(epsilon))),
              TINY_MOMENT);
      velocity.intoArray(u, uo + i);
      FloatVector x = flush(FloatVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      FloatVector.broadcast(SPECIES, negativeRate).fma(velocity, x).intoArray(w, wo + i);
    }
  }

  static void adadelta(
      FloatStep step,
      int n,
      float[] w,
      int wo,
      float[] g,
      int go,
      float[] m,
      int mo,
      float[] v,
      int vo,
      float[] u,
      int uo) {
    float keep = step.keep;
    float beta2 = step.beta2;
    float oneMinusBeta2 = step.oneMinusBeta2;
    float epsilon = step.epsilon;
    float negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      FloatVector gradient = flush(FloatVector.fromArray(SPECIES, g, go + i), TINY_GRADIENT);
      FloatVector square =
          flush(
              FloatVector.broadcast(SPECIES, beta2)
                  .fma(
                      FloatVector.fromArray(SPECIES, m, mo + i),
                      gradient.mul(oneMinusBeta2).mul(gradient)),
              TINY_MOMENT);
      square.intoArray(m, mo + i);
      FloatVector past = FloatVector.fromArray(SPECIES, v, vo + i);
      FloatVector ratio = past.add(epsilon).sqrt().div(square.add(epsilon).sqrt());
      FloatVector delta = flush(ratio.mul(gradient), TINY_GRADIENT);
      flush(
              FloatVector.broadcast(SPECIES, beta2).fma(past, delta.mul(oneMinusBeta2).mul(delta)),
              TINY_MOMENT)
          .intoArray(v, vo + i);
      FloatVector x = flush(FloatVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      FloatVector.broadcast(SPECIES, negativeRate).fma(delta, x).intoArray(w, wo + i);
    }
  }

  static void adam(
      FloatStep step,
      int n,
      float[] w,
      int wo,
      float[] g,
      int go,
      float[] m,
      int mo,
      float[] v,
      int vo,
      float[] u,
      int uo) {
    float keep = step.keep;
    float beta1 = step.beta1;
    float oneMinusBeta1 = step.oneMinusBeta1;
    float beta2 = step.beta2;
    float oneMinusBeta2 = step.oneMinusBeta2;
    float rootScale = step.rootScale;
    float epsilon = step.epsilon;
    float momentWeight = step.momentWeight;
    float gradientWeight = step.gradientWeight;
    float negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      FloatVector gradient = flush(FloatVector.fromArray(SPECIES, g, go + i), TINY_GRADIENT);
      FloatVector first =
          flush(
              FloatVector.broadcast(SPECIES, beta1)
                  .fma(FloatVector.fromArray(SPECIES, m, mo + i), gradient.mul(oneMinusBeta1)),
              TINY_MOMENT);
      FloatVector second =
          flush(
              FloatVector.broadcast(SPECIES, beta2)
                  .fma(
                      FloatVector.fromArray(SPECIES, v, vo + i),
                      gradient.mul(oneMinusBeta2).mul(gradient)),
              TINY_MOMENT);
      first.intoArray(m, mo + i);
      second.intoArray(v, vo + i);
      FloatVector direction =
          FloatVector.broadcast(SPECIES, gradientWeight).fma(gradient, first.mul(momentWeight));
      FloatVector scaledRoot = second.sqrt().fma(rootScale, epsilon);
      FloatVector x = flush(FloatVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      FloatVector.broadcast(SPECIES, negativeRate)
          .fma(direction.div(scaledRoot), x)
          .intoArray(w, wo + i);
    }
  }

  static void amsgrad(
      FloatStep step,
      int n,
      float[] w,
      int wo,
      float[] g,
      int go,
      float[] m,
      int mo,
      float[] v,
      int vo,
      float[] u,
      int uo) {
    float keep = step.keep;
    float beta1 = step.beta1;
    float oneMinusBeta1 = step.oneMinusBeta1;
    float beta2 = step.beta2;
    float oneMinusBeta2 = step.oneMinusBeta2;
    float rootScale = step.rootScale;
    float epsilon = step.epsilon;
    float momentWeight = step.momentWeight;
    float gradientWeight = step.gradientWeight;
    float negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      FloatVector gradient = flush(FloatVector.fromArray(SPECIES, g, go + i), TINY_GRADIENT);
      FloatVector first =
          flush(
              FloatVector.broadcast(SPECIES, beta1)
                  .fma(FloatVector.fromArray(SPECIES, m, mo + i), gradient.mul(oneMinusBeta1)),
              TINY_MOMENT);
      FloatVector second =
          flush(
              FloatVector.broadcast(SPECIES, beta2)
                  .fma(
                      FloatVector.fromArray(SPECIES, v, vo + i),
                      gradient.mul(oneMinusBeta2).mul(gradient)),
              TINY_MOMENT);
      FloatVector largest = FloatVector.fromArray(SPECIES, u, uo + i).max(second);
      first.intoArray(m, mo + i);
      second.intoArray(v, vo + i);
      largest.intoArray(u, uo + i);
      FloatVector direction =
          FloatVector.broadcast(SPECIES, gradientWeight).fma(gradient, first.mul(momentWeight));
      FloatVector scaledRoot = largest.sqrt().fma(rootScale, epsilon);
      FloatVector x = flush(FloatVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      FloatVector.broadcast(SPECIES, negativeRate)
          .fma(direction.div(scaledRoot), x)
          .intoArray(w, wo + i);
    }
  }

  static void adamax(
      FloatStep step,
      int n,
      float[] w,
      int wo,
      float[] g,
      int go,
      float[] m,
      int mo,
      float[] v,
      int vo,
      float[] u,
      int uo) {
    float keep = step.keep;
    float beta1 = step.beta1;
    float oneMinusBeta1 = step.oneMinusBeta1;
    float beta2 = step.beta2;
    float epsilon = step.epsilon;
    float negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      FloatVector gradient = flush(FloatVector.fromArray(SPECIES, g, go + i), TINY_GRADIENT);
      FloatVector first =
          flush(
              FloatVector.broadcast(SPECIES, beta1)
                  .fma(FloatVector.fromArray(SPECIES, m, mo + i), gradient.mul(oneMinusBeta1)),
              TINY_MOMENT);
      first.intoArray(m, mo + i);
      FloatVector decayed = FloatVector.fromArray(SPECIES, v, vo + i).mul(beta2);
      FloatVector norm = flush(decayed.max(gradient.abs()), TINY_MOMENT);
      norm.intoArray(v, vo + i);
      FloatVector x = flush(FloatVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      FloatVector.broadcast(SPECIES, negativeRate)
          .fma(first.div(norm.add(epsilon)), x)
          .intoArray(w, wo + i);
    }
  }
}
