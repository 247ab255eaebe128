package org.lanewise.nn.classic;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Minimizes a function along its derivative: {@code w1 = w0 - rate f'(w0)}, until the value hardly
 * changes. That may be a minimum (the global one if f is convex), a plateau, or too small a rate.
 *
 * @param rate the learning rate, positive
 * @param epsilon stops where {@code |f(w1) - f(w0)| < epsilon}; 0 never does
 * @param gradientNorm stops where the gradient is no longer than this; 0 where it vanishes
 * @param maxIterations how many steps at most
 */
public record GradientDescent(double rate, double epsilon, double gradientNorm, int maxIterations) {
  /** Why a descent ended. Not finite, the value or the gradient, asks for a lower rate. */
  public enum Stop {
    SMALL_CHANGE,
    SMALL_GRADIENT,
    ITERATIONS,
    NOT_FINITE
  }

  /** A row of a descent's table: {@code w1 = w0 - step}, {@code step = rate derivative}. */
  public record Step(
      List<Double> w0,
      double f0,
      List<Double> derivative,
      List<Double> step,
      List<Double> w1,
      double f1) {}

  /** The last point whose value is finite, that value, the steps done, and why it ended there. */
  public record Minimum(List<Double> w, double value, int iterations, Stop stop) {}

  /** A linear model that a descent found; the value of its minimum is the mean loss. */
  public record Fit(LinearModel model, Minimum minimum) {}

  /** Checks the settings. */
  public GradientDescent {
    if (!(rate > 0 && epsilon >= 0 && gradientNorm >= 0 && maxIterations > 0)) {
      throw new IllegalArgumentException(
          "rate %s and iterations %s must be positive, epsilon %s and gradient norm %s not negative"
              .formatted(rate, maxIterations, epsilon, gradientNorm));
    }
  }

  /** Returns the algorithm's epsilon of 1e-6, and 10,000 iterations at most. */
  public static GradientDescent of(double rate) {
    return new GradientDescent(rate, 1e-6, 0, 10_000);
  }

  /** Minimizes a function of one variable, given its derivative; each step goes to the trace. */
  public Minimum minimize(
      DoubleUnaryOperator f, DoubleUnaryOperator derivative, double start, Consumer<Step> trace) {
    return minimize(
        w -> f.applyAsDouble(w[0]),
        w -> new double[] {derivative.applyAsDouble(w[0])},
        new double[] {start},
        trace);
  }

  /**
   * Minimizes a function of any number of variables, given its gradient. The functions are asked
   * for the value of a point before its gradient, and must not modify the point.
   */
  public Minimum minimize(
      ToDoubleFunction<double[]> f,
      UnaryOperator<double[]> gradient,
      double[] start,
      Consumer<Step> trace) {
    double[] w0 = start.clone();
    double f0 = f.applyAsDouble(w0);
    for (int done = 0; done < maxIterations; done++) {
      double[] derivative = gradient.apply(w0);
      double[] step = new double[w0.length];
      double[] w1 = w0.clone();
      double square = 0;
      for (int j = 0; j < w1.length; j++) {
        square += derivative[j] * derivative[j];
        step[j] = rate * derivative[j];
        w1[j] -= step[j];
      }
      boolean finite = Double.isFinite(f0) && Double.isFinite(square);
      if (!finite || Math.sqrt(square) <= gradientNorm) {
        return new Minimum(list(w0), f0, done, finite ? Stop.SMALL_GRADIENT : Stop.NOT_FINITE);
      }
      double f1 = f.applyAsDouble(w1);
      trace.accept(new Step(list(w0), f0, list(derivative), list(step), list(w1), f1));
      if (!Double.isFinite(f1)) {
        return new Minimum(list(w0), f0, done + 1, Stop.NOT_FINITE);
      }
      if (Math.abs(f1 - f0) < epsilon) {
        return new Minimum(list(w1), f1, done + 1, Stop.SMALL_CHANGE);
      }
      w0 = w1;
      f0 = f1;
    }
    return new Minimum(list(w0), f0, maxIterations, Stop.ITERATIONS);
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
