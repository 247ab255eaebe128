// Generated from FloatAdam.java by TwinSources; do not edit.
package org.lanewise.core.scalar;

/**
 * The factors of one step of Adam, rounded once from double. Mutable and reused, so that a step
 * allocates nothing.
 */
public final class DoubleAdam {
  private static final ThreadLocal<DoubleAdam> SCRATCH = ThreadLocal.withInitial(DoubleAdam::new);

  /** Decay of the first moment. */
  public double beta1;

  /** 1 - beta1. */
  public double oneMinusBeta1;

  /** Decay of the second moment. */
  public double beta2;

  /** 1 - beta2. */
  public double oneMinusBeta2;

  /** {@code 1 / sqrt(1 - beta2^step)}, which scales the root of the second moment. */
  public double rootScale;

  /** Added to the scaled root. */
  public double epsilon;

  /** {@code -rate / (1 - beta1^step)}. */
  public double negativeRate;

  private DoubleAdam() {}

  /** Returns the calling thread's factors, set for a step. */
  public static DoubleAdam of(int step, double rate, double beta1, double beta2, double epsilon) {
    DoubleAdam adam = SCRATCH.get();
    adam.set(step, rate, beta1, beta2, epsilon);
    return adam;
  }

  private void set(int step, double rate, double beta1, double beta2, double epsilon) {
    this.beta1 = beta1;
    this.oneMinusBeta1 = (1 - beta1);
    this.beta2 = beta2;
    this.oneMinusBeta2 = (1 - beta2);
    // StrictMath, since Math.pow may differ in its last bit between machines.
    this.rootScale = (1 / Math.sqrt(1 - StrictMath.pow(beta2, step)));
    this.epsilon = epsilon;
    this.negativeRate = (-rate / (1 - StrictMath.pow(beta1, step)));
  }

  /** Updates one weight and its moments. */
  public void step(double[] w, int wi, double[] m, int mi, double[] v, int vi, double gradient) {
    double g = DoubleElements.flush(gradient, DoubleElements.TINY_GRADIENT);
    double first =
        DoubleElements.flush(Math.fma(beta1, m[mi], g * oneMinusBeta1), DoubleElements.TINY_MOMENT);
    double second =
        DoubleElements.flush(
            Math.fma(beta2, v[vi], g * oneMinusBeta2 * g), DoubleElements.TINY_MOMENT);
    m[mi] = first;
    v[vi] = second;
    double scaledRoot = Math.fma(Math.sqrt(second), rootScale, epsilon);
    w[wi] = Math.fma(negativeRate, first / scaledRoot, w[wi]);
  }
}
