package org.lanewise.cli;

import java.util.List;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.data.CsvDataset;
import org.lanewise.nn.data.CsvTable;
import org.lanewise.nn.data.DataFormatException;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.loss.BinaryCrossEntropy;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.PointLoss;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/** What a loss takes as targets, and what it makes of a network's output. */
final class LossTargets {
  /** Numbers of a precision that a standard deviation must hold for predictions to mean much. */
  private static final double LEAST_STEPS = 32;

  private LossTargets() {}

  private static boolean is(PointLoss.Kind kind, Loss loss) {
    return loss instanceof PointLoss point && point.kind() == kind;
  }

  /** Returns whether numbers are its targets, in a table. */
  static boolean areNumbers(Loss loss) {
    return loss instanceof MeanSquaredError
        || is(PointLoss.Kind.MAE, loss)
        || is(PointLoss.Kind.HUBER, loss)
        || areCounts(loss);
  }

  /** Returns whether a single output tells two classes apart. */
  static boolean areTwoClasses(Loss loss) {
    return loss instanceof BinaryCrossEntropy || is(PointLoss.Kind.HINGE, loss);
  }

  /** Returns whether counts are its targets, of which the output is the logarithm. */
  static boolean areCounts(Loss loss) {
    return is(PointLoss.Kind.POISSON, loss);
  }

  /** Refuses a table in which a count is negative, with its place in the file. */
  static void requireCounts(CsvTable table, String target) throws DataFormatException {
    int column = table.column(target);
    for (int i = 0; i < table.rows(); i++) {
      if (table.value(i, column) < 0) {
        throw new DataFormatException(
            table.file(),
            table.line(i),
            table.field(column),
            "%s is %s; the Poisson loss is for counts, which are at least 0"
                .formatted(target, table.value(i, column)));
      }
    }
  }

  /** Refuses targets that are all the same, or that the precision takes for the same. */
  static void requireDistinct(CsvTable table, String target, Precision precision)
      throws DataFormatException {
    Dataset exact = CsvDataset.targets(table, target, List.of(), Precision.FLOAT64);
    FeatureScaling scaling = FeatureScaling.standard(exact.targets(), exact.allRows());
    double mean = scaling.shift()[0];
    boolean varies = scaling.factor()[0] > 0;
    double deviation = 1 / scaling.factor()[0];
    if (!varies && table.rows() > 1) {
      throw new IllegalArgumentException(
          "%s: column %s is %s in every row; there is nothing to predict"
              .formatted(table.file(), target, exact.targets().get(0)));
    }
    if (varies
        && precision == Precision.FLOAT32
        && Math.ulp((float) mean) > deviation / LEAST_STEPS) {
      throw new IllegalArgumentException(
          "%s: the numbers in column %s lie around %s and deviate by %.3g, too little for float32"
                  .formatted(table.file(), target, mean, deviation)
              + " to tell them apart; use --precision float64");
    }
  }

  /** Returns whether the network itself must end with probabilities. */
  static boolean needsSoftmax(Loss loss) {
    return is(PointLoss.Kind.HELLINGER, loss);
  }

  /** Class indices for the losses that know classes; for the others a column a class. */
  static Tensor of(Dataset data, Loss loss) {
    boolean byIndex = loss instanceof SoftmaxCrossEntropy || areTwoClasses(loss);
    return data.isClassification() && !byIndex ? data.oneHotTargets() : data.targets();
  }

  /** Returns whether a network trained with it gives probabilities. */
  static boolean giveProbabilities(Loss loss) {
    return loss instanceof SoftmaxCrossEntropy
        || loss instanceof BinaryCrossEntropy
        || needsSoftmax(loss);
  }

  /** Returns the probabilities that an output stands for. */
  static Tensor probabilities(Loss loss, Tensor output, TensorOps ops) {
    Tensor probabilities = output.copy(output.precision());
    if (loss instanceof BinaryCrossEntropy) {
      ops.unary(UnaryOp.SIGMOID, output, probabilities);
    } else if (loss instanceof SoftmaxCrossEntropy) {
      ops.softmaxRows(output, probabilities);
    }
    return probabilities;
  }
}
