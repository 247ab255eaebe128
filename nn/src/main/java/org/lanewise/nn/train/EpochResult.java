package org.lanewise.nn.train;

/**
 * What one epoch of training gave.
 *
 * @param epoch its number, from 1
 * @param trainLoss the mean loss of a sample, as {@link Evaluation#loss} defines it, as they were
 *     met in training
 * @param trainAccuracy the share of right classes among them; NaN for a regression
 * @param validationLoss the mean loss of the validation part after the epoch; NaN if there is none
 * @param validationAccuracy the share of right classes there; NaN for a regression
 * @param seconds how long training took, validation not counted
 * @param samplesPerSecond training samples a second
 * @param learningRate the rate of its last step
 */
public record EpochResult(
    int epoch,
    double trainLoss,
    double trainAccuracy,
    double validationLoss,
    double validationAccuracy,
    double seconds,
    double samplesPerSecond,
    double learningRate) {
  /** What the numbers are called in files, in order. */
  static final String NAMES =
      "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,seconds,"
          + "samples_per_second,learning_rate";

  static EpochResult of(double[] v) {
    return new EpochResult((int) v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]);
  }

  double[] values() {
    return new double[] {
      epoch, trainLoss, trainAccuracy, validationLoss,
      validationAccuracy, seconds, samplesPerSecond, learningRate
    };
  }
}
