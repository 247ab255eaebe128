package org.lanewise.nn.check;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.nn.Gradients;
import org.lanewise.nn.Network;
import org.lanewise.nn.Parameters;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * Compares the gradients of a backward pass with central differences, for every parameter and every
 * input.
 *
 * <p>The numeric derivative is {@code (f(w + h) - f(w - h)) / 2h} with {@code h = step max(1,
 * |w|)}, in double. A coordinate passes if {@code |analytic - numeric| <= absolute max(1, |f|) +
 * relative |numeric|}. Dropout keeps its masks while the check runs.
 *
 * <p>Where the loss has a kink between {@code w - h} and {@code w + h} (a rectifier at 0, two equal
 * pieces of maxout, an absolute error of 0), a difference tells nothing, and the coordinate is
 * skipped and counted. Kinks are found from values of the loss alone, never from the gradient that
 * is checked; and a check that skips more than it compares does not pass.
 *
 * <pre>GradientCheck.of(network, loss).inputs(x, targets).assertCorrect();</pre>
 *
 * <p>That takes two forward passes a coordinate. For large networks, {@link #directions} compares
 * slopes along a few random directions instead.
 */
public final class GradientCheck {
  private final Network network;
  private final Loss loss;
  private Backend backend = Backends.best();
  private Tensor x;
  private Tensor targets;
  private double step = 1e-6;
  private double absolute = 1e-8;
  private double relative = 1e-6;
  private long noiseKey = 0x5DEECE66DL;
  private int directions;
  private long seed;

  private GradientCheck(Network network, Loss loss) {
    if (network.precision() != Precision.FLOAT64) {
      throw new IllegalArgumentException(
          "a gradient check needs a network in FLOAT64; this one is in "
              + network.precision()
              + ", give network.copy(Precision.FLOAT64)");
    }
    this.network = network;
    this.loss = Objects.requireNonNull(loss, "loss");
  }

  /**
   * Starts a check.
   *
   * @param network in float64; its parameters and buffers are the same before and after the check,
   *     and nobody else may use it meanwhile
   * @param loss what its output is judged by
   */
  public static GradientCheck of(Network network, Loss loss) {
    return new GradientCheck(network, loss);
  }

  /** Sets the batch: rows x inputs, and what the loss takes as targets; both float64. */
  public GradientCheck inputs(Tensor x, Tensor targets) {
    if (x.rows() == 0 || x.columns() != network.inputs()) {
      throw new IllegalArgumentException(
          "the batch is "
              + x.rows()
              + " x "
              + x.columns()
              + "; it needs at least 1 row, and the network takes "
              + network.inputs()
              + " features");
    }
    this.x = x;
    this.targets = Objects.requireNonNull(targets, "targets");
    return this;
  }

  /** Sets the backend; the best one by default. */
  public GradientCheck backend(Backend backend) {
    this.backend = Objects.requireNonNull(backend, "backend");
    return this;
  }

  /** Sets the step of the differences, relative to a parameter above 1; 1e-6 by default. */
  public GradientCheck step(double step) {
    if (!(step > 0 && step <= 1)) {
      throw new IllegalArgumentException("the step is " + step + ", it must be above 0, at most 1");
    }
    this.step = step;
    return this;
  }

  /** Sets the tolerance; 1e-8 max(1, |loss|) + 1e-6 |numeric| by default. */
  public GradientCheck tolerance(double absolute, double relative) {
    if (!(absolute >= 0 && relative >= 0 && absolute + relative <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "the tolerance is " + absolute + " + " + relative + " |numeric|; neither is below 0");
    }
    this.absolute = absolute;
    this.relative = relative;
    return this;
  }

  /** Sets what dropout drops in every pass of the check: the same key, the same masks. */
  public GradientCheck noiseKey(long noiseKey) {
    this.noiseKey = noiseKey;
    return this;
  }

  /**
   * Compares slopes along random directions of length 1 and not each coordinate: so many for each
   * parameter and as many for the input, at two forward passes each. A wrong gradient is found
   * unless its error happens to be at a right angle to all of them; an error in one coordinate of n
   * shows by its {@code sqrt(n)}-th part.
   *
   * @param directions how many, at least 1
   * @param seed which: the same seed, the same directions
   */
  public GradientCheck directions(int directions, long seed) {
    if (directions < 1) {
      throw new IllegalArgumentException(
          "there are " + directions + " directions, a check needs at least 1");
    }
    this.directions = directions;
    this.seed = seed;
    return this;
  }

  /**
   * Runs the check.
   *
   * @throws IllegalStateException if there are no inputs
   * @throws IllegalArgumentException if the loss refuses the output or the targets
   */
  public GradientReport check() {
    if (x == null) {
      throw new IllegalStateException("the check has no inputs");
    }
    Parameters buffers = network.buffers().copy();
    try {
      return new Run().report();
    } finally {
      network.buffers().copyFrom(buffers);
    }
  }

  /**
   * Runs the check and throws unless it passes.
   *
   * @throws AssertionError with the report as its message
   */
  public void assertCorrect() {
    check().assertPassed();
  }

  /** One run: the analytic gradients, and what was counted so far. */
  private final class Run {
    private final Workspace workspace = Workspace.forTraining(network, backend, x.rows());
    private final Tensor input = x.copy(Precision.FLOAT64);
    private final Tensor scratch = Tensor.zeros(Precision.FLOAT64, x.rows(), network.outputs());
    private double here;
    private int checked;
    private int kinks;
    private int failed;
    private GradientReport.Coordinate worst;

    GradientReport report() {
      Gradients gradients = network.gradients();
      Tensor output = network.forward(input, workspace, noiseKey);
      here = loss.evaluate(workspace.ops(), output, targets, workspace.outputGradient(x.rows()));
      Tensor inputGradient = network.backward(input, workspace, gradients, true);
      Tensor byInput = inputGradient.copy(Precision.FLOAT64);
      Parameters parameters = network.parameters();
      for (int i = 0; i < parameters.count(); i++) {
        compare(
            parameters.name(i),
            parameters.layer(i),
            parameters.tensor(i),
            gradients.values().tensor(i));
      }
      compare("input", -1, input, byInput);
      return new GradientReport(checked, kinks, failed, directions > 0, worst);
    }

    private void compare(String name, int layer, Tensor variable, Tensor analytic) {
      Tensor before = variable.copy(Precision.FLOAT64);
      try {
        for (int i = 0; directions == 0 && i < variable.size(); i++) {
          int at = i;
          double w = before.get(i);
          DoubleUnaryOperator line = t -> lossWith(() -> variable.set(at, w + t));
          judge(name, layer, i, step * Math.max(1, Math.abs(w)), line, analytic.get(i));
          variable.set(i, w);
        }
        for (int i = 0; i < directions; i++) {
          double[] direction = direction(name, i, variable.size());
          double slope = 0;
          for (int k = 0; k < direction.length; k++) {
            slope += direction[k] * analytic.get(k);
          }
          DoubleUnaryOperator line = t -> lossWith(() -> move(variable, before, t, direction));
          judge(name, layer, i, step, line, slope);
        }
      } finally {
        variable.copyFrom(before);
      }
    }

    private double[] direction(String name, int number, int size) {
      RandomStream random = RandomStream.of(seed, "direction " + name, number);
      double[] direction = new double[size];
      double squares = 0;
      for (int k = 0; k < size; k++) {
        direction[k] = random.nextGaussian();
        squares += direction[k] * direction[k];
      }
      for (int k = 0; k < size; k++) {
        direction[k] /= Math.sqrt(squares);
      }
      return direction;
    }

    private void move(Tensor variable, Tensor before, double t, double[] direction) {
      for (int k = 0; k < direction.length; k++) {
        variable.set(k, before.get(k) + t * direction[k]);
      }
    }

    private void judge(
        String name, int layer, int index, double h, DoubleUnaryOperator line, double analytic) {
      var outcome = new Differences(here, h, absolute, relative).compare(line, analytic);
      if (outcome.verdict() == Differences.Verdict.KINK) {
        kinks++;
        return;
      }
      checked++;
      failed += outcome.verdict() == Differences.Verdict.WRONG ? 1 : 0;
      if (worst == null || outcome.excess() > worst.excess()) {
        String kind = layer < 0 ? "network" : network.layers().get(layer).kind();
        worst =
            new GradientReport.Coordinate(
                name, layer, kind, index, analytic, outcome.numeric(), outcome.excess());
      }
    }

    private double lossWith(Runnable change) {
      change.run();
      Tensor output = network.forward(input, workspace, noiseKey);
      return loss.evaluate(workspace.ops(), output, targets, scratch);
    }
  }
}
