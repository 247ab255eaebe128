package org.lanewise.nn.metric;

import org.lanewise.nn.tensor.Tensor;

/**
 * Sums up how far predicted numbers are from the right ones.
 *
 * <p>Sums are kept in double; the variance of the targets by Welford's method (1962). Not
 * thread-safe.
 */
public final class RegressionError {
  private long count;
  private double squares;
  private double mean;
  private double spread;

  /** Starts with no samples. */
  public RegressionError() {}

  /** Counts every element of a batch; both have the same shape. */
  public void add(Tensor output, Tensor targets) {
    for (int i = 0; i < targets.size(); i++) {
      double target = targets.get(i);
      double error = output.get(i) - target;
      count++;
      squares += error * error;
      double delta = target - mean;
      mean += delta / count;
      spread += delta * (target - mean);
    }
  }

  /** Returns the root of the mean squared error; NaN of none. */
  public double rmse() {
    return Math.sqrt(squares / count);
  }

  /**
   * Returns the coefficient of determination {@code 1 - sum error^2 / sum (target - mean)^2}; NaN
   * if the targets do not vary.
   */
  public double r2() {
    return spread == 0 ? Double.NaN : 1 - squares / spread;
  }
}
