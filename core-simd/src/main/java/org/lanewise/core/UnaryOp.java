package org.lanewise.core;

/**
 * An elementwise function of one variable, with its parameters where it has any.
 *
 * <p>The derivative of each function is computed from one saved value, named by {@link
 * Kind#derivativeFrom()}: from the output where that is possible, so that a function may be applied
 * in place and its input need not be kept.
 *
 * @param kind which function
 * @param alpha its parameter; 0 for a function that has none
 */
public record UnaryOp(Kind kind, double alpha) {
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
    /** {@code y = 1 / (1 + e^-x)}, {@code y' = y (1 - y)}. */
    SIGMOID(Saved.OUTPUT),
    /** {@code y = tanh x}, {@code y' = 1 - y^2}. */
    TANH(Saved.OUTPUT),
    /**
     * {@code y = max(0, x)}, {@code y' = 1} where y is positive, else 0: the derivative at 0 is 0.
     */
    RELU(Saved.OUTPUT),
    /** {@code y = x} where x is positive, else {@code alpha x}; {@code y' = 1} or {@code alpha}. */
    LEAKY_RELU(Saved.OUTPUT);

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
  public static final UnaryOp IDENTITY = new UnaryOp(Kind.IDENTITY, 0);

  /** The logistic function {@code y = 1 / (1 + e^-x)}. */
  public static final UnaryOp SIGMOID = new UnaryOp(Kind.SIGMOID, 0);

  /** The hyperbolic tangent. */
  public static final UnaryOp TANH = new UnaryOp(Kind.TANH, 0);

  /** The rectifier {@code y = max(0, x)}. NaN stays NaN. */
  public static final UnaryOp RELU = new UnaryOp(Kind.RELU, 0);

  /**
   * Checks the parameter.
   *
   * @throws IllegalArgumentException if alpha is outside the function's range
   */
  public UnaryOp {
    if (kind == Kind.LEAKY_RELU && !(alpha >= 0 && alpha < 1)) {
      throw new IllegalArgumentException("leaky ReLU slope is " + alpha + ", it must be in [0, 1)");
    }
    if (kind != Kind.LEAKY_RELU && alpha != 0) {
      throw new IllegalArgumentException(kind + " has no parameter, alpha is " + alpha);
    }
  }

  /**
   * The rectifier with a slope below zero.
   *
   * @param alpha the slope for negative x, in [0, 1)
   */
  public static UnaryOp leakyRelu(double alpha) {
    return new UnaryOp(Kind.LEAKY_RELU, alpha);
  }
}
