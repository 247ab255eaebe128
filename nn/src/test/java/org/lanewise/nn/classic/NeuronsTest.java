package org.lanewise.nn.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.nn.TestData;
import org.lanewise.nn.classic.GradientDescent.Stop;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** The perceptron, ADALINE and logistic regression. */
class NeuronsTest {
  private static final double[] WEIGHTS = {1, -2, 0.5};

  private static double side(Tensor x, int row) {
    return WEIGHTS[0] * x.get(row, 0) + WEIGHTS[1] * x.get(row, 1) + WEIGHTS[2] * x.get(row, 2);
  }

  private static final double LENGTH = Math.sqrt(5.25);

  /** Samples at a distance of the margin and more from a plane through 0. */
  private static Tensor parted(int rows, double margin, long seed) {
    Tensor x = TestData.gaussian(Precision.FLOAT64, rows, 3, seed);
    for (int i = 0; i < rows; i++) {
      double away = Math.signum(side(x, i)) * margin / LENGTH;
      for (int j = 0; j < 3; j++) {
        x.set(i, j, x.get(i, j) + away * WEIGHTS[j]);
      }
    }
    return x;
  }

  private static Tensor classes(Tensor x, double lower) {
    Tensor y = Tensor.zeros(Precision.FLOAT64, x.rows(), 1);
    for (int i = 0; i < x.rows(); i++) {
      y.set(i, side(x, i) >= 0 ? 1 : lower);
    }
    return y;
  }

  private static LinearModel zeros() {
    return LinearModel.of(0, 0, 0, 0);
  }

  private static int mistakes(LinearModel model, Tensor x, Tensor y) {
    Tensor scores = model.scores(x);
    int mistakes = 0;
    for (int i = 0; i < x.rows(); i++) {
      mistakes += (scores.get(i) >= 0) == (y.get(i) == 1) ? 0 : 1;
    }
    return mistakes;
  }

  @Test
  void aPerceptronPartsWhatCanBePartedWithinNovikoffsBound() {
    double margin = 0.3;
    for (long seed = 1; seed <= 20; seed++) {
      Tensor x = parted(100, margin, seed);
      Tensor y = classes(x, 0);
      List<Perceptron.Update> trace = new ArrayList<>();
      Perceptron.Fit fit = new Perceptron(0.5, 10_000, seed).fit(x, y, zeros(), trace::add);
      double longest = 0;
      for (int i = 0; i < 100; i++) {
        double square = 1; // the bias counts as one more coordinate
        for (int j = 0; j < 3; j++) {
          square += x.get(i, j) * x.get(i, j);
        }
        longest = Math.max(longest, square);
      }
      assertEquals(0, fit.mistakes());
      assertEquals(0, mistakes(fit.model(), x, y));
      assertTrue(trace.size() <= longest / (margin * margin), trace.size() + " moves");
      assertEquals(fit.model(), trace.get(trace.size() - 1).model());
    }
  }

  @Test
  void aPerceptronMovesOnlyForSamplesOnTheWrongSideAndTowardsThem() {
    Tensor x = parted(50, 0.1, 7);
    Tensor y = classes(x, 0);
    List<Perceptron.Update> trace = new ArrayList<>();
    new Perceptron(0.5, 100, 1).fit(x, y, zeros(), trace::add);
    LinearModel before = zeros();
    for (Perceptron.Update update : trace) {
      double[] sample = {x.get(update.row(), 0), x.get(update.row(), 1), x.get(update.row(), 2)};
      double sign = y.get(update.row()) == 1 ? 1 : -1;
      assertEquals(before.score(sample), update.score(), 1e-12);
      assertTrue(sign * update.score() < 0 || update.score() == 0, update.toString());
      assertTrue(sign * (update.model().score(sample) - update.score()) > 0, update.toString());
      before = update.model();
    }
  }

  @Test
  void aPerceptronGivesUpAfterItsMaximumOfEpochs() {
    Tensor x = Tensor.of(Precision.FLOAT64, 4, 0, 0, 0, 1, 1, 0, 1, 1);
    Tensor exclusiveOr = Tensor.of(Precision.FLOAT64, 4, 0, 1, 1, 0);
    Perceptron.Fit fit =
        new Perceptron(1, 25, 1).fit(x, exclusiveOr, LinearModel.of(0, 0, 0), u -> {});
    assertEquals(25, fit.epochs());
    assertTrue(fit.mistakes() > 0);
  }

  @Test
  void aScoreOfZeroIsTakenForOne() {
    Tensor x = Tensor.of(Precision.FLOAT64, 1, 2, 3);
    Tensor no = Tensor.of(Precision.FLOAT64, 1, 0);
    Tensor yes = Tensor.of(Precision.FLOAT64, 1, 1);
    Perceptron perceptron = new Perceptron(1, 1, 1);
    LinearModel start = LinearModel.of(0, 0, 0);
    assertEquals(LinearModel.of(-1, -2, -3), perceptron.fit(x, no, start, u -> {}).model());
    assertEquals(start, perceptron.fit(x, yes, start, u -> {}).model());
  }

  @Test
  void theSeedDecidesTheOrder() {
    Tensor x = parted(60, 0.1, 3);
    Tensor y = classes(x, 0);
    Perceptron.Fit fit = new Perceptron(1, 100, 1).fit(x, y, zeros(), u -> {});
    assertEquals(fit, new Perceptron(1, 100, 1).fit(x, y, zeros(), u -> {}));
    assertNotEquals(fit, new Perceptron(1, 100, 2).fit(x, y, zeros(), u -> {}));
  }

