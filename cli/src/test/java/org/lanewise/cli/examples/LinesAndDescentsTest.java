package org.lanewise.cli.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanewise.core.Backends;
import org.lanewise.nn.classic.GradientDescent;
import org.lanewise.nn.classic.GradientDescent.Minimum;
import org.lanewise.nn.classic.GradientDescent.Step;
import org.lanewise.nn.classic.GradientDescent.Stop;
import org.lanewise.nn.classic.LinearModel;
import org.lanewise.nn.classic.LinearRegression;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/** The descent on w^2, and heights and weights: the numbers, and where the texts slipped. */
class LinesAndDescentsTest {
  private final SquareDescent.Result square = new SquareDescent().compute();
  private final HeightAndWeight.Result line = new HeightAndWeight().compute();

  @Test
  @DisplayName("acceptance point 3: a descent of 30 and of 264 updates")
  void theDescentOnTheSquareTakes30UpdatesAndAtATenthOfTheRate264() {
    assertEquals(30, square.steps().size());
    assertEquals(30, square.minimum().iterations());
    assertEquals(Stop.SMALL_CHANGE, square.minimum().stop());
    assertEquals(0.00123794, square.minimum().w().get(0), 5e-9);
    assertEquals(1.532496e-6, square.minimum().value(), 5e-13);
    assertEquals(264, square.slowMinimum().iterations());
    assertEquals(0.004827074, square.slowMinimum().w().get(0), 5e-10);
  }

  /** The text's table numbers the first update 2, and gives 2, 3, 4, 26 and 27. */
  @Test
  @DisplayName("acceptance point 3: printed rows of the descent")
  void everyPrintedRowOfTheTableIsOursToTwoDecimals() {
    assertEquals("1.00 1.00 2.00 0.80 0.64 0.36", row(2));
    assertEquals("0.80 0.64 1.60 0.64 0.41 0.23", row(3));
    assertEquals("0.64 0.41 1.28 0.51 0.26 0.15", row(4));
    assertEquals("0.00 0.00 0.01 0.00 0.00 0.00", row(26));
    assertEquals("0.00 0.00 0.01 0.00 0.00 0.00", row(27));
  }

  private String row(int number) {
    return SquareDescent.row(square.steps().get(number - 2));
  }

  @Test
  void theLastPrintedRowsHaveTheseDigits() {
    Step row26 = square.steps().get(24);
    assertEquals(0.004722, row26.w0().get(0), 5e-7);
    assertEquals(0.009445, row26.derivative().get(0), 5e-7);
    assertEquals(0.003778, row26.w1().get(0), 5e-7);
    Step row27 = square.steps().get(25);
    assertEquals(0.003778, row27.w0().get(0), 5e-7);
    assertEquals(0.007556, row27.derivative().get(0), 5e-7);
    assertEquals(0.003022, row27.w1().get(0), 5e-7);
    assertEquals(9.13e-6, row27.f1(), 5e-9);
  }

  /** The text says a rate of 0.01 and an epsilon of 1e-6 beside a table of neither. */
  @Test
  void theTableIsOfTheRateTenthAndEndsBeforeItsEpsilonIsMet() {
    assertTrue(!SquareDescent.row(square.slowSteps().get(0)).equals(row(2)));
    Step last = square.steps().get(25);
    assertEquals(5.14e-6, last.f0() - last.f1(), 5e-9);
    assertTrue(last.f0() - last.f1() > 1e-6);
    Minimum looser = SquareDescent.descend(0.1, 1e-5, new ArrayList<>());
    assertEquals(25, looser.iterations());
    assertEquals(0.00377789, looser.w().get(0), 5e-9);
  }

  @Test
  @DisplayName("acceptance point 1: the prediction at 174")
  void thePublishedLineGives69Point6376At174() {
    assertEquals(69.6376, line.prediction(), 1e-12);
  }

  @Test
  @DisplayName("acceptance point 1: least squares of ten rows")
  void theClosedFormOfTenRowsIsTheKnownLine() {
    assertLine(150.405532, -0.460711, 1.058829, line.best());
  }

