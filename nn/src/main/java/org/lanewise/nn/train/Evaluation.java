package org.lanewise.nn.train;

import java.util.function.UnaryOperator;
import org.lanewise.core.Backend;
import org.lanewise.nn.Network;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.data.BatchSource;
import org.lanewise.nn.loss.BinaryCrossEntropy;
import org.lanewise.nn.loss.ElementwiseLoss;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.metric.Classes;
import org.lanewise.nn.metric.ConfusionMatrix;
import org.lanewise.nn.metric.ProbabilityError;
import org.lanewise.nn.metric.RegressionError;
import org.lanewise.nn.metric.RocCurve;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * How well a network does on samples.
 *
 * @param loss the mean loss of a sample: the values of batches, each times its samples unless they
 *     are sums, over all samples
 * @param samples how many there were
 * @param confusion classes counted, for a classification; null for a regression
 * @param roc the scores of two classes; null if there are not two
 * @param probabilities how sure the network was; null unless the loss takes outputs for logits
 * @param error the size of the errors, for a regression; null for a classification
 */
public record Evaluation(
    double loss,
    int samples,
    ConfusionMatrix confusion,
    RocCurve roc,
    ProbabilityError probabilities,
    RegressionError error) {
  /** Returns the share of right classes; NaN for a regression. */
  public double accuracy() {
    return confusion == null ? Double.NaN : confusion.accuracy();
  }

  /** Returns the area under the ROC curve; NaN if there are not two classes. */
  public double auc() {
    return roc == null ? Double.NaN : roc.area();
  }

  /**
   * Evaluates a network.
   *
   * @param batches the samples, already scaled
   * @param classes how many classes there are; 0 for a regression
   */
  public static Evaluation of(
      Network network, Loss loss, BatchSource batches, int classes, Backend backend) {
    return new Evaluator(network, loss, batches, classes, backend).run();
  }

  /**
   * Evaluates whatever predicts.
   *
   * @param prediction gives the outputs for a batch of samples; they may be overwritten by the next
   * @param batches the samples, in the form that it takes
   * @param classes how many classes there are; 0 for a regression
   */
  public static Evaluation of(
      UnaryOperator<Tensor> prediction,
      int outputs,
      Loss loss,
      BatchSource batches,
      int classes,
      Backend backend) {
    Precision precision = batches.x(1).precision();
    TensorOps ops = new TensorOps(backend);
    return new Evaluator(prediction, outputs, precision, ops, loss, batches, classes).run();
  }

  /** Evaluates the same samples again and again, as after each epoch, in the same memory. */
  static final class Evaluator {
    private final UnaryOperator<Tensor> prediction;
    private final int outputs;
    private final TensorOps ops;
    private final Loss loss;
    private final BatchSource batches;
    private final int classes;
    private final Tensor gradient;

    Evaluator(Network network, Loss loss, BatchSource batches, int classes, Backend backend) {
      this(
          network,
          Workspace.forPrediction(network, backend, batches.batchSize()),
          loss,
          batches,
          classes);
    }

    private Evaluator(
        Network network, Workspace workspace, Loss loss, BatchSource batches, int classes) {
      this(
          x -> network.predict(x, workspace),
          network.outputs(),
          network.precision(),
          workspace.ops(),
          loss,
          batches,
          classes);
    }

    private Evaluator(
        UnaryOperator<Tensor> prediction,
        int outputs,
        Precision precision,
        TensorOps ops,
        Loss loss,
        BatchSource batches,
        int classes) {
      this.prediction = prediction;
      this.outputs = outputs;
      this.ops = ops;
      this.loss = loss;
      this.batches = batches;
      this.classes = classes;
      this.gradient = Tensor.zeros(precision, batches.batchSize(), outputs);
    }

    Evaluation run() {
      ConfusionMatrix confusion = classes > 0 ? new ConfusionMatrix(classes) : null;
      RocCurve roc = classes == 2 ? new RocCurve() : null;
      RegressionError error = classes > 0 ? null : new RegressionError();
      boolean onLogits = loss instanceof SoftmaxCrossEntropy || loss instanceof BinaryCrossEntropy;
      ProbabilityError probabilities =
          confusion != null && onLogits ? new ProbabilityError(Math.max(2, outputs)) : null;
      double sum = 0;
      for (int i = 0; i < batches.count(); i++) {
        int size = batches.load(i);
        Tensor output = prediction.apply(batches.x(size));
        Tensor targets = batches.y(size);
        Tensor buffer = gradient.rows(0, size);
        double value = loss.evaluate(ops, output, targets, buffer);
        sum += loss.reduction().total(value, size);
        if (confusion == null) {
          if (loss instanceof ElementwiseLoss elementwise) {
            ops.unary(elementwise.link(), output, buffer);
            output = buffer;
          }
          error.add(output, targets);
          continue;
        }
        count(output, targets, size, confusion);
        for (int row = 0; row < size; row++) {
          int actual = Classes.actual(targets, row);
          if (roc != null) {
            roc.add(Classes.score(output, row), actual == 1);
          }
          if (probabilities != null) {
            probabilities.add(output, row, actual);
          }
        }
      }
      return new Evaluation(
          sum / batches.samples(), batches.samples(), confusion, roc, probabilities, error);
    }
  }

  /** Counts the predicted and the actual class of each row. */
  static void count(Tensor output, Tensor targets, int rows, ConfusionMatrix confusion) {
    for (int i = 0; i < rows; i++) {
      confusion.add(Classes.actual(targets, i), Classes.predicted(output, i));
    }
  }
}
