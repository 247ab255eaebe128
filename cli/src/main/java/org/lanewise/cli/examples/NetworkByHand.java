package org.lanewise.cli.examples;

import java.io.PrintStream;
import java.util.Locale;
import org.lanewise.core.Backends;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * A network of 100 inputs, 500 ReLU units and 10 outputs without biases, forward and backward
 * written out, that learns 50 samples by heart: {@code loss = sum (y^ - y)^2}, rate 1e-6, 500
 * steps.
 *
 * <p>It runs twice: with the derivative of ReLU taken where its input is positive, which is right,
 * and where its incoming gradient is positive, a mistake that was published. The mistake still
 * learns, only worse; nothing but a comparison with differences of the loss shows it.
 */
public final class NetworkByHand implements Example<NetworkByHand.Result> {
  static final int STEPS = 500;
  private static final double RATE = 1e-6;

  /** Where the gradient passes a ReLU. */
  enum Mask {
    /** Where the input was positive. */
    INPUT_POSITIVE,
    /** Where the gradient is positive: wrong. */
    GRADIENT_POSITIVE
  }

  /**
   * Samples and weights.
   *
   * @param x 50 x 100
   * @param y 50 x 10
   * @param w1 100 x 500
   * @param w2 500 x 10
   */
  record Start(Tensor x, Tensor y, Tensor w1, Tensor w2) {}

  /**
   * One training.
   *
   * @param firstLoss before the first step
   * @param lastLoss after the last
   * @param slope the derivative of the loss along the gradient of w1, by the gradient
   * @param difference the same by a central difference
   */
  public record Run(double firstLoss, double lastLoss, double slope, double difference) {}

  /**
   * Both trainings.
   *
   * @param right with the right mask
   * @param wrong with the wrong mask
   * @param cosine between the two gradients of w1 before the first step
   * @param distance of the wrong gradient from the right one, relative to its length
   */
  public record Result(Run right, Run wrong, double cosine, double distance) {}

  /** Prints this example. */
  public static void main(String[] args) {
    new NetworkByHand().run(System.out);
  }

  @Override
  public String name() {
    return "network-by-hand";
  }

  @Override
  public String about() {
    return "100-500-10 forward and backward written out, with the right ReLU mask and a wrong one";
  }

  @Override
  public Result compute() {
    return compute(
        new Start(
            Examples.gaussian(Precision.FLOAT64, 50, 100, "x"),
            Examples.gaussian(Precision.FLOAT64, 50, 10, "y"),
            Examples.gaussian(Precision.FLOAT64, 100, 500, "w1"),
            Examples.gaussian(Precision.FLOAT64, 500, 10, "w2")));
  }

  static Result compute(Start start) {
    Pass right = new Pass(start, Mask.INPUT_POSITIVE);
    Pass wrong = new Pass(start, Mask.GRADIENT_POSITIVE);
    Run rightRun = right.run();
    Run wrongRun = wrong.run();
    TensorOps ops = new TensorOps(Backends.best());
    Tensor r = new Pass(start, Mask.INPUT_POSITIVE).gradients();
    Tensor w = new Pass(start, Mask.GRADIENT_POSITIVE).gradients();
    double product = ops.dot(r, w);
    double rr = ops.dot(r, r);
    double ww = ops.dot(w, w);
    return new Result(
        rightRun, wrongRun, product / Math.sqrt(rr * ww), Math.sqrt((rr - 2 * product + ww) / rr));
  }

  /** The tensors of one training, and its two directions. */
  private static final class Pass {
    private final TensorOps ops = new TensorOps(Backends.best());
    private final Mask mask;
    private final Tensor x;
    private final Tensor y;
    private final Tensor w1;
    private final Tensor w2;
    private final Tensor h;
    private final Tensor rectified;
    private final Tensor predicted;
    private final Tensor byHidden;
    private final Tensor byW1;
    private final Tensor byW2;

    Pass(Start start, Mask mask) {
      this.mask = mask;
      this.x = start.x;
      this.y = start.y;
      this.w1 = start.w1.copy(Precision.FLOAT64);
      this.w2 = start.w2.copy(Precision.FLOAT64);
      this.h = Tensor.zeros(Precision.FLOAT64, x.rows(), w1.columns());
      this.rectified = Tensor.zeros(Precision.FLOAT64, x.rows(), w1.columns());
      this.predicted = Tensor.zeros(Precision.FLOAT64, x.rows(), w2.columns());
      this.byHidden = Tensor.zeros(Precision.FLOAT64, x.rows(), w1.columns());
      this.byW1 = Tensor.zeros(Precision.FLOAT64, w1.rows(), w1.columns());
      this.byW2 = Tensor.zeros(Precision.FLOAT64, w2.rows(), w2.columns());
    }

    /** Leaves {@code y^ - y} in {@code predicted}. */
    double loss() {
      ops.gemm(Transpose.NO, Transpose.NO, 1, x, w1, 0, h);
      ops.unary(UnaryOp.RELU, h, rectified);
      ops.gemm(Transpose.NO, Transpose.NO, 1, rectified, w2, 0, predicted);
      ops.axpy(-1, y, predicted);
      return ops.dot(predicted, predicted);
    }

    /** Returns the derivative by w1; that by w2 is there too. */
    Tensor gradients() {
      loss();
      ops.scal(2, predicted);
      ops.gemm(Transpose.YES, Transpose.NO, 1, rectified, predicted, 0, byW2);
      ops.gemm(Transpose.NO, Transpose.YES, 1, predicted, w2, 0, byHidden);
      Tensor decides = mask == Mask.INPUT_POSITIVE ? h : byHidden;
      for (int i = 0; i < h.size(); i++) {
        if (decides.get(i) < 0) {
          byHidden.set(i, 0);
        }
      }
      ops.gemm(Transpose.YES, Transpose.NO, 1, x, byHidden, 0, byW1);
      return byW1;
    }

    Run run() {
      double[] slopes = slopes();
      double first = loss();
      for (int step = 0; step < STEPS; step++) {
        gradients();
        ops.axpy(-RATE, byW1, w1);
        ops.axpy(-RATE, byW2, w2);
      }
      return new Run(first, loss(), slopes[0], slopes[1]);
    }

    /** The gradient claims its own length as the slope along itself; a difference tells. */
    private double[] slopes() {
      Tensor gradient = gradients().copy(Precision.FLOAT64);
      double length = Math.sqrt(ops.dot(gradient, gradient));
      double step = 1e-6;
      ops.axpy(step / length, gradient, w1);
      double above = loss();
      ops.axpy(-2 * step / length, gradient, w1);
      double below = loss();
      ops.axpy(step / length, gradient, w1);
      return new double[] {length, (above - below) / (2 * step)};
    }
  }

  @Override
  public void print(Result result, PrintStream out) {
    print("masked where the input is positive", result.right, out);
    print("masked where the gradient is positive", result.wrong, out);
    out.printf(
        Locale.ROOT,
        "the wrong gradient of w1 is %.0f %% off, at a cosine of %.4f%n",
        100 * result.distance,
        result.cosine);
  }

  private static void print(String what, Run run, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-38s loss %.4g to %.4g; slope %.8g by the gradient, %.8g by a difference%n",
        what,
        run.firstLoss,
        run.lastLoss,
        run.slope,
        run.difference);
  }
}
