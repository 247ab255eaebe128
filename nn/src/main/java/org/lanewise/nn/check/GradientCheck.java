package org.lanewise.nn.check;

import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.nn.Gradients;
import org.lanewise.nn.Network;
import org.lanewise.nn.Parameters;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * Compares the gradients of a backward pass with central differences, for every parameter and every
 * input.
 *
 * <p>The numeric derivative is {@code (f(w + h) - f(w - h)) / 2h} with {@code h = step max(1,
 * |w|)}, in double. A coordinate passes if {@code |analytic - numeric| <= absolute + relative
 * |numeric|}. Dropout keeps its masks while the check runs. Where a coordinate fails, one-sided
 * differences tell whether the function has a kink there: it counts as one if the two slopes differ
 * and the analytic derivative lies between them.
 *
 * <pre>GradientCheck.of(network, loss).inputs(x, targets).check().assertPassed();</pre>
 */
public final class GradientCheck {
  private static final long NOISE_KEY = 0x5DEECE66DL;

  private final Network network;
  private final Loss loss;
  private Backend backend = Backends.best();
  private Tensor x;
  private Tensor targets;
  private double step = 1e-6;
  private double absolute = 1e-8;
  private double relative = 1e-6;

  private GradientCheck(Network network, Loss loss) {
    if (network.precision() != Precision.FLOAT64) {
      throw new IllegalArgumentException(
          "a gradient check needs a network in FLOAT64; this one is in " + network.precision());
    }
    this.network = network;
    this.loss = loss;
  }

  /**
   * Starts a check.
   *
   * @param network in float64; its parameters are the same before and after the check
   * @param loss what its output is judged by
   */
  public static GradientCheck of(Network network, Loss loss) {
    return new GradientCheck(network, loss);
  }

  /** Sets the batch: rows x inputs, and what the loss takes as targets; both float64. */
  public GradientCheck inputs(Tensor x, Tensor targets) {
    this.x = x;
    this.targets = targets;
    return this;
  }

  /** Sets the backend; the best one by default. */
  public GradientCheck backend(Backend backend) {
    this.backend = backend;
    return this;
  }

  /** Sets the step of the differences, relative to a parameter above 1; 1e-6 by default. */
  public GradientCheck step(double step) {
    this.step = step;
    return this;
  }

  /** Sets the tolerance; 1e-8 + 1e-6 |numeric| by default. */
  public GradientCheck tolerance(double absolute, double relative) {
    this.absolute = absolute;
    this.relative = relative;
    return this;
  }

  /** Runs the check. */
  public GradientReport check() {
    if (x == null) {
      throw new IllegalStateException("the check has no inputs");
    }
    return new Run().report();
  }

  /** One run: the analytic gradients, and what was counted so far. */
  private final class Run {
    private final Workspace workspace = Workspace.forTraining(network, backend, x.rows());
    private final Tensor input = x.copy(Precision.FLOAT64);
    private final Tensor scratch = Tensor.zeros(Precision.FLOAT64, x.rows(), network.outputs());
    private int checked;
    private int kinks;
    private int failed;
    private GradientReport.Coordinate worst;

    GradientReport report() {
      Gradients gradients = network.gradients();
      Tensor output = network.forward(input, workspace, NOISE_KEY);
      loss.evaluate(workspace.ops(), output, targets, workspace.outputGradient(x.rows()));
      Tensor inputGradient = network.backward(input, workspace, gradients, true);
      Tensor byInput = inputGradient.copy(Precision.FLOAT64);
      Parameters parameters = network.parameters();
      for (int i = 0; i < parameters.count(); i++) {
        compare(parameters.name(i), parameters.tensor(i), gradients.values().tensor(i));
      }
      compare("input", input, byInput);
      return new GradientReport(checked, kinks, failed, worst);
    }

    private void compare(String name, Tensor variable, Tensor analytic) {
      for (int i = 0; i < variable.size(); i++) {
        double at = variable.get(i);
        double h = step * Math.max(1, Math.abs(at));
        double above = lossAt(variable, i, at + h);
        double below = lossAt(variable, i, at - h);
        double here = lossAt(variable, i, at);
        double numeric = (above - below) / ((at + h) - (at - h));
        judge(name, i, analytic.get(i), numeric, (here - below) / h, (above - here) / h);
      }
    }

    private void judge(
        String name, int index, double analytic, double numeric, double left, double right) {
      double tolerance = absolute + relative * Math.abs(numeric);
      double error = Math.abs(analytic - numeric);
      boolean wrong = !(error <= tolerance);
      if (wrong && isKink(analytic, left, right, tolerance)) {
        kinks++;
        return;
      }
      checked++;
      failed += wrong ? 1 : 0;
      double excess = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error / tolerance;
      if (worst == null || excess > worst.excess()) {
        worst = new GradientReport.Coordinate(name, index, analytic, numeric, excess);
      }
    }

    /** One-sided slopes carry an error of the order of the step, hence the wider margin. */
    private boolean isKink(double analytic, double left, double right, double tolerance) {
      double margin = 1000 * tolerance;
      return Math.abs(left - right) > margin
          && analytic >= Math.min(left, right) - margin
          && analytic <= Math.max(left, right) + margin;
    }

    private double lossAt(Tensor variable, int index, double value) {
      double before = variable.get(index);
      variable.set(index, value);
      Tensor output = network.forward(input, workspace, NOISE_KEY);
      double value0 = loss.evaluate(workspace.ops(), output, targets, scratch);
      variable.set(index, before);
      return value0;
    }
  }
}
