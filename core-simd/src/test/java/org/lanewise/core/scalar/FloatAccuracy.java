package org.lanewise.core.scalar;

import java.util.function.DoubleUnaryOperator;
import org.lanewise.core.UnaryOp;

/**
 * The stated error bound of each float function, and the error at one argument.
 *
 * <p>Errors are in units in the last place of the exact result or of the floor, whichever is
 * larger: where a function is the product of x and a vanishing factor, the last digits of a tiny
 * result are noise, and the floor says from where on.
 */
public enum FloatAccuracy {
  EXP(UnaryOp.EXP, 0.9, 0, StrictMath::exp),
  EXPM1(UnaryOp.EXPM1, 0.89, 0, StrictMath::expm1),
  LOG(UnaryOp.LOG, 0.92, 0, StrictMath::log),
  LOG1P(UnaryOp.LOG1P, 0.92, 0, StrictMath::log1p),
  SIGMOID(UnaryOp.SIGMOID, 1.58, 0, FloatAccuracy::logistic),
  TANH(UnaryOp.TANH, 1.59, 0, StrictMath::tanh),
  SOFTPLUS(
      UnaryOp.SOFTPLUS,
      1.71,
      0,
      x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)))),
  ELU(UnaryOp.elu(1), 0.89, 0, x -> x > 0 ? x : StrictMath.expm1(x)),
  SELU(
      UnaryOp.SELU,
      2.5,
      0,
      x -> (float) UnaryOp.SELU.beta() * FloatAccuracy.elu(x, (float) UnaryOp.SELU.alpha())),
  GELU(UnaryOp.GELU, 6.07, 0x1p-5, DoubleGelu::gelu),
  GELU_TANH(UnaryOp.GELU_TANH, 4.36, 0x1p-5, DoubleGelu::geluTanh),
  SILU(UnaryOp.SILU, 2.5, 0x1p-119, x -> x == Double.NEGATIVE_INFINITY ? -0.0 : x * logistic(x));

  private final UnaryOp op;
  private final double bound;
  private final double floor;
  private final DoubleUnaryOperator exact;

  FloatAccuracy(UnaryOp op, double bound, double floor, DoubleUnaryOperator exact) {
    this.op = op;
    this.bound = bound;
    this.floor = floor;
    this.exact = exact;
  }

  private static double logistic(double x) {
    return x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x));
  }

  private static double elu(double x, double alpha) {
    return x > 0 ? x : alpha * StrictMath.expm1(x);
  }

  /** Returns the function whose accuracy this is. */
  public UnaryOp op() {
    return op;
  }

  /** Returns the scalar definition's result. */
  public float value(float x) {
    return FloatElements.apply(op.kind(), (float) op.alpha(), (float) op.beta(), x);
  }

  /** Returns the largest error over all arguments in ulp. */
  public double bound() {
    return bound;
  }

  /** Returns the error at x in ulp; infinite where a special result is wrong. */
  public double error(float x) {
    return error(value(x), exact.applyAsDouble(x));
  }

  /** Returns the error of a result in ulp, given the result in double. */
  public double error(float y, double exact) {
    float rounded = (float) exact;
    if (Float.floatToIntBits(y) == Float.floatToIntBits(rounded)
        && (Float.isNaN(y) || Float.isInfinite(y) || y == 0)) {
      return 0;
    }
    if (Float.isNaN(y) || Float.isNaN(rounded) || Float.isInfinite(y)) {
      return Double.POSITIVE_INFINITY;
    }
    double size = Math.max(Math.abs(exact), floor);
    int exponent = Math.max(Math.getExponent(size), Float.MIN_EXPONENT);
    return Math.abs(y - exact) * Math.scalb(1.0, 23 - exponent);
  }
}
