package org.lanewise.nn.optim;

import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * L-BFGS with a line search for the strong Wolfe conditions (Nocedal and Wright, "Numerical
 * optimization", 2006, algorithms 7.4, 3.5 and 3.6): for smooth functions of few parameters whose
 * whole gradient is at hand. Float64 is recommended; float32 stops where its rounding begins.
 *
 * @param history how many pairs of steps and changes of the gradient are remembered, at least 1
 * @param maxIterations how many steps at most, at least 1
 * @param gradientTolerance it stops where the Euclidean norm of the gradient is at most this
 * @param changeTolerance it stops where the value falls by at most this times the larger of 1 and
 *     its magnitude
 */
public record Lbfgs(
    int history, int maxIterations, double gradientTolerance, double changeTolerance) {
  /** Checks the settings. */
  public Lbfgs {
    Ranges.atLeastOne("history", history);
    Ranges.atLeastOne("maximum of iterations", maxIterations);
    Ranges.atLeastZero("gradient tolerance", gradientTolerance);
    Ranges.atLeastZero("change tolerance", changeTolerance);
  }

  /** Returns a history of 10, 1,000 iterations, and tolerances of 1e-6 and 1e-12. */
  public static Lbfgs standard() {
    return new Lbfgs(10, 1000, 1e-6, 1e-12);
  }

  /** A function to be minimized. */
  @FunctionalInterface
  public interface Objective {
    /** Returns the value at the parameters and overwrites the gradient. */
    double evaluate(Tensor parameters, Tensor gradient);
  }

  /**
   * Why it ended: the gradient is small, the value hardly falls any more, the iterations are used
   * up, no step lowers the value (rounding has the upper hand, or the gradient is wrong), or there
   * is no finite value to start from.
   */
  public enum Stop {
    GRADIENT,
    CHANGE,
    ITERATIONS,
    LINE_SEARCH,
    NOT_FINITE
  }

  /** What minimization came to. */
  public record Result(
      Stop reason, double value, double gradientNorm, int iterations, int evaluations) {}

  /**
   * Minimizes a function.
   *
   * @param parameters where to start; overwritten with the lowest point found
   */
  public Result minimize(TensorOps ops, Objective objective, Tensor parameters) {
    Tensor[] s = new Tensor[history];
    Tensor[] y = new Tensor[history];
    double[] sy = new double[history];
    int pairs = 0;
    WolfeSearch search = new WolfeSearch(ops, objective, parameters);
    Tensor gradient = parameters.copy(parameters.precision());
    Tensor direction = parameters.copy(parameters.precision());
    double value = objective.evaluate(parameters, gradient);
    double norm = ops.norm(gradient);
    if (!Double.isFinite(value) || !Double.isFinite(norm)) {
      return new Result(Stop.NOT_FINITE, value, norm, 0, 1);
    }
    Stop stop = Stop.ITERATIONS;
    int iteration = 0;
    while (true) {
      stop = norm <= gradientTolerance ? Stop.GRADIENT : stop;
      if (stop != Stop.ITERATIONS || iteration == maxIterations) {
        return new Result(stop, value, norm, iteration, search.evaluations);
      }
      direction.copyFrom(gradient);
      ops.scal(-1, direction);
      turn(ops, direction, s, y, sy, pairs);
      double first = pairs == 0 ? Math.min(1, 1 / ops.asum(gradient)) : 1;
      if (!search.run(value, gradient, direction, first)) {
        stop = pairs == 0 ? Stop.LINE_SEARCH : stop;
        pairs = 0; // once more along the gradient itself
        continue;
      }
      iteration++;
      int at = pairs % history;
      s[at] = search.point.copy(parameters.precision());
      y[at] = search.gradient.copy(parameters.precision());
      ops.axpy(-1, parameters, s[at]);
      ops.axpy(-1, gradient, y[at]);
      sy[at] = ops.dot(s[at], y[at]);
      pairs = sy[at] > 0 ? pairs + 1 : 0; // it is, by the Wolfe conditions, rounding apart
      parameters.copyFrom(search.point);
      gradient.copyFrom(search.gradient);
      norm = ops.norm(gradient);
      double fall = value - search.value;
      value = search.value;
      if (fall <= changeTolerance * Math.max(1, Math.abs(value))) {
        stop = Stop.CHANGE;
      }
    }
  }

  /** Multiplies a direction by the approximate inverse of the Hessian: the two-loop recursion. */
  private void turn(TensorOps ops, Tensor d, Tensor[] s, Tensor[] y, double[] sy, int pairs) {
    int oldest = Math.max(0, pairs - history);
    double[] alpha = new double[history];
    for (int k = pairs - 1; k >= oldest; k--) {
      int at = k % history;
      alpha[at] = ops.dot(s[at], d) / sy[at];
      ops.axpy(-alpha[at], y[at], d);
    }
    if (pairs > 0) {
      int last = (pairs - 1) % history;
      ops.scal(sy[last] / ops.dot(y[last], y[last]), d);
    }
    for (int k = oldest; k < pairs; k++) {
      int at = k % history;
      ops.axpy(alpha[at] - ops.dot(y[at], d) / sy[at], s[at], d);
    }
  }
}
