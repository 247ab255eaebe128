package org.lanewise.core.scalar;

import static org.lanewise.core.scalar.FloatElements.TINY_GRADIENT;
import static org.lanewise.core.scalar.FloatElements.TINY_MOMENT;
import static org.lanewise.core.scalar.FloatElements.flush;

import org.lanewise.core.StepRule;

/**
 * The factors of one step of an optimizer, rounded once from double, and the step of one parameter.
 * Mutable and reused, so that a step allocates nothing.
 */
public final class FloatStep {
  private static final ThreadLocal<FloatStep> SCRATCH = ThreadLocal.withInitial(FloatStep::new);

  /** Below this a product of momenta changes no result: 1 less it is 1. */
  private static final double NEGLIGIBLE = 0x1p-60;

  /** The formula. */
  public StepRule.Kind kind;

  /** Decay of the first moment, or the momentum. */
  public float beta1;

  /** 1 - beta1. */
  public float oneMinusBeta1;

  /** Decay of the mean of squares; 1 where they are summed up. */
  public float beta2;

  /** 1 - beta2; 1 where squares are summed up. */
  public float oneMinusBeta2;

  /** Added to a divisor. */
  public float epsilon;

  /** {@code 1 / sqrt(1 - beta2^step)}, which scales the root of the second moment. */
  public float rootScale;

  /** What the moment counts in the direction. */
  public float momentWeight;

  /** What the gradient itself counts in the direction. */
  public float gradientWeight;

  /** 1 where the mean square is centred, else 0. */
  public float centering;

  /** {@code 1 - rate weightDecay}, by which parameters are multiplied. */
  public float keep;

  /** The rate with a minus; divided by {@code 1 - beta1^step} where the moment is corrected. */
  public float negativeRate;

  // The product of NAdam's momenta so far, for the settings and up to the step named; and 0.96 to
  // the power of the decay.
  private double product;
  private double productBeta1;
  private double productDecay;
  private int productStep;
  private double warmth;

  private FloatStep() {}

  /** Returns the calling thread's factors, set for a step. */
  public static FloatStep of(StepRule rule, int step, double rate) {
    FloatStep factors = SCRATCH.get();
    factors.set(rule, step, rate);
    return factors;
  }

  private void set(StepRule rule, int step, double rate) {
    kind = rule.kind();
    boolean sums = kind == StepRule.Kind.ADAGRAD;
    beta1 = (float) rule.beta1();
    oneMinusBeta1 = (float) (1 - rule.beta1());
    beta2 = sums ? 1 : (float) rule.beta2();
    oneMinusBeta2 = sums ? 1 : (float) (1 - rule.beta2());
    epsilon = (float) rule.epsilon();
    rootScale = (float) (1 / Math.sqrt(1 - power(rule.beta2(), step)));
    momentWeight = 1;
    gradientWeight = 0;
    centering = kind == StepRule.Kind.RMSPROP_CENTERED ? 1 : 0;
    keep = (float) (1 - rate * rule.weightDecay());
    negativeRate = (float) -rate;
    switch (kind) {
      case NESTEROV -> {
        momentWeight = beta1;
        gradientWeight = 1;
      }
      case ADAM, AMSGRAD, ADAMAX ->
          negativeRate = (float) (-rate / (1 - power(rule.beta1(), step)));
      case NADAM -> {
        prepareMomenta(rule, step);
        double now = momentum(rule, step);
        double next = momentum(rule, step + 1);
        double soFar = momenta(rule, step);
        momentWeight = (float) (next / (1 - soFar * next));
        gradientWeight = (float) ((1 - now) / (1 - soFar));
      }
      default -> {}
    }
  }

  /**
   * Returns a power by squaring: Math.pow may differ in its last bit between machines, and
   * StrictMath.pow allocates.
   */
  private static double power(double base, int exponent) {
    double power = 1;
    double square = base;
    for (int rest = exponent; rest > 0; rest >>= 1) {
      power = (rest & 1) == 1 ? power * square : power;
      square *= square;
    }
    return power;
  }

  private double momentum(StepRule rule, int step) {
    return rule.beta1() * (1 - 0.5 * power(warmth, step));
  }

