package org.lanewise.core;

/**
 * An elementwise function of one variable, with its parameters where it has any.
 *
 * <p>The derivative of each function is computed from one saved value, named by {@link
 * Kind#derivativeFrom()}: from the output where that is possible, so that a function may be applied
 * in place and its input need not be kept.
 *
 * @param kind which function
 * @param alpha its first parameter; 0 for a function that has none
 * @param beta its second parameter; 0 for a function that has none
 */
public record UnaryOp(Kind kind, double alpha, double beta) {
  /** Which of its two values a derivative is computed from. */
  public enum Saved {
    /** The argument x. */
    INPUT,
    /** The value y = f(x). */
    OUTPUT
  }

  /** The functions, with the derivative as it is computed from the saved value. */
  public enum Kind {
    /** {@code y = x}, {@code y' = 1}. */
    IDENTITY(Saved.OUTPUT),
    /** {@code y = e^x}, {@code y' = y}. */
    EXP(Saved.OUTPUT),
    /** {@code y = e^x - 1}, {@code y' = y + 1}. */
    EXPM1(Saved.OUTPUT),
    /** {@code y = ln x}, {@code y' = 1 / x}. */
    LOG(Saved.INPUT),
    /** {@code y = ln(1 + x)}, {@code y' = 1 / (1 + x)}. */
    LOG1P(Saved.INPUT),
    /** {@code y = 1 / (1 + e^-x)}, {@code y' = y (1 - y)}. */
    SIGMOID(Saved.OUTPUT),
    /** {@code y = tanh x}, {@code y' = 1 - y^2}. */
    TANH(Saved.OUTPUT),
    /** {@code y = ln(1 + e^x)}, {@code y' = 1 - e^-y}. */
    SOFTPLUS(Saved.OUTPUT),
    /**
     * {@code y = max(0, x)}, {@code y' = 1} where y is positive, else 0: the derivative at 0 is 0.
     */
    RELU(Saved.OUTPUT),
    /** {@code y = x} where x is positive, else {@code alpha x}; {@code y' = 1} or {@code alpha}. */
    LEAKY_RELU(Saved.OUTPUT),
    /**
     * {@code y = x} where x is positive, else {@code alpha (e^x - 1)}; {@code y' = 1}, y + alpha.
     */
    ELU(Saved.OUTPUT),
    /** ELU times beta, with the constants of self-normalizing networks (Klambauer et al. 2017). */
    SELU(Saved.OUTPUT),
    /** {@code y = x (1 + erf(x / sqrt 2)) / 2} (Hendrycks and Gimpel 2016). */
    GELU(Saved.INPUT),
    /** {@code y = x s(2 u)}, u = sqrt(2 / pi) (x + 0.044715 x^3), s logistic: GELU by tanh. */
    GELU_TANH(Saved.INPUT),
    /** {@code y = x s(x)} with the logistic function s. */
    SILU(Saved.INPUT),
    /** {@code y = sqrt x}, {@code y' = 1 / (2 y)}. */
    SQRT(Saved.OUTPUT),
    /** {@code y = 1 / x}, {@code y' = -y^2}. */
    RECIPROCAL(Saved.OUTPUT),
    /** {@code y} is x brought into alpha to beta; {@code y' = 1} strictly inside, else 0. */
    CLAMP(Saved.OUTPUT);

    private final Saved derivativeFrom;

    Kind(Saved derivativeFrom) {
      this.derivativeFrom = derivativeFrom;
    }

    /** Returns which value {@code unaryGradient} expects as saved. */
    public Saved derivativeFrom() {
      return derivativeFrom;
    }
  }

  /** {@code y = x}. */
  public static final UnaryOp IDENTITY = new UnaryOp(Kind.IDENTITY, 0, 0);

  /** The exponential. */
  public static final UnaryOp EXP = new UnaryOp(Kind.EXP, 0, 0);

  /** The exponential minus 1, accurate near 0. */
  public static final UnaryOp EXPM1 = new UnaryOp(Kind.EXPM1, 0, 0);

