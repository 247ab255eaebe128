package org.lanewise.cli.examples;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import org.lanewise.nn.classic.GradientDescent;
import org.lanewise.nn.classic.LinearModel;
import org.lanewise.nn.classic.LinearRegression;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * Weight as a line of height, {@code y = b + w x}: the closed form, descent on scaled heights, and
 * how a guessed and a published line compare.
 */
public final class HeightAndWeight implements Example<HeightAndWeight.Result> {
  /** Heights in cm and weights in kg: ten rows of a table of 200, and last its row 200. */
  private static final double[] ROWS = {
    173.37, 69.76, 174.18, 71.36, 173.16, 70.85, 175.60, 69.91, 174.33, 67.45, 173.18, 71.77,
    174.49, 70.46, 174.74, 70.44, 174.58, 69.82, 173.69, 69.99, 173.6189, 70.31279
  };

  /** The line that was published for all 200 rows, of which 189 are not. */
  static final LinearModel PUBLISHED = LinearModel.of(4.057, 0.3769);

  /** The line to start from. */
  static final LinearModel GUESS = LinearModel.of(3, 0.2);

  /**
   * Heights and weights.
   *
   * @param heights rows x 1
   * @param weights rows x 1
   */
  record Sample(Tensor heights, Tensor weights) {
    double rmse(LinearModel line) {
      return Examples.rmse(line.scores(heights), weights);
    }
  }

  /**
   * A line and the root of its mean squared error.
   *
   * @param line bias and weight
   * @param rmse in kg
   */
  public record Line(LinearModel line, double rmse) {}

  /**
   * What was found.
   *
   * @param guess on the ten rows
   * @param published on the ten rows
   * @param best of the ten rows, in closed form
   * @param best11 of all eleven rows, in closed form
   * @param descended by gradient descent on the eleven rows
   * @param iterations how many steps that took
   * @param best200 of 200 made-up people around the published line
   * @param prediction the weight at 174 cm by the published line
   */
  public record Result(
      Line guess,
      Line published,
      Line best,
      Line best11,
      Line descended,
      int iterations,
      Line best200,
      double prediction) {}

  /** Prints this example. */
  public static void main(String[] args) {
    new HeightAndWeight().run(System.out);
  }

  /** Returns the first rows of the table. */
  static Sample table(int rows) {
    double[] heights = new double[rows];
    double[] weights = new double[rows];
    Arrays.setAll(heights, i -> ROWS[2 * i]);
    Arrays.setAll(weights, i -> ROWS[2 * i + 1]);
    return new Sample(
        Tensor.of(Precision.FLOAT64, rows, heights), Tensor.of(Precision.FLOAT64, rows, weights));
  }

  /** Returns 200 people whose weights lie around the published line by about 1 kg. */
  static Sample generate(long seed) {
    RandomStream random = RandomStream.of(seed, "heights and weights");
    Tensor heights = Tensor.zeros(Precision.FLOAT64, 200, 1);
    Tensor weights = Tensor.zeros(Precision.FLOAT64, 200, 1);
    for (int i = 0; i < 200; i++) {
      heights.set(i, 174 + 3 * random.nextGaussian());
      weights.set(i, PUBLISHED.score(heights.get(i)) + random.nextGaussian());
    }
    return new Sample(heights, weights);
  }

  @Override
  public String name() {
    return "height-and-weight";
  }

  @Override
  public String about() {
    return "a line through heights and weights, in closed form and by descent";
  }

  @Override
  public Result compute() {
    Sample ten = table(10);
    Sample eleven = table(11);
    GradientDescent.Fit descended =
        LinearRegression.descend(
            eleven.heights, eleven.weights, new GradientDescent(0.1, 0, 1e-8, 1000), step -> {});
    return new Result(
        new Line(GUESS, ten.rmse(GUESS)),
        new Line(PUBLISHED, ten.rmse(PUBLISHED)),
        best(ten),
        best(eleven),
        new Line(descended.model(), eleven.rmse(descended.model())),
        descended.minimum().iterations(),
        best(generate(42)),
        PUBLISHED.score(174));
  }

  static Line best(Sample sample) {
    LinearModel line = LinearRegression.fit(sample.heights, sample.weights);
    return new Line(line, sample.rmse(line));
  }

  @Override
  public void print(Result result, PrintStream out) {
    print("a guess, on 10 rows", result.guess, out);
    print("the published line, on 10 rows", result.published, out);
    print("closed form, 10 rows", result.best, out);
    print("closed form, 11 rows", result.best11, out);
    print("descent in " + result.iterations + " steps, 11 rows", result.descended, out);
    print("closed form, 200 made-up people", result.best200, out);
    out.printf(Locale.ROOT, "the published line at 174 cm: %.4f kg%n", result.prediction);
  }

  private static void print(String what, Line line, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-34s b = %10.6f  w = %9.6f  RMSE %9.6f  MSE %11.6f%n",
        what,
        line.line.bias(),
        line.line.weights().get(0),
        line.rmse,
        line.rmse * line.rmse);
  }
}
