package org.lanewise.nn.loss;

import java.util.List;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * {@code -sum c t log softmax(z)} of each row, for logits z, a distribution t and weights c of the
 * classes; its derivative is {@code a softmax(z) - c t} with {@code a = sum c t}, which is 1
 * without weights.
 *
 * <p>It is computed as {@code log sum e^z - sum t z}, which is finite for any finite logits whose
 * differences are. Targets are rows x 1 with the index of the right class, or rows x classes with a
 * distribution a row. A row counts a in the divisor of a mean, as in PyTorch for indices without
 * smoothing; for distributions that divides by the rows.
 *
 * @param divergence whether the least there is for these targets is taken off, {@code -sum t log
 *     t}: the Kullback-Leibler divergence, 0 where the network is right, of the same derivative
 * @param smoothing s: t becomes {@code (1 - s) t + s / classes} (Szegedy et al. 2016); below 1
 * @param classWeights c, one a class; empty if all count 1
 */
public record SoftmaxCrossEntropy(
    Reduction reduction, boolean divergence, double smoothing, List<Double> classWeights)
    implements Loss {
  /** Checks the smoothing and the weights. */
  public SoftmaxCrossEntropy {
    classWeights = List.copyOf(classWeights);
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException(
          "label smoothing is " + smoothing + ", it must be in [0, 1)");
    }
    if (divergence && !classWeights.isEmpty()) {
      throw new IllegalArgumentException("a divergence has no class weights; weigh its samples");
    }
    for (int i = 0; i < classWeights.size(); i++) {
      Shapes.weight("class", i, classWeights.get(i));
    }
  }

  /** Creates the mean over rows. */
  public SoftmaxCrossEntropy() {
    this(Reduction.MEAN, 0, List.of());
  }

  /** Creates the cross entropy with smoothing and weights, or without: 0 and an empty list. */
  public SoftmaxCrossEntropy(Reduction reduction, double smoothing, List<Double> classWeights) {
    this(reduction, false, smoothing, classWeights);
  }

  @Override
  public String name() {
    String list = classWeights.toString().replaceAll("[\\[\\] ]", "");
    String weights = list.isEmpty() ? "" : ":weights=" + list;
    return Losses.name(
        (divergence ? "kl" : "cross-entropy") + (smoothing == 0 ? "" : ":" + smoothing) + weights,
        reduction);
  }

  @Override
  public double evaluate(
      TensorOps ops, Tensor output, Tensor targets, Tensor weights, Tensor gradient) {
    int rows = output.rows();
    int classes = output.columns();
    boolean byIndex = targets.columns() == 1 && classes > 1;
    Shapes.require(output, targets, byIndex ? 1 : classes, weights, gradient);
    if (!classWeights.isEmpty() && classWeights.size() != classes) {
      throw new IllegalArgumentException(
          "there are " + classWeights.size() + " class weights, the network has " + classes);
    }
    boolean plain = smoothing == 0 && classWeights.isEmpty();
    // The gradient's memory holds a number a row for a moment, before the gradient itself.
    ops.logSumExpRows(output, gradient);
    double sum = 0;
    double counted = 0;
    for (int i = 0; i < rows; i++) {
      double weight = Shapes.weight(weights, i);
      if (weight > 0) {
        // An index that is no class meets none; the total of 0 tells.
        int first = plain && byIndex ? (int) Math.min(classes - 1, Math.max(0, targets.get(i))) : 0;
        int end = plain && byIndex ? first + 1 : classes;
        double logSumExp = gradient.get(i);
        double total = 0;
        double rowWeight = 0;
        double loss = 0;
        for (int j = first; j < end; j++) {
          double target = target(targets, i, j, byIndex);
          double share = share(target, j, classes);
          double least = divergence ? StrictMath.log(share) : 0;
          total += target >= 0 ? target : Double.NaN;
          rowWeight += share;
          loss += share == 0 ? 0 : share * (logSumExp - output.get(i, j) + least);
        }
        if (!(Math.abs(total - 1) <= 1e-4)) { // the rounding of floats
          throw new IllegalArgumentException(
              byIndex
                  ? "target of row %d is class %s, the network has %d"
                      .formatted(i, targets.get(i), classes)
                  : "targets of row " + i + " are no distribution: they must be >= 0 and sum to 1");
        }
        sum += weight * (divergence ? Math.max(0, loss) : loss);
        counted += weight * (classWeights.isEmpty() ? 1 : rowWeight);
      }
    }
    ops.softmaxRows(output, gradient);
    if (plain && weights == null && !byIndex) {
      ops.axpy(-1, targets, gradient);
    }
    for (int i = 0; i < rows && (byIndex || !plain || weights != null); i++) {
      double weight = Shapes.weight(weights, i);
      if (weight == 1 && plain && byIndex) {
        int right = (int) targets.get(i);
        gradient.set(i, right, gradient.get(i, right) - 1);
        continue;
      }
      double rowWeight = classWeights.isEmpty() ? 1 : 0;
      for (int j = 0; j < classWeights.size(); j++) {
        rowWeight += share(target(targets, i, j, byIndex), j, classes);
      }
      for (int j = 0; j < classes; j++) {
        double share = share(target(targets, i, j, byIndex), j, classes);
        double error = rowWeight * gradient.get(i, j) - share;
        gradient.set(i, j, weight == 0 ? 0 : weight * error);
      }
    }
    return reduction.apply(ops, sum, counted, 1, 1, gradient);
  }

  private static double target(Tensor targets, int row, int column, boolean byIndex) {
    return byIndex ? (targets.get(row) == column ? 1 : 0) : targets.get(row, column);
  }

  /** Returns the smoothed target of a class, times its weight. */
  private double share(double target, int column, int classes) {
    double share = smoothing == 0 ? target : (1 - smoothing) * target + smoothing / classes;
    return classWeights.isEmpty() ? share : classWeights.get(column) * share;
  }
}
