package org.lanewise.nn.optim;

import org.lanewise.core.UnaryOp;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * Bounds gradients before the optimizer's step: each by its value, then all by their norm.
 *
 * @param each what is applied to each derivative
 * @param norm the largest Euclidean norm of all gradients of a network; infinite for no bound
 */
public record GradientClipping(UnaryOp each, double norm) {
  /** Leaves gradients as they are. */
  public static final GradientClipping NONE =
      new GradientClipping(UnaryOp.IDENTITY, Double.POSITIVE_INFINITY);

  /** Returns this, and each derivative is moved into {@code [-limit, limit]}, on both sides. */
  public GradientClipping byValue(double limit) {
    Ranges.positive("clip value", limit);
    return new GradientClipping(UnaryOp.clamp(-limit, limit), norm);
  }

  /**
   * Returns this, and all gradients are multiplied by {@code limit / norm} where their norm exceeds
   * the limit: the direction stays (Pascanu et al. 2013).
   */
  public GradientClipping byNorm(double limit) {
    Ranges.positive("clip norm", limit);
    return new GradientClipping(each, limit);
  }

  /** Bounds gradients in place. NaN stays NaN. Allocates nothing. */
  public void apply(TensorOps ops, Tensor gradients) {
    if (each != UnaryOp.IDENTITY) {
      ops.unary(each, gradients, gradients);
    }
    double length = norm < Double.POSITIVE_INFINITY ? ops.norm(gradients) : 0;
    if (length > norm) {
      ops.scal(norm / length, gradients);
    }
  }
}
