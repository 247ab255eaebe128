package org.lanewise.nn.tensor;

import org.lanewise.core.DoubleEpilogue;
import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.UnaryOp;

/**
 * What a product does to each of its elements while they are near: a bias and a function, or a
 * function's derivative, with the bits of separate calls. Immutable; tensors given are shared.
 */
public final class Epilogue {
  /** Nothing. */
  public static final Epilogue NONE = new Epilogue(FloatEpilogue.NONE, DoubleEpilogue.NONE);

  private final FloatEpilogue single;
  private final DoubleEpilogue twice;

  private Epilogue(FloatEpilogue single, DoubleEpilogue twice) {
    this.single = single;
    this.twice = twice;
  }

  /** Applies a function. */
  public static Epilogue activation(UnaryOp op) {
    return new Epilogue(FloatEpilogue.activation(op), DoubleEpilogue.activation(op));
  }

  /**
   * Adds a row of bias and applies a function.
   *
   * @param bias 1 x columns of the product; read during each product
   */
  public static Epilogue activation(UnaryOp op, Tensor bias) {
    return bias.precision() == Precision.FLOAT32
        ? new Epilogue(FloatEpilogue.activation(op, bias.floats(), bias.offset()), null)
        : new Epilogue(null, DoubleEpilogue.activation(op, bias.doubles(), bias.offset()));
  }

  /**
   * Multiplies by the derivative of a function.
   *
   * @param saved of the shape of the product: the function's input or output, as its kind says;
   *     read during each product
   */
  public static Epilogue derivative(UnaryOp op, Tensor saved) {
    int ld = Math.max(1, saved.columns());
    return saved.precision() == Precision.FLOAT32
        ? new Epilogue(FloatEpilogue.derivative(op, saved.floats(), saved.offset(), ld), null)
        : new Epilogue(null, DoubleEpilogue.derivative(op, saved.doubles(), saved.offset(), ld));
  }

  FloatEpilogue floats() {
    return require(single, Precision.FLOAT64);
  }

  DoubleEpilogue doubles() {
    return require(twice, Precision.FLOAT32);
  }

  private static <T> T require(T epilogue, Precision other) {
    if (epilogue == null) {
      throw new IllegalArgumentException("the epilogue is " + other + ", the product is not");
    }
    return epilogue;
  }
}