  @Test
  void theClosedFormOfElevenRowsIsTheKnownLine() {
    assertLine(148.92177, -0.45224, 1.009983, line.best11());
    assertEquals(-0.452242, line.best11().line().weights().get(0), 5e-7);
  }

  private static void assertLine(double bias, double weight, double rmse, HeightAndWeight.Line is) {
    assertEquals(bias, is.line().bias(), 5e-6);
    assertEquals(weight, is.line().weights().get(0), 5e-6);
    assertEquals(rmse, is.rmse(), 5e-7);
  }

  @Test
  @DisplayName("acceptance point 1: descent on standardized heights")
  void descentOnStandardizedHeightsIsTheClosedForm() {
    assertEquals(line.best11().line().bias(), line.descended().line().bias(), 1e-6);
    assertEquals(
        line.best11().line().weights().get(0), line.descended().line().weights().get(0), 1e-6);
    assertTrue(line.iterations() < 120);
    for (long seed = 1; seed <= 10; seed++) {
      HeightAndWeight.Sample people = HeightAndWeight.generate(seed);
      LinearModel best = HeightAndWeight.best(people).line();
      LinearModel descended =
          LinearRegression.descend(
                  people.heights(),
                  people.weights(),
                  new GradientDescent(0.1, 0, 1e-9, 1000),
                  step -> {})
              .model();
      assertEquals(best.bias(), descended.bias(), 1e-6);
      assertEquals(best.weights().get(0), descended.weights().get(0), 1e-6);
    }
  }

  @Test
  void peopleMadeUpAroundALineGiveItBack() {
    assertEquals(0.3769, line.best200().line().weights().get(0), 0.1);
    assertEquals(69.6376, line.best200().line().score(174), 0.3);
    assertTrue(
        HeightAndWeight.generate(3).heights().sameBits(HeightAndWeight.generate(3).heights()));
  }

  /** A text calls the root of the mean squared error by the name of what is under the root. */
  @Test
  void theRootIsNotTheMeanSquaredError() {
    assertEquals(32.375644, line.guess().rmse(), 5e-7);
    HeightAndWeight.Sample ten = HeightAndWeight.table(10);
    Tensor scores = HeightAndWeight.GUESS.scores(ten.heights());
    double mse = mse(scores, ten.weights());
    assertEquals(1048.182324, mse, 5e-7);
    assertEquals(line.guess().rmse() * line.guess().rmse(), mse, 1e-9);
    assertTrue(Math.abs(line.guess().rmse() - mse) > 1000, "the wrong name is 1,000 off");
    assertEquals(1015.321506, 31.86411 * 31.86411, 5e-7);
    assertEquals(1.015963, 1.00795 * 1.00795, 5e-7);
  }

  private static double mse(Tensor output, Tensor targets) {
    return new MeanSquaredError()
        .evaluate(
            new TensorOps(Backends.best()),
            output,
            targets,
            Tensor.zeros(Precision.FLOAT64, output.rows(), 1));
  }

  @Test
  void theGuessMissesTheVisibleRowsByTheseSquares() {
    Tensor scores = HeightAndWeight.GUESS.scores(HeightAndWeight.table(11).heights());
    Tensor weights = HeightAndWeight.table(11).weights();
    double[] squares = {1029.5114, 1123.8586, 1103.4355};
    for (int i = 0; i < 3; i++) {
      double error = scores.get(i) - weights.get(i);
      assertEquals(squares[i], error * error, 5e-5);
    }
    assertEquals(37.72378, scores.get(10), 1e-9);
    assertEquals(1062.043573, Math.pow(scores.get(10) - weights.get(10), 2), 5e-7);
  }

  @Test
  void theSlopesOfBothErrorsAtTheGuessAreTheKnownOnes() {
    double[] gradient = gradient(HeightAndWeight.table(10), 3, 0.2);
    assertEquals(-64.709200, gradient[0], 5e-7);
    assertEquals(-11267.212704, gradient[1], 5e-7);
    double rmse = line.guess().rmse();
    assertEquals(-0.999350, gradient[0] / (2 * rmse), 5e-7);
    assertEquals(-174.007546, gradient[1] / (2 * rmse), 5e-7);
  }