  @Test
  void adalineComesToTheLeastSquares() {
    Tensor x = parted(400, 0.2, 4);
    Tensor y = classes(x, -1);
    LinearModel exact = LinearRegression.fit(x, y);
    LinearModel model = new Adaline(1e-4, 200, 1).fit(x, y);
    assertEquals(exact.bias(), model.bias(), 2e-3);
    for (int j = 0; j < 3; j++) {
      assertEquals(exact.weights().get(j), model.weights().get(j), 2e-3);
    }
    assertTrue(mistakes(model, x, y) < 20);
  }

  @Test
  void adalineLearnsFromTheScoreAndNotFromItsSign() {
    Tensor x = Tensor.of(Precision.FLOAT64, 1, 2.0, 1.0);
    LinearModel model = new Adaline(0.1, 1, 1).fit(x, Tensor.of(Precision.FLOAT64, 1, 1));
    assertEquals(LinearModel.of(0.1, 0.2, 0.1), model);
    LinearModel second = new Adaline(0.1, 2, 1).fit(x, Tensor.of(Precision.FLOAT64, 1, 1));
    assertEquals(0.1 + 0.1 * (1 - 0.6), second.bias(), 1e-15);
  }

  @Test
  void aRateThatDivergesIsSaidSo() {
    Tensor x = parted(50, 0.1, 5);
    String message =
        assertThrows(
                ArithmeticException.class, () -> new Adaline(5, 1000, 1).fit(x, classes(x, -1)))
            .getMessage();
    assertTrue(message.contains("lower the rate 5.0"), message);
  }

  @Test
  void logisticRegressionFindsTheOddsOfTwoClouds() {
    // Of clouds of variance 1 around +-m the true log-odds are 2 m x.
    int rows = 20_000;
    Tensor x = TestData.gaussian(Precision.FLOAT64, rows, 2, 6);
    Tensor y = Tensor.zeros(Precision.FLOAT64, rows, 1);
    for (int i = 0; i < rows; i++) {
      int sign = i % 2 == 0 ? 1 : -1;
      y.set(i, i % 2 == 0 ? 1 : 0);
      x.set(i, 0, x.get(i, 0) + 0.5 * sign);
      x.set(i, 1, x.get(i, 1) - 0.25 * sign);
    }
    GradientDescent.Fit fit =
        LogisticRegression.descend(x, y, new GradientDescent(1, 0, 1e-9, 1000), step -> {});
    assertEquals(Stop.SMALL_GRADIENT, fit.minimum().stop());
    assertEquals(1, fit.model().weights().get(0), 0.06);
    assertEquals(-0.5, fit.model().weights().get(1), 0.06);
    assertEquals(0, fit.model().bias(), 0.06);

    LinearModel perSample =
        LogisticRegression.perSample(x, y, LinearModel.of(0, 0, 0), 0.001, 5, 1);
    assertEquals(fit.model().weights().get(0), perSample.weights().get(0), 0.05);
    assertEquals(fit.model().weights().get(1), perSample.weights().get(1), 0.05);
  }

  @Test
  void atTheBestLogisticModelTheMeanProbabilityIsTheShareOfOnes() {
    Tensor x = TestData.gaussian(Precision.FLOAT64, 200, 2, 8);
    Tensor y = Tensor.zeros(Precision.FLOAT64, 200, 1);
    for (int i = 0; i < 200; i++) {
      y.set(i, i % 5 == 0 ? 1 : 0);
    }
    LinearModel model =
        LogisticRegression.descend(x, y, new GradientDescent(1, 0, 1e-10, 5000), s -> {}).model();
    double sum = 0;
    for (int i = 0; i < 200; i++) {
      sum += model.probability(x.get(i, 0), x.get(i, 1));
    }
    assertEquals(0.2, sum / 200, 1e-9);
  }

  @Test
  void aProbabilityIsFiniteForAnyScore() {
    LinearModel model = LinearModel.of(0, 1);
    assertEquals(0.731058579, model.probability(1), 5e-10);
    assertEquals(0.268941421, model.probability(-1), 5e-10);
    assertEquals(0, model.probability(-1e300));
    assertEquals(1, model.probability(1e300));
    assertEquals(1, model.decide(0), "a score of 0 is class 1");
    assertEquals(0, model.decide(-1e-300));
  }

  @Test
  void badSamplesAndSettingsAreRefusedWithTheirValues() {
    Tensor x = parted(4, 0.1, 9);
    Tensor y = Tensor.of(Precision.FLOAT64, 4, 0, 1, -1, 0);
    assertRefused(() -> new Perceptron(1, 5, 1).fit(x, y, zeros(), u -> {}), "target 2 is -1.0");
    assertRefused(() -> LogisticRegression.perSample(x, y, zeros(), 1, 5, 1), "target 2", "0 or 1");
    assertRefused(
        () -> LogisticRegression.descend(x, y, GradientDescent.of(1), s -> {}), "target 2");
    assertRefused(
        () -> new Perceptron(1, 5, 1).fit(x, classes(x, 0), LinearModel.of(0, 1), u -> {}),
        "2 numbers",
        "4");
    assertRefused(() -> new Perceptron(0, 5, 1), "rate is 0.0");
    assertRefused(() -> new Perceptron(1, 0, 1), "epochs are 0");
  }

  private static void assertRefused(Runnable call, String... words) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
  }
}
