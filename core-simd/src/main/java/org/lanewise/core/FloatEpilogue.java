package org.lanewise.core;

import java.util.Objects;

/**
 * What happens to each element of a matrix product {@code S = alpha op(A) op(B) + beta C} before it
 * counts as done, while it is still in the nearest cache. The bits are those of separate calls.
 *
 * <ul>
 *   <li>{@link #activation}: {@code C = op(S + bias)}, the bias added to every row as by {@code
 *       addRow}, the function applied as by {@code unary};
 *   <li>{@link #derivative}: {@code C = S op'(saved)}, as by {@code unaryGradient}.
 * </ul>
 *
 * <p>An epilogue is immutable and may be used for many products, by many threads.
 */
public final class FloatEpilogue {
  /** Nothing: {@code C = S}. */
  public static final FloatEpilogue NONE = new FloatEpilogue(UnaryOp.IDENTITY, null, 0, null, 0, 0);

  private final UnaryOp op;
  private final float[] bias;
  private final int biasOffset;
  private final float[] saved;
  private final int savedOffset;
  private final int ldSaved;

  private FloatEpilogue(
      UnaryOp op, float[] bias, int biasOffset, float[] saved, int savedOffset, int ldSaved) {
    this.op = Objects.requireNonNull(op, "op");
    this.bias = bias;
    this.biasOffset = biasOffset;
    this.saved = saved;
    this.savedOffset = savedOffset;
    this.ldSaved = ldSaved;
  }

  /**
   * Adds a row of bias and applies a function.
   *
   * @param op {@link UnaryOp#IDENTITY} for a bias alone
   * @param bias holds an entry a column of C; read during each product, so it may change between
   * @param biasOffset index of its first entry
   */
  public static FloatEpilogue activation(UnaryOp op, float[] bias, int biasOffset) {
    return new FloatEpilogue(op, Objects.requireNonNull(bias, "bias"), biasOffset, null, 0, 0);
  }

  /** Applies a function without a bias. */
  public static FloatEpilogue activation(UnaryOp op) {
    return new FloatEpilogue(op, null, 0, null, 0, 0);
  }

  /**
   * Multiplies by the derivative of a function.
   *
   * @param saved a matrix of the shape of C: what {@link UnaryOp.Kind#derivativeFrom} says; read
   *     during each product
   * @param savedOffset index of its first element
   * @param ldSaved from one row of it to the next
   */
  public static FloatEpilogue derivative(UnaryOp op, float[] saved, int savedOffset, int ldSaved) {
    return new FloatEpilogue(
        op, null, 0, Objects.requireNonNull(saved, "saved"), savedOffset, ldSaved);
  }

  /** Returns the function. */
  public UnaryOp op() {
    return op;
  }

  /** Returns the array of the bias, or null. */
  public float[] bias() {
    return bias;
  }

  /** Returns the index of the first entry of the bias. */
  public int biasOffset() {
    return biasOffset;
  }

  /** Returns the array of the saved values, or null if this is no derivative. */
  public float[] saved() {
    return saved;
  }

  /** Returns the index of the first saved value. */
  public int savedOffset() {
    return savedOffset;
  }

  /** Returns the leading dimension of the saved values. */
  public int ldSaved() {
    return ldSaved;
  }
}
