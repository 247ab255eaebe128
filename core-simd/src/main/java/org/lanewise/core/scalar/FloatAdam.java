package org.lanewise.core.scalar;

/**
 * The factors of one step of Adam, rounded once from double. Mutable and reused, so that a step
 * allocates nothing.
 */
public final class FloatAdam {
  private static final ThreadLocal<FloatAdam> SCRATCH = ThreadLocal.withInitial(FloatAdam::new);

  /** Decay of the first moment. */
  public float beta1;

  /** 1 - beta1. */
  public float oneMinusBeta1;

  /** Decay of the second moment. */
  public float beta2;

  /** 1 - beta2. */
  public float oneMinusBeta2;

  /** {@code 1 / sqrt(1 - beta2^step)}, which scales the root of the second moment. */
  public float rootScale;

  /** Added to the scaled root. */
  public float epsilon;

  /** {@code -rate / (1 - beta1^step)}. */
  public float negativeRate;

  private FloatAdam() {}

  /** Returns the calling thread's factors, set for a step. */
  public static FloatAdam of(int step, double rate, double beta1, double beta2, double epsilon) {
    FloatAdam adam = SCRATCH.get();
    adam.set(step, rate, beta1, beta2, epsilon);
    return adam;
  }

  private void set(int step, double rate, double beta1, double beta2, double epsilon) {
    this.beta1 = (float) beta1;
    this.oneMinusBeta1 = (float) (1 - beta1);
    this.beta2 = (float) beta2;
    this.oneMinusBeta2 = (float) (1 - beta2);
    // StrictMath, since Math.pow may differ in its last bit between machines.
    this.rootScale = (float) (1 / Math.sqrt(1 - StrictMath.pow(beta2, step)));
    this.epsilon = (float) epsilon;
    this.negativeRate = (float) (-rate / (1 - StrictMath.pow(beta1, step)));
  }

  /** Updates one weight and its moments. */
  public void step(float[] w, int wi, float[] m, int mi, float[] v, int vi, float gradient) {
    float g = FloatElements.flush(gradient, FloatElements.TINY_GRADIENT);
    float first =
        FloatElements.flush(Math.fma(beta1, m[mi], g * oneMinusBeta1), FloatElements.TINY_MOMENT);
    float second =
        FloatElements.flush(
            Math.fma(beta2, v[vi], g * oneMinusBeta2 * g), FloatElements.TINY_MOMENT);
    m[mi] = first;
    v[vi] = second;
    float scaledRoot = Math.fma((float) Math.sqrt(second), rootScale, epsilon);
    w[wi] = Math.fma(negativeRate, first / scaledRoot, w[wi]);
  }
}
