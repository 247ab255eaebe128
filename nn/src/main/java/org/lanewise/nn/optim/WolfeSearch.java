package org.lanewise.nn.optim;

import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * Looks along a direction for a point that meets the strong Wolfe conditions: the value has fallen
 * by a share of what the slope promised, and the slope is flatter. It keeps the lowest such end of
 * an interval that holds one, and places the next point by a cubic.
 */
final class WolfeSearch {
  private static final double DECREASE = 1e-4;
  private static final double CURVATURE = 0.9;
  private static final int MAX_EVALUATIONS = 40;

  private final TensorOps ops;
  private final Lbfgs.Objective objective;
  private final Tensor start;

  /** The point found, its gradient and its value. */
  final Tensor point;

  final Tensor gradient;
  double value;
  int evaluations = 1; // that of the start

  WolfeSearch(TensorOps ops, Lbfgs.Objective objective, Tensor start) {
    this.ops = ops;
    this.objective = objective;
    this.start = start;
    this.point = start.copy(start.precision());
    this.gradient = start.copy(start.precision());
  }

  /** Goes a distance from the start and returns the slope there. */
  private double move(double distance, Tensor direction) {
    point.copyFrom(start);
    ops.axpy(distance, direction, point);
    value = objective.evaluate(point, gradient);
    evaluations++;
    return ops.dot(gradient, direction);
  }

  /** Returns whether a point with a lower value was found, which is then {@link #point}. */
  boolean run(double startValue, Tensor startGradient, Tensor direction, double first) {
    double startSlope = ops.dot(startGradient, direction);
    double low = 0;
    double lowValue = startValue;
    double lowSlope = startSlope;
    double high = Double.POSITIVE_INFINITY;
    double highValue = high;
    double highSlope = high;
    double at = first;
    for (int i = 0; startSlope < 0 && i < MAX_EVALUATIONS && at != low && at != high; i++) {
      double slope = move(at, direction);
      boolean fell = value <= startValue + DECREASE * at * startSlope && value < lowValue;
      if (fell && Math.abs(slope) <= -CURVATURE * startSlope) {
        return true;
      }
      if (!fell) {
        high = at;
        highValue = value;
        highSlope = slope;
      } else {
        if (high < Double.POSITIVE_INFINITY ? slope * (high - low) >= 0 : slope >= 0) {
          high = low;
          highValue = lowValue;
          highSlope = lowSlope;
        }
        low = at;
        lowValue = value;
        lowSlope = slope;
      }
      at =
          high == Double.POSITIVE_INFINITY
              ? 3 * at
              : between(low, lowValue, lowSlope, high, highValue, highSlope);
    }
    if (low > 0) {
      move(low, direction);
    }
    return low > 0;
  }

  /** Returns the lowest point of the cubic through two ends, or the middle if it is near an end. */
  private static double between(double a, double fa, double ga, double b, double fb, double gb) {
    double mean = ga + gb - 3 * (fa - fb) / (a - b);
    double root = Math.sqrt(mean * mean - ga * gb) * Math.signum(b - a);
    double lowest = b - (b - a) * (gb + root - mean) / (gb - ga + 2 * root);
    double share = (lowest - a) / (b - a);
    return share > 0.1 && share < 0.9 ? lowest : a + (b - a) / 2;
  }
}