  /** The natural logarithm. */
  public static final UnaryOp LOG = new UnaryOp(Kind.LOG, 0, 0);

  /** The natural logarithm of 1 + x, accurate near 0. */
  public static final UnaryOp LOG1P = new UnaryOp(Kind.LOG1P, 0, 0);

  /** The logistic function {@code y = 1 / (1 + e^-x)}. */
  public static final UnaryOp SIGMOID = new UnaryOp(Kind.SIGMOID, 0, 0);

  /** The hyperbolic tangent. */
  public static final UnaryOp TANH = new UnaryOp(Kind.TANH, 0, 0);

  /** The smooth rectifier {@code ln(1 + e^x)}. */
  public static final UnaryOp SOFTPLUS = new UnaryOp(Kind.SOFTPLUS, 0, 0);

  /** The rectifier {@code y = max(0, x)}. NaN stays NaN. */
  public static final UnaryOp RELU = new UnaryOp(Kind.RELU, 0, 0);

  /** The self-normalizing rectifier: scale 1.0507009873554805, alpha 1.6732632423543772. */
  public static final UnaryOp SELU = new UnaryOp(Kind.SELU, 1.6732632423543772, 1.0507009873554805);

  /**
   * The Gaussian error linear unit by erf. Error in float: at most 6.07 ulp of the result, or of
   * 2^-5 where the result is smaller; at most 1.4 ulp where x is positive. Below -11.13 it is -0,
   * where the exact value is above -5.1e-28.
   */
  public static final UnaryOp GELU = new UnaryOp(Kind.GELU, 0, 0);

  /**
   * The Gaussian error linear unit by its tanh approximation. Error in float: at most 4.36 ulp of
   * the result, or of 2^-5 where the result is smaller; at most 1.69 ulp where x is positive. Below
   * -10.05 it is -0, where the exact value is above -3.9e-38.
   */
  public static final UnaryOp GELU_TANH = new UnaryOp(Kind.GELU_TANH, 0, 0);

  /**
   * The sigmoid linear unit, also called swish. Error in float: at most 2.5 ulp of the result, or
   * of 2^-119 where the result is smaller.
   */
  public static final UnaryOp SILU = new UnaryOp(Kind.SILU, 0, 0);

  /** The square root. */
  public static final UnaryOp SQRT = new UnaryOp(Kind.SQRT, 0, 0);

  /** The reciprocal. */
  public static final UnaryOp RECIPROCAL = new UnaryOp(Kind.RECIPROCAL, 0, 0);

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if one is outside the function's range
   */
  public UnaryOp {
    if (kind == Kind.LEAKY_RELU && !(alpha >= 0 && alpha < 1)) {
      throw new IllegalArgumentException("leaky ReLU slope is " + alpha + ", it must be in [0, 1)");
    }
    boolean valid =
        switch (kind) {
          case LEAKY_RELU -> beta == 0;
          case ELU -> alpha >= 0 && alpha < Double.POSITIVE_INFINITY && beta == 0;
          case SELU -> alpha > 0 && beta > 0 && Double.isFinite(alpha * beta);
          case CLAMP -> alpha <= beta;
          default -> alpha == 0 && beta == 0;
        };
    if (!valid) {
      throw new IllegalArgumentException(
          kind + " does not take the parameters " + alpha + " and " + beta);
    }
  }

  /**
   * The rectifier with a slope below zero.
   *
   * @param alpha the slope for negative x, in [0, 1)
   */
  public static UnaryOp leakyRelu(double alpha) {
    return new UnaryOp(Kind.LEAKY_RELU, alpha, 0);
  }

  /**
   * The exponential linear unit (Clevert et al. 2015).
   *
   * @param alpha minus the limit for x towards -infinity, at least 0
   */
  public static UnaryOp elu(double alpha) {
    return new UnaryOp(Kind.ELU, alpha, 0);
  }

  /** Brings x into {@code low} to {@code high}; NaN stays NaN. */
  public static UnaryOp clamp(double low, double high) {
    return new UnaryOp(Kind.CLAMP, low, high);
  }
}
