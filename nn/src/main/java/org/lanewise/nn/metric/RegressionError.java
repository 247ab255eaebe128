package org.lanewise.nn.metric;

import org.lanewise.nn.tensor.Tensor;

/**
 * Sums up how far predicted numbers are from the right ones.
 *
 * <p>Where there are several outputs, all their elements count alike. Sums are kept in double;
 * variances by Welford's method (1962). Not thread-safe.
 */
public final class RegressionError {
  private long count;
  private double squares;
  private double absolute;
  private double meanError;
  private double errorSpread;
  private double mean;
  private double spread;

  /** Starts with no samples. */
  public RegressionError() {}

  /**
   * Counts every element of a batch.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public void add(Tensor output, Tensor targets) {
    if (output.rows() != targets.rows() || output.columns() != targets.columns()) {
      throw new IllegalArgumentException(
          "the output is %d x %d, the targets are %d x %d"
              .formatted(output.rows(), output.columns(), targets.rows(), targets.columns()));
    }
    for (int i = 0; i < targets.size(); i++) {
      double target = targets.get(i);
      double error = output.get(i) - target;
      count++;
      squares += error * error;
      absolute += Math.abs(error);
      double deviation = error - meanError;
      meanError += deviation / count;
      errorSpread += deviation * (error - meanError);
      double delta = target - mean;
      mean += delta / count;
      spread += delta * (target - mean);
    }
  }

  /** Returns the mean squared error; NaN of none. */
  public double mse() {
    return squares / count;
  }

  /** Returns the mean absolute error; NaN of none. */
  public double mae() {
    return absolute / count;
  }

  /** Returns the root of the mean squared error; NaN of none. */
  public double rmse() {
    return Math.sqrt(mse());
  }

  /**
   * Returns the coefficient of determination {@code 1 - sum error^2 / sum (target - mean)^2}. If
   * the targets do not vary it is 1 without any error, else 0, as scikit-learn has it; NaN of fewer
   * than two numbers.
   */
  public double r2() {
    return count < 2 ? Double.NaN : explained(squares);
  }

  /**
   * Returns {@code 1 - variance of the errors / variance of the targets}: {@link #r2} as it would
   * be without the mean error. If the targets do not vary it is 1 if the errors do not either, else
   * 0, as scikit-learn has it; NaN of none.
   */
  public double explainedVariance() {
    return count == 0 ? Double.NaN : explained(errorSpread);
  }

  private double explained(double left) {
    if (spread == 0 && Double.isFinite(left)) {
      return left == 0 ? 1 : 0;
    }
    return 1 - left / spread;
  }
}