  /** Returns the derivatives of the mean squared error by bias and weight. */
  private static double[] gradient(HeightAndWeight.Sample sample, double bias, double weight) {
    TensorOps ops = new TensorOps(Backends.best());
    Tensor output = LinearModel.of(bias, weight).scores(sample.heights());
    Tensor byOutput = Tensor.zeros(Precision.FLOAT64, output.rows(), 1);
    new MeanSquaredError().evaluate(ops, output, sample.weights(), byOutput);
    Tensor ones = Tensor.zeros(Precision.FLOAT64, output.rows(), 1);
    ones.fill(1);
    return new double[] {ops.dot(byOutput, ones), ops.dot(byOutput, sample.heights())};
  }

  private static Minimum raw(HeightAndWeight.Sample sample, double rate, int iterations) {
    return new GradientDescent(rate, 1e-6, 0, iterations)
        .minimize(
            w -> mse(LinearModel.of(w[0], w[1]).scores(sample.heights()), sample.weights()),
            w -> gradient(sample, w[0], w[1]),
            new double[] {3, 0.2},
            step -> {});
  }

  /** A text stops a descent on raw heights by a small change and calls the end the one minimum. */
  @Test
  void descentOnRawHeightsStopsFarFromTheMinimumAndTheClosedFormShowsIt() {
    HeightAndWeight.Sample eleven = HeightAndWeight.table(11);
    Minimum end = raw(eleven, 1e-5, 10_000);
    assertEquals(Stop.SMALL_CHANGE, end.stop());
    assertEquals(3.001, end.w().get(0), 5e-4);
    assertEquals(0.38596, end.w().get(1), 1e-5);
    assertTrue(Math.sqrt(end.value()) > line.best11().rmse() + 0.1);
    assertTrue(Math.abs(end.w().get(0) - line.best11().line().bias()) > 100);
  }

  @Test
  void descentOnRawHeightsDivergesAboveARateOf3e5thsAsItsConditionForetells() {
    HeightAndWeight.Sample eleven = HeightAndWeight.table(11);
    assertEquals(Stop.SMALL_CHANGE, raw(eleven, 3.2e-5, 10_000).stop());
    assertEquals(Stop.NOT_FINITE, raw(eleven, 3.4e-5, 100_000).stop());
    double square = 0;
    double sum = 0;
    for (int i = 0; i < 11; i++) {
      double x = eleven.heights().get(i);
      square += x * x / 11;
      sum += x / 11;
    }
    double root = Math.sqrt((square - 1) * (square - 1) / 4 + sum * sum);
    double largest = (square + 1) / 2 + root;
    double smallest = (square - sum * sum) / largest; // the determinant by the other one
    assertEquals(1.75e9, largest / smallest, 0.01e9);
    assertEquals(3.3e-5, 1 / largest, 0.01e-5);
  }

  /** A text says of the published line that any other has a larger error. */
  @Test
  void thePublishedLineIsNotTheBestOfTheVisibleRows() {
    assertEquals(1.323721, line.published().rmse(), 5e-7);
    assertTrue(line.best().rmse() < line.published().rmse());
  }

  /** A text moves right where the slope is positive. */
  @Test
  void theInvertedSlopeRuleClimbsUntilTheNumbersEnd() {
    List<Step> trace = new ArrayList<>();
    Minimum inverted =
        new GradientDescent(0.1, 1e-6, 0, 10_000).minimize(w -> w * w, w -> -2 * w, 1, trace::add);
    assertEquals(Stop.NOT_FINITE, inverted.stop());
    trace.forEach(step -> assertTrue(step.f1() > step.f0(), step.toString()));
    square.steps().forEach(step -> assertTrue(step.f1() < step.f0(), step.toString()));
  }

  /** A text repeats its steps from the drawing of the first weights on. */
  @Test
  void startingAnewInEveryRoundNeverArrives() {
    double anew = Double.NaN;
    for (int round = 0; round < 30; round++) {
      anew = new GradientDescent(0.1, 0, 0, 1).minimize(w -> w * w, w -> 2 * w, 1, s -> {}).value();
    }
    assertEquals(0.64, anew, 1e-15);
    assertTrue(square.minimum().value() < 1e-5);
  }
}