  /** Returns the product of the momenta up to a step, going on from the last one that was asked. */
  private double momenta(StepRule rule, int step) {
    while (productStep < step && product > NEGLIGIBLE) {
      productStep++;
      product *= momentum(rule, productStep);
    }
    productStep = step;
    return product;
  }

  /** Starts the product of the momenta anew unless it is of the same settings and goes on. */
  private void prepareMomenta(StepRule rule, int step) {
    boolean same = productBeta1 == rule.beta1() && productDecay == rule.momentumDecay();
    if (!same || productStep == 0 || productStep > step) {
      product = 1;
      productStep = 0;
      productBeta1 = rule.beta1();
      productDecay = rule.momentumDecay();
      warmth = StrictMath.pow(0.96, rule.momentumDecay());
    }
  }

  /** Updates one parameter and what it remembers. */
  public void step(
      float[] w,
      int wi,
      float[] g,
      int gi,
      float[] m,
      int mi,
      float[] v,
      int vi,
      float[] u,
      int ui) {
    float x = flush(w[wi] * keep, TINY_MOMENT);
    w[wi] =
        switch (kind) {
          case SGD -> Math.fma(negativeRate, flush(g[gi], TINY_MOMENT), x);
          case MOMENTUM, NESTEROV -> {
            float gradient = flush(g[gi], TINY_MOMENT);
            float velocity = flush(Math.fma(beta1, m[mi], gradient), TINY_MOMENT);
            m[mi] = velocity;
            yield Math.fma(
                negativeRate, Math.fma(momentWeight, velocity, gradientWeight * gradient), x);
          }
          case ADAGRAD, RMSPROP -> {
            float gradient = flush(g[gi], TINY_GRADIENT);
            float square = square(gradient, m, mi);
            yield Math.fma(negativeRate, gradient / ((float) Math.sqrt(square) + epsilon), x);
          }
          case RMSPROP_MOMENTUM, RMSPROP_CENTERED -> {
            float gradient = flush(g[gi], TINY_GRADIENT);
            float square = square(gradient, m, mi);
            float mean = flush(Math.fma(beta2, v[vi], gradient * oneMinusBeta2), TINY_GRADIENT);
            v[vi] = mean;
            float variance = Math.max(square - centering * mean * mean, 0);
            float scaled = gradient / ((float) Math.sqrt(variance) + epsilon);
            float velocity = flush(Math.fma(beta1, u[ui], scaled), TINY_MOMENT);
            u[ui] = velocity;
            yield Math.fma(negativeRate, velocity, x);
          }
          case ADADELTA -> {
            float gradient = flush(g[gi], TINY_GRADIENT);
            float square = square(gradient, m, mi);
            float ratio = (float) Math.sqrt(v[vi] + epsilon) / (float) Math.sqrt(square + epsilon);
            float delta = flush(ratio * gradient, TINY_GRADIENT);
            square(delta, v, vi);
            yield Math.fma(negativeRate, delta, x);
          }
          case ADAM, NADAM, AMSGRAD -> {
            float gradient = flush(g[gi], TINY_GRADIENT);
            float first = mean(gradient, m, mi);
            float second = square(gradient, v, vi);
            if (kind == StepRule.Kind.AMSGRAD) {
              second = Math.max(u[ui], second);
              u[ui] = second;
            }
            float scaledRoot = Math.fma((float) Math.sqrt(second), rootScale, epsilon);
            float direction = Math.fma(gradientWeight, gradient, momentWeight * first);
            yield Math.fma(negativeRate, direction / scaledRoot, x);
          }
          case ADAMAX -> {
            float gradient = flush(g[gi], TINY_GRADIENT);
            float first = mean(gradient, m, mi);
            float norm = flush(Math.max(beta2 * v[vi], Math.abs(gradient)), TINY_MOMENT);
            v[vi] = norm;
            yield Math.fma(negativeRate, first / (norm + epsilon), x);
          }
        };
  }

  private float mean(float gradient, float[] m, int mi) {
    m[mi] = flush(Math.fma(beta1, m[mi], gradient * oneMinusBeta1), TINY_MOMENT);
    return m[mi];
  }

  private float square(float x, float[] squares, int at) {
    squares[at] = flush(Math.fma(beta2, squares[at], x * oneMinusBeta2 * x), TINY_MOMENT);
    return squares[at];
  }
}
