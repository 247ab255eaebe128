// Generated from FloatSteps.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import static org.lanewise.core.scalar.DoubleElements.TINY_GRADIENT;
import static org.lanewise.core.scalar.DoubleElements.TINY_MOMENT;
import static org.lanewise.core.simd.DoubleSpecies.LANES;
import static org.lanewise.core.simd.DoubleSpecies.SPECIES;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.lanewise.core.scalar.DoubleStep;

/**
 * The steps of the optimizers: one pass over the parameters, their gradients and their moments.
 * Every loop takes full vectors of all of them, whether it needs them or not; {@link DoubleStep}
 * does the tail. The formulas are there too.
 */
final class DoubleSteps {
  /** One for each constant of {@code StepRule.Kind}. */
  private static final MethodHandle[] KERNELS =
      KernelTable.of(
          MethodHandles.lookup(),
          MethodType.methodType(
              void.class,
              DoubleStep.class,
              int.class,
              double[].class,
              int.class,
              double[].class,
              int.class,
              double[].class,
              int.class,
              double[].class,
              int.class,
              double[].class,
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

  private DoubleSteps() {}

  static void apply(
      DoubleStep step,
      int n,
      double[] w,
      int wo,
      double[] g,
      int go,
      double[] m,
      int mo,
      double[] v,
      int vo,
      double[] u,
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
  private static DoubleVector flush(DoubleVector x, double threshold) {
    return x.blend(0.0, x.abs().compare(VectorOperators.LT, threshold));
  }

  // Factors are locals of the loops below, since a field might change under the stores to the
  // arrays for all the compiler knows.

  static void descent(
      DoubleStep step,
      int n,
      double[] w,
      int wo,
      double[] g,
      int go,
      double[] m,
      int mo,
      double[] v,
      int vo,
      double[] u,
      int uo) {
    double keep = step.keep;
    double negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      DoubleVector gradient = flush(DoubleVector.fromArray(SPECIES, g, go + i), TINY_MOMENT);
      DoubleVector x = flush(DoubleVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      DoubleVector.broadcast(SPECIES, negativeRate).fma(gradient, x).intoArray(w, wo + i);
    }
  }

  static void momentum(
      DoubleStep step,
      int n,
      double[] w,
      int wo,
      double[] g,
      int go,
      double[] m,
      int mo,
      double[] v,
      int vo,
      double[] u,
      int uo) {
    double keep = step.keep;
    double momentum = step.beta1;
    double momentWeight = step.momentWeight;
    double gradientWeight = step.gradientWeight;
    double negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      DoubleVector gradient = flush(DoubleVector.fromArray(SPECIES, g, go + i), TINY_MOMENT);
      DoubleVector velocity =
          flush(
              DoubleVector.broadcast(SPECIES, momentum)
                  .fma(DoubleVector.fromArray(SPECIES, m, mo + i), gradient),
              TINY_MOMENT);
      velocity.intoArray(m, mo + i);
      DoubleVector direction =
          DoubleVector.broadcast(SPECIES, momentWeight).fma(velocity, gradient.mul(gradientWeight));
      DoubleVector x = flush(DoubleVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      DoubleVector.broadcast(SPECIES, negativeRate).fma(direction, x).intoArray(w, wo + i);
    }
  }

  static void scaled(
      DoubleStep step,
      int n,
      double[] w,
      int wo,
      double[] g,
      int go,
      double[] m,
      int mo,
      double[] v,
      int vo,
      double[] u,
      int uo) {
    double keep = step.keep;
    double beta2 = step.beta2;
    double oneMinusBeta2 = step.oneMinusBeta2;
    double epsilon = step.epsilon;
    double negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      DoubleVector gradient = flush(DoubleVector.fromArray(SPECIES, g, go + i), TINY_GRADIENT);
      DoubleVector square =
          flush(
              DoubleVector.broadcast(SPECIES, beta2)
                  .fma(
                      DoubleVector.fromArray(SPECIES, m, mo + i),
                      gradient.mul(oneMinusBeta2).mul(gradient)),
              TINY_MOMENT);
      square.intoArray(m, mo + i);
      DoubleVector x = flush(DoubleVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      DoubleVector.broadcast(SPECIES, negativeRate)
          .fma(gradient.div(square.sqrt().add(epsilon)), x)
          .intoArray(w, wo + i);
    }
  }

  static void centered(
      DoubleStep step,
      int n,
      double[] w,
      int wo,
      double[] g,
      int go,
      double[] m,
      int mo,
      double[] v,
      int vo,
      double[] u,
      int uo) {
    double keep = step.keep;
    double momentum = step.beta1;
    double beta2 = step.beta2;
    double oneMinusBeta2 = step.oneMinusBeta2;
    double centering = step.centering;
    double epsilon = step.epsilon;
    double negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      DoubleVector gradient = flush(DoubleVector.fromArray(SPECIES, g, go + i), TINY_GRADIENT);
      DoubleVector square =
          flush(
              DoubleVector.broadcast(SPECIES, beta2)
                  .fma(
                      DoubleVector.fromArray(SPECIES, m, mo + i),
                      gradient.mul(oneMinusBeta2).mul(gradient)),
              TINY_MOMENT);
      square.intoArray(m, mo + i);
      DoubleVector mean =
          flush(
              DoubleVector.broadcast(SPECIES, beta2)
                  .fma(DoubleVector.fromArray(SPECIES, v, vo + i), gradient.mul(oneMinusBeta2)),
              TINY_GRADIENT);
      mean.intoArray(v, vo + i);
      DoubleVector variance = square.sub(mean.mul(centering).mul(mean)).max(0.0);
      DoubleVector velocity =
          flush(
              DoubleVector.broadcast(SPECIES, momentum)
                  .fma(
                      DoubleVector.fromArray(SPECIES, u, uo + i),
                      gradient.div(variance.sqrt().add(epsilon))),
              TINY_MOMENT);
      velocity.intoArray(u, uo + i);
      DoubleVector x = flush(DoubleVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      DoubleVector.broadcast(SPECIES, negativeRate).fma(velocity, x).intoArray(w, wo + i);
    }
  }

  static void adadelta(
      DoubleStep step,
      int n,
      double[] w,
      int wo,
      double[] g,
      int go,
      double[] m,
      int mo,
      double[] v,
      int vo,
      double[] u,
      int uo) {
    double keep = step.keep;
    double beta2 = step.beta2;
    double oneMinusBeta2 = step.oneMinusBeta2;
    double epsilon = step.epsilon;
    double negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      DoubleVector gradient = flush(DoubleVector.fromArray(SPECIES, g, go + i), TINY_GRADIENT);
      DoubleVector square =
          flush(
              DoubleVector.broadcast(SPECIES, beta2)
                  .fma(
                      DoubleVector.fromArray(SPECIES, m, mo + i),
                      gradient.mul(oneMinusBeta2).mul(gradient)),
              TINY_MOMENT);
      square.intoArray(m, mo + i);
      DoubleVector past = DoubleVector.fromArray(SPECIES, v, vo + i);
      DoubleVector ratio = past.add(epsilon).sqrt().div(square.add(epsilon).sqrt());
      DoubleVector delta = flush(ratio.mul(gradient), TINY_GRADIENT);
      flush(
              DoubleVector.broadcast(SPECIES, beta2).fma(past, delta.mul(oneMinusBeta2).mul(delta)),
              TINY_MOMENT)
          .intoArray(v, vo + i);
      DoubleVector x = flush(DoubleVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      DoubleVector.broadcast(SPECIES, negativeRate).fma(delta, x).intoArray(w, wo + i);
    }
  }

  static void adam(
      DoubleStep step,
      int n,
      double[] w,
      int wo,
      double[] g,
      int go,
      double[] m,
      int mo,
      double[] v,
      int vo,
      double[] u,
      int uo) {
    double keep = step.keep;
    double beta1 = step.beta1;
    double oneMinusBeta1 = step.oneMinusBeta1;
    double beta2 = step.beta2;
    double oneMinusBeta2 = step.oneMinusBeta2;
    double rootScale = step.rootScale;
    double epsilon = step.epsilon;
    double momentWeight = step.momentWeight;
    double gradientWeight = step.gradientWeight;
    double negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      DoubleVector gradient = flush(DoubleVector.fromArray(SPECIES, g, go + i), TINY_GRADIENT);
      DoubleVector first =
          flush(
              DoubleVector.broadcast(SPECIES, beta1)
                  .fma(DoubleVector.fromArray(SPECIES, m, mo + i), gradient.mul(oneMinusBeta1)),
              TINY_MOMENT);
      DoubleVector second =
          flush(
              DoubleVector.broadcast(SPECIES, beta2)
                  .fma(
                      DoubleVector.fromArray(SPECIES, v, vo + i),
                      gradient.mul(oneMinusBeta2).mul(gradient)),
              TINY_MOMENT);
      first.intoArray(m, mo + i);
      second.intoArray(v, vo + i);
      DoubleVector direction =
          DoubleVector.broadcast(SPECIES, gradientWeight).fma(gradient, first.mul(momentWeight));
      DoubleVector scaledRoot = second.sqrt().fma(rootScale, epsilon);
      DoubleVector x = flush(DoubleVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      DoubleVector.broadcast(SPECIES, negativeRate)
          .fma(direction.div(scaledRoot), x)
          .intoArray(w, wo + i);
    }
  }

  static void amsgrad(
      DoubleStep step,
      int n,
      double[] w,
      int wo,
      double[] g,
      int go,
      double[] m,
      int mo,
      double[] v,
      int vo,
      double[] u,
      int uo) {
    double keep = step.keep;
    double beta1 = step.beta1;
    double oneMinusBeta1 = step.oneMinusBeta1;
    double beta2 = step.beta2;
    double oneMinusBeta2 = step.oneMinusBeta2;
    double rootScale = step.rootScale;
    double epsilon = step.epsilon;
    double momentWeight = step.momentWeight;
    double gradientWeight = step.gradientWeight;
    double negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      DoubleVector gradient = flush(DoubleVector.fromArray(SPECIES, g, go + i), TINY_GRADIENT);
      DoubleVector first =
          flush(
              DoubleVector.broadcast(SPECIES, beta1)
                  .fma(DoubleVector.fromArray(SPECIES, m, mo + i), gradient.mul(oneMinusBeta1)),
              TINY_MOMENT);
      DoubleVector second =
          flush(
              DoubleVector.broadcast(SPECIES, beta2)
                  .fma(
                      DoubleVector.fromArray(SPECIES, v, vo + i),
                      gradient.mul(oneMinusBeta2).mul(gradient)),
              TINY_MOMENT);
      DoubleVector largest = DoubleVector.fromArray(SPECIES, u, uo + i).max(second);
      first.intoArray(m, mo + i);
      second.intoArray(v, vo + i);
      largest.intoArray(u, uo + i);
      DoubleVector direction =
          DoubleVector.broadcast(SPECIES, gradientWeight).fma(gradient, first.mul(momentWeight));
      DoubleVector scaledRoot = largest.sqrt().fma(rootScale, epsilon);
      DoubleVector x = flush(DoubleVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      DoubleVector.broadcast(SPECIES, negativeRate)
          .fma(direction.div(scaledRoot), x)
          .intoArray(w, wo + i);
    }
  }

  static void adamax(
      DoubleStep step,
      int n,
      double[] w,
      int wo,
      double[] g,
      int go,
      double[] m,
      int mo,
      double[] v,
      int vo,
      double[] u,
      int uo) {
    double keep = step.keep;
    double beta1 = step.beta1;
    double oneMinusBeta1 = step.oneMinusBeta1;
    double beta2 = step.beta2;
    double epsilon = step.epsilon;
    double negativeRate = step.negativeRate;
    for (int i = 0; i < n; i += LANES) {
      DoubleVector gradient = flush(DoubleVector.fromArray(SPECIES, g, go + i), TINY_GRADIENT);
      DoubleVector first =
          flush(
              DoubleVector.broadcast(SPECIES, beta1)
                  .fma(DoubleVector.fromArray(SPECIES, m, mo + i), gradient.mul(oneMinusBeta1)),
              TINY_MOMENT);
      first.intoArray(m, mo + i);
      DoubleVector decayed = DoubleVector.fromArray(SPECIES, v, vo + i).mul(beta2);
      DoubleVector norm = flush(decayed.max(gradient.abs()), TINY_MOMENT);
      norm.intoArray(v, vo + i);
      DoubleVector x = flush(DoubleVector.fromArray(SPECIES, w, wo + i).mul(keep), TINY_MOMENT);
      DoubleVector.broadcast(SPECIES, negativeRate)
          .fma(first.div(norm.add(epsilon)), x)
          .intoArray(w, wo + i);
    }
  }
}
