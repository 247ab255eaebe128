package org.lanewise.nn.loss;

import org.lanewise.core.UnaryOp;

/**
 * {@code -p t log s(z) - (1 - t) log(1 - s(z))} for logits z, the logistic function s and the
 * weight p of positives; its derivative is {@code (p t + 1 - t) s(z) - p t}, for p = 1 {@code s(z)
 * - t}.
 *
 * <p>It is computed from {@code -log(1 - s(z)) = max(z, 0) + log1p(e^-|z|)}, which is finite for
 * any finite logits. Targets lie in 0 to 1. An element counts {@code p t + 1 - t} in the divisor of
 * a mean, as if positives occurred p times; PyTorch divides by the number of elements there.
 *
 * @param positiveWeight p: what a positive counts where a negative counts 1
 */
public record BinaryCrossEntropy(Reduction reduction, double positiveWeight)
    implements ElementwiseLoss {
  /** Checks the weight. */
  public BinaryCrossEntropy {
    Shapes.weight("class", 1, positiveWeight);
  }

  /** Creates the mean over all elements, without a weight. */
  public BinaryCrossEntropy() {
    this(Reduction.MEAN, 1);
  }

  @Override
  public String name() {
    return Losses.name(positiveWeight == 1 ? "bce" : "bce:" + positiveWeight, reduction);
  }

  @Override
  public UnaryOp link() {
    return UnaryOp.SIGMOID;
  }

  @Override
  public String wrong(double target) {
    return target >= 0 && target <= 1 ? null : "between 0 and 1";
  }

  @Override
  public double classWeight(double target) {
    return positiveWeight * target + (1 - target);
  }

  @Override
  public double value(double output, double target) {
    // StrictMath in double: the same bits on every machine, and the outputs are few.
    double rest = StrictMath.log1p(StrictMath.exp(-Math.abs(output)));
    double weight = classWeight(target);
    return weight * Math.max(output, 0) - positiveWeight * target * output + weight * rest;
  }

  @Override
  public double derivative(double probability, double target) {
    return classWeight(target) * probability - positiveWeight * target;
  }
}
