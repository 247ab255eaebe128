package org.lanewise.nn.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.core.Backend;
import org.lanewise.core.Transpose;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.classic.GradientDescent.Step;
import org.lanewise.nn.classic.GradientDescent.Stop;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

class LinearRegressionTest {
  private static final GradientDescent DESCENT = new GradientDescent(0.1, 0, 1e-10, 5000);

  private static Tensor column(double... values) {
    return Tensor.of(Precision.FLOAT64, values.length, values);
  }

  /** Correlated features far from 0, and targets with noise. */
  private static Tensor features(int rows, int features, long seed) {
    Tensor x = TestData.gaussian(Precision.FLOAT64, rows, features, seed);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < features; j++) {
        double before = j == 0 ? 0 : x.get(i, j - 1);
        x.set(i, j, 0.3 * before + (j + 1) * (100 + x.get(i, j)));
      }
    }
    return x;
  }

  private static Tensor targets(Tensor x, double noise, long seed) {
    Tensor y = TestData.gaussian(Precision.FLOAT64, x.rows(), 1, seed);
    for (int i = 0; i < x.rows(); i++) {
      double sum = 7 + noise * y.get(i);
      for (int j = 0; j < x.columns(); j++) {
        sum += (j - 1.5) * x.get(i, j);
      }
      y.set(i, sum);
    }
    return y;
  }

  @Test
  void aPlaneIsFoundAsItIs() {
    for (int features = 1; features <= 9; features++) {
      Tensor x = features(40, features, features);
      LinearModel model = LinearRegression.fit(x, targets(x, 0, 1));
      assertEquals(7, model.bias(), 1e-8);
      for (int j = 0; j < features; j++) {
        assertEquals(j - 1.5, model.weights().get(j), 1e-10);
      }
    }
  }

  @Test
  void residualsAreOrthogonalToEveryFeatureAndToTheBias() {
    Tensor x = features(57, 5, 3);
    Tensor y = targets(x, 10, 4);
    Tensor residual = LinearRegression.fit(x, y).scores(x);
    new TensorOps(TestBackends.scalar()).axpy(-1, y, residual);
    Tensor products = Tensor.zeros(Precision.FLOAT64, 5, 1);
    new TensorOps(TestBackends.scalar())
        .gemm(Transpose.YES, Transpose.NO, 1, x, residual, 0, products);
    double sum = 0;
    for (int i = 0; i < 57; i++) {
      sum += residual.get(i);
    }
    assertEquals(0, sum, 1e-9);
    for (int j = 0; j < 5; j++) {
      assertEquals(0, products.get(j), 1e-7);
    }
  }

  @Test
  void asManyRowsAsNumbersAreMetExactly() {
    LinearModel model = LinearRegression.fit(column(1, 3), column(5, 9));
    assertEquals(2, model.weights().get(0), 1e-14);
    assertEquals(3, model.bias(), 1e-14);
  }

  @Test
  void descentOnScaledFeaturesEndsAtTheClosedForm() {
    for (int features = 1; features <= 5; features++) {
      Tensor x = features(60, features, features);
      Tensor y = targets(x, 1, 5);
      LinearModel exact = LinearRegression.fit(x, y);
      GradientDescent.Fit fit = LinearRegression.descend(x, y, DESCENT, step -> {});
      assertEquals(Stop.SMALL_GRADIENT, fit.minimum().stop());
      assertEquals(exact.bias(), fit.model().bias(), 1e-6);
      for (int j = 0; j < features; j++) {
        assertEquals(exact.weights().get(j), fit.model().weights().get(j), 1e-8);
      }
    }
  }

  @Test
  void theLossOfADescentNeverRises() {
    Tensor x = features(30, 3, 8);
    List<Step> trace = new ArrayList<>();
    LinearRegression.descend(x, targets(x, 1, 9), DESCENT, trace::add);
    assertTrue(trace.size() > 10);
    trace.forEach(step -> assertTrue(step.f1() <= step.f0() * (1 + 1e-12), step.toString()));
  }

  @Test
  void aDenseLayerWithoutActivationIsTheSameModel() {
    Tensor x = features(12, 3, 10);
    LinearModel model = LinearRegression.fit(x, targets(x, 1, 11));
    Network network = Network.builder(3).dense(1).zeros(Precision.FLOAT64);
    for (int j = 0; j < 3; j++) {
      network.parameters().tensor(0).set(j, model.weights().get(j));
    }
    network.parameters().tensor(1).set(0, model.bias());
    for (Backend backend : TestBackends.all().toList()) {
      Tensor output = network.predict(x, Workspace.forPrediction(network, backend, 12));
      for (int i = 0; i < 12; i++) {
        assertEquals(model.scores(x).get(i), output.get(i), 1e-10);
      }
    }
  }

  @Test
  void aFeatureThatDoesNotVaryIsRefusedByName() {
    Tensor x = features(10, 3, 12);
    for (int i = 0; i < 10; i++) {
      x.set(i, 1, 174.1);
    }
    Tensor y = targets(x, 1, 13);
    assertRefused(() -> LinearRegression.fit(x, y), "feature 1 is 174.1", "drop it");
    assertRefused(() -> LinearRegression.descend(x, y, DESCENT, s -> {}), "feature 1 is 174.1");
    assertRefused(() -> LinearRegression.fit(column(0, 0), column(1, 2)), "feature 0 is 0.0");
  }

  @Test
  void aFeatureThatIsACombinationOfOthersIsRefusedByName() {
    Tensor x = features(20, 4, 14);
    for (int i = 0; i < 20; i++) {
      x.set(i, 2, 3 * x.get(i, 0) - x.get(i, 1) / 7 + 11);
    }
    Tensor y = targets(x, 1, 15);
    assertRefused(() -> LinearRegression.fit(x, y), "feature 2 is a combination", "drop one");
    x.set(0, 2, x.get(0, 2) + 1e-3);
    LinearRegression.fit(x, y);
  }

  @Test
  void badSamplesAreRefusedWithTheirValues() {
    assertRefused(() -> LinearRegression.fit(column(1), column(1)), "1 rows", "2 numbers");
    assertRefused(() -> LinearRegression.fit(column(1, 2), column(1, 2, 3)), "3 x 1", "2 x 1");
    assertRefused(
        () -> LinearRegression.fit(column(1, 2, Double.NaN), column(1, 2, 3)), "row 2", "finite");
    assertRefused(
        () -> LinearRegression.descend(column(1, 2), column(1, 1 / 0.0), DESCENT, s -> {}),
        "row 1",
        "finite");
    LinearModel model = LinearModel.of(1, 2, 3);
    assertRefused(() -> model.score(1), "1 features", "2");
  }

  private static void assertRefused(Runnable call, String... words) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
  }
}
