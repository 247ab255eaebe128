package org.lanewise.nn.train;

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
import org.lanewise.nn.tensor.Tensor;

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

  /** Evaluates the same samples again and again, as after each epoch, in the same memory. */
  static final class Evaluator {
    private final Network network;
    private final Loss loss;
    private final BatchSource batches;
    private final int classes;
    private final Workspace workspace;
    private final Tensor gradient;

    Evaluator(Network network, Loss loss, BatchSource batches, int classes, Backend backend) {
      this.network = network;
      this.loss = loss;
      this.batches = batches;
      this.classes = classes;
      this.workspace = Workspace.forPrediction(network, backend, batches.batchSize());
      this.gradient = Tensor.zeros(network.precision(), batches.batchSize(), network.outputs());
    }

    Evaluation run() {
      ConfusionMatrix confusion = classes > 0 ? new ConfusionMatrix(classes) : null;
      RocCurve roc = classes == 2 ? new RocCurve() : null;
      RegressionError error = classes > 0 ? null : new RegressionError();
      boolean onLogits = loss instanceof SoftmaxCrossEntropy || loss instanceof BinaryCrossEntropy;
      ProbabilityError probabilities =
          confusion != null && onLogits
              ? new ProbabilityError(Math.max(2, network.outputs()))
              : null;
      double sum = 0;
      for (int i = 0; i < batches.count(); i++) {
        int size = batches.load(i);
        Tensor output = network.predict(batches.x(size), workspace);
        Tensor targets = batches.y(size);
        Tensor buffer = gradient.rows(0, size);
        double value = loss.evaluate(workspace.ops(), output, targets, buffer);
        sum += loss.reduction().total(value, size);
        if (confusion == null) {
          if (loss instanceof ElementwiseLoss elementwise) {
            workspace.ops().unary(elementwise.link(), output, buffer);
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
