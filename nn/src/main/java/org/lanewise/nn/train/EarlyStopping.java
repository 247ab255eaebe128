package org.lanewise.nn.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lanewise.nn.Network;
import org.lanewise.nn.tensor.Tensor;

/**
 * Ends a training that no longer gets better.
 *
 * <p>An epoch is an improvement if it is better than the last improvement by more than {@code
 * minChange}; NaN never is. Training stops after the {@code patience}-th epoch in a row that is not
 * an improvement beyond the baseline: with patience 3 and the best epoch 5, after epoch 8.
 *
 * @param monitor what is watched
 * @param patience how many epochs in a row may pass, at least 1
 * @param minChange how much better counts as better, at least 0
 * @param baseline what an improvement must pass to count for patience; NaN if there is none
 * @param restoreBest whether training ends, early or not, with the parameters of the last
 *     improvement; if there was none, or training fails, they stay as they are
 */
public record EarlyStopping(
    Monitor monitor, int patience, double minChange, double baseline, boolean restoreBest) {
  /** Checks the settings. */
  public EarlyStopping {
    if (patience < 1 || !(minChange >= 0 && minChange < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "patience is %d and the minimum change %s; they must be at least 1 and 0"
              .formatted(patience, minChange));
    }
  }

  /** Returns the usual: the validation loss, any change, no baseline, the best restored. */
  public static EarlyStopping of(int patience) {
    return new EarlyStopping(Monitor.VALIDATION_LOSS, patience, 0, Double.NaN, true);
  }

  /** What of an epoch is watched. */
  public enum Monitor {
    /** The loss of the validation part. */
    VALIDATION_LOSS,
    /** The share of right classes there; more is better. */
    VALIDATION_ACCURACY,
    /** The loss of the samples learned. */
    TRAIN_LOSS;

    /** Returns the value such that less is better. */
    double cost(EpochResult result) {
      return switch (this) {
        case VALIDATION_LOSS -> result.validationLoss();
        case VALIDATION_ACCURACY -> -result.validationAccuracy();
        case TRAIN_LOSS -> result.trainLoss();
      };
    }

    /** Returns the best epoch of a history, the first of equals; null if all are NaN. */
    public EpochResult best(History history) {
      EpochResult best = null;
      for (EpochResult result : history.epochs()) {
        if (best == null ? !Double.isNaN(cost(result)) : cost(result) < cost(best)) {
          best = result;
        }
      }
      return best;
    }
  }

  /** Watches one training; what it has seen follows from the history. */
  final class Watch implements Callback {
    private final Map<String, Tensor> network;
    private final Map<String, Tensor> best = new LinkedHashMap<>();
    private double least = Double.POSITIVE_INFINITY;
    private int waited;

    Watch(Network network) {
      this.network = Checkpoint.state(network);
      this.network.forEach((name, t) -> best.put("best." + name, t.copy(t.precision())));
    }

    @Override
    public void beforeTraining(Training training) {
      training.epochs.forEach(result -> isImprovement(training, result));
    }

    /** Also stops the training if it is time. */
    private boolean isImprovement(Training training, EpochResult result) {
      double cost = monitor.cost(result);
      boolean improved = cost < least - minChange;
      least = improved ? cost : least;
      double limit = monitor == Monitor.VALIDATION_ACCURACY ? -baseline : baseline;
      waited = improved && !(cost >= limit) ? 0 : waited + 1;
      if (waited >= patience) {
        training.stop();
      }
      return improved;
    }

    @Override
    public void afterEpoch(Training training, EpochResult result) {
      if (isImprovement(training, result)) {
        network.forEach((name, tensor) -> best.get("best." + name).copyFrom(tensor));
      }
    }

    @Override
    public void afterTraining() {
      if (restoreBest && least < Double.POSITIVE_INFINITY) {
        network.forEach((name, tensor) -> tensor.copyFrom(best.get("best." + name)));
      }
    }

    @Override
    public Map<String, Tensor> state() {
      return best;
    }

    @Override
    public String toString() {
      return EarlyStopping.this.toString();
    }
  }
}
