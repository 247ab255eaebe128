// Generated from FloatStep.java by TwinSources; do not edit.
package org.lanewise.core.scalar;

import static org.lanewise.core.scalar.DoubleElements.TINY_GRADIENT;
import static org.lanewise.core.scalar.DoubleElements.TINY_MOMENT;
import static org.lanewise.core.scalar.DoubleElements.flush;

import org.lanewise.core.StepRule;

/**
 * The factors of one step of an optimizer, rounded once from double, and the step of one parameter.
 * Mutable and reused, so that a step allocates nothing.
 */
public final class DoubleStep {
  private static final ThreadLocal<DoubleStep> SCRATCH = ThreadLocal.withInitial(DoubleStep::new);

  /** Below this a product of momenta changes no result: 1 less it is 1. */
  private static final double NEGLIGIBLE = 0x1p-60;

  /** The formula. */
  public StepRule.Kind kind;

  /** Decay of the first moment, or the momentum. */
  public double beta1;

  /** 1 - beta1. */
  public double oneMinusBeta1;

  /** Decay of the mean of squares; 1 where they are summed up. */
  public double beta2;

  /** 1 - beta2; 1 where squares are summed up. */
  public double oneMinusBeta2;

  /** Added to a divisor. */
  public double epsilon;

  /** {@code 1 / sqrt(1 - beta2^step)}, which scales the root of the second moment. */
  public double rootScale;

  /** What the moment counts in the direction. */
  public double momentWeight;

  /** What the gradient itself counts in the direction. */
  public double gradientWeight;

  /** 1 where the mean square is centred, else 0. */
  public double centering;

  /** {@code 1 - rate weightDecay}, by which parameters are multiplied. */
  public double keep;

  /** The rate with a minus; divided by {@code 1 - beta1^step} where the moment is corrected. */
  public double negativeRate;

  // The product of NAdam's momenta so far, for the settings and up to the step named; and 0.96 to
  // the power of the decay.
  private double product;
  private double productBeta1;
  private double productDecay;
  private int productStep;
  private double warmth;

  private DoubleStep() {}

  /** Returns the calling thread's factors, set for a step. */
  public static DoubleStep of(StepRule rule, int step, double rate) {
    DoubleStep factors = SCRATCH.get();
    factors.set(rule, step, rate);
    return factors;
  }

  private void set(StepRule rule, int step, double rate) {
    kind = rule.kind();
    boolean sums = kind == StepRule.Kind.ADAGRAD;
    beta1 = rule.beta1();
    oneMinusBeta1 = (1 - rule.beta1());
    beta2 = sums ? 1 : rule.beta2();
    oneMinusBeta2 = sums ? 1 : (1 - rule.beta2());
    epsilon = rule.epsilon();
    rootScale = (1 / Math.sqrt(1 - power(rule.beta2(), step)));
    momentWeight = 1;
    gradientWeight = 0;
    centering = kind == StepRule.Kind.RMSPROP_CENTERED ? 1 : 0;
    keep = (1 - rate * rule.weightDecay());
    negativeRate = -rate;
    switch (kind) {
      case NESTEROV -> {
        momentWeight = beta1;
        gradientWeight = 1;
      }
      case ADAM, AMSGRAD, ADAMAX -> negativeRate = (-rate / (1 - power(rule.beta1(), step)));
      case NADAM -> {
        prepareMomenta(rule, step);
        double now = momentum(rule, step);
        double next = momentum(rule, step + 1);
        double soFar = momenta(rule, step);
        momentWeight = (next / (1 - soFar * next));
        gradientWeight = ((1 - now) / (1 - soFar));
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
      double[] w,
      int wi,
      double[] g,
      int gi,
      double[] m,
      int mi,
      double[] v,
      int vi,
      double[] u,
      int ui) {
    double x = flush(w[wi] * keep, TINY_MOMENT);
    w[wi] =
        switch (kind) {
          case SGD -> Math.fma(negativeRate, flush(g[gi], TINY_MOMENT), x);
          case MOMENTUM, NESTEROV -> {
            double gradient = flush(g[gi], TINY_MOMENT);
            double velocity = flush(Math.fma(beta1, m[mi], gradient), TINY_MOMENT);
            m[mi] = velocity;
            yield Math.fma(
                negativeRate, Math.fma(momentWeight, velocity, gradientWeight * gradient), x);
          }
          case ADAGRAD, RMSPROP -> {
            double gradient = flush(g[gi], TINY_GRADIENT);
            double square = square(gradient, m, mi);
            yield Math.fma(negativeRate, gradient / (Math.sqrt(square) + epsilon), x);
          }
          case RMSPROP_MOMENTUM, RMSPROP_CENTERED -> {
            double gradient = flush(g[gi], TINY_GRADIENT);
            double square = square(gradient, m, mi);
            double mean = flush(Math.fma(beta2, v[vi], gradient * oneMinusBeta2), TINY_GRADIENT);
            v[vi] = mean;
            double variance = Math.max(square - centering * mean * mean, 0);
            double scaled = gradient / (Math.sqrt(variance) + epsilon);
            double velocity = flush(Math.fma(beta1, u[ui], scaled), TINY_MOMENT);
            u[ui] = velocity;
            yield Math.fma(negativeRate, velocity, x);
          }
          case ADADELTA -> {
            double gradient = flush(g[gi], TINY_GRADIENT);
            double square = square(gradient, m, mi);
            double ratio = Math.sqrt(v[vi] + epsilon) / Math.sqrt(square + epsilon);
            double delta = flush(ratio * gradient, TINY_GRADIENT);
            square(delta, v, vi);
            yield Math.fma(negativeRate, delta, x);
          }
          case ADAM, NADAM, AMSGRAD -> {
            double gradient = flush(g[gi], TINY_GRADIENT);
            double first = mean(gradient, m, mi);
            double second = square(gradient, v, vi);
            if (kind == StepRule.Kind.AMSGRAD) {
              second = Math.max(u[ui], second);
              u[ui] = second;
            }
            double scaledRoot = Math.fma(Math.sqrt(second), rootScale, epsilon);
            double direction = Math.fma(gradientWeight, gradient, momentWeight * first);
            yield Math.fma(negativeRate, direction / scaledRoot, x);
          }
          case ADAMAX -> {
            double gradient = flush(g[gi], TINY_GRADIENT);
            double first = mean(gradient, m, mi);
            double norm = flush(Math.max(beta2 * v[vi], Math.abs(gradient)), TINY_MOMENT);
            v[vi] = norm;
            yield Math.fma(negativeRate, first / (norm + epsilon), x);
          }
        };
  }

  private double mean(double gradient, double[] m, int mi) {
    m[mi] = flush(Math.fma(beta1, m[mi], gradient * oneMinusBeta1), TINY_MOMENT);
    return m[mi];
  }

  private double square(double x, double[] squares, int at) {
    squares[at] = flush(Math.fma(beta2, squares[at], x * oneMinusBeta2 * x), TINY_MOMENT);
    return squares[at];
  }
}
