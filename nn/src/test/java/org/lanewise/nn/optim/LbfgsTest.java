package org.lanewise.nn.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.core.Backend;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

@Tag("backends")
class LbfgsTest {
  private static final TensorOps OPS = new TensorOps(TestBackends.tested());

  /** Rosenbrock's valley: the sum of {@code 100 (x_i+1 - x_i^2)^2 + (1 - x_i)^2}. */
  private static double rosenbrock(Tensor x, Tensor gradient) {
    double value = 0;
    gradient.fill(0);
    for (int i = 0; i + 1 < x.size(); i++) {
      double across = x.get(i + 1) - x.get(i) * x.get(i);
      double along = 1 - x.get(i);
      value += 100 * across * across + along * along;
      gradient.set(i, gradient.get(i) - 400 * across * x.get(i) - 2 * along);
      gradient.set(i + 1, 200 * across);
    }
    return value;
  }

  /** {@code sum c_i (x_i - i)^2 / 2} with curvatures c from 1 to 10,000. */
  private static double quadratic(Tensor x, Tensor gradient) {
    double value = 0;
    for (int i = 0; i < x.size(); i++) {
      double curvature = Math.pow(10, 4.0 * i / (x.size() - 1));
      double distance = x.get(i) - i;
      value += curvature * distance * distance / 2;
      gradient.set(i, curvature * distance);
    }
    return value;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 30})
  void itFindsTheFloorOfRosenbrocksValley(int size) {
    Tensor x = Tensor.zeros(Precision.FLOAT64, 1, size);
    for (int i = 0; i < size; i++) {
      x.set(i, i % 2 == 0 ? -1.2 : 1);
    }
    Lbfgs.Result result = new Lbfgs(10, 1000, 1e-8, 0).minimize(OPS, LbfgsTest::rosenbrock, x);
    assertEquals(Lbfgs.Stop.GRADIENT, result.reason(), result.toString());
    assertTrue(result.gradientNorm() <= 1e-8, result.toString());
    assertTrue(result.evaluations() < 10 * size + 60, result.toString());
    for (int i = 0; i < size; i++) {
      assertEquals(1, x.get(i), 1e-7, result.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void itMinimizesAnIllConditionedQuadratic(Precision precision) {
    Tensor x = Tensor.zeros(precision, 1, 12);
    Lbfgs method = new Lbfgs(12, 200, precision == Precision.FLOAT64 ? 1e-9 : 1e-2, 0);
    Lbfgs.Result result = method.minimize(OPS, LbfgsTest::quadratic, x);
    for (int i = 0; i < 12; i++) {
      assertEquals(i, x.get(i), precision == Precision.FLOAT64 ? 1e-9 : 1e-2, result.toString());
    }
  }

  @Test
  void aStepInOneDimensionOfAParabolaIsNewtonsAfterTheFirst() {
    Tensor x = Tensor.of(Precision.FLOAT64, 1, 5);
    Lbfgs.Result result =
        Lbfgs.standard()
            .minimize(
                OPS,
                (w, g) -> {
                  g.set(0, 6 * w.get(0));
                  return 3 * w.get(0) * w.get(0);
                },
                x);
    assertEquals(0, x.get(0), 1e-12);
    assertTrue(result.iterations() <= 3, result.toString());
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
  void backendsGiveTheSameBits(Backend backend) {
    Tensor expected = Tensor.zeros(Precision.FLOAT64, 1, 30);
    Tensor actual = Tensor.zeros(Precision.FLOAT64, 1, 30);
    Lbfgs.standard()
        .minimize(new TensorOps(TestBackends.scalar()), LbfgsTest::rosenbrock, expected);
    Lbfgs.standard().minimize(new TensorOps(backend), LbfgsTest::rosenbrock, actual);
    assertTrue(expected.sameBits(actual));
  }

  @Test
  void theLineSearchMeetsTheStrongWolfeConditions() {
    for (double first : new double[] {1e-6, 1e-3, 0.1, 1, 100}) {
      Tensor x = Tensor.of(Precision.FLOAT64, 1, -1.2, 1);
      Tensor gradient = Tensor.zeros(Precision.FLOAT64, 1, 2);
      WolfeSearch search = new WolfeSearch(OPS, LbfgsTest::rosenbrock, x);
      double value = rosenbrock(x, gradient);
      Tensor direction = gradient.copy(Precision.FLOAT64);
      OPS.scal(-1, direction);
      double slope = OPS.dot(gradient, direction);
      assertTrue(search.run(value, gradient, direction, first));
      double distance = (search.point.get(0) - x.get(0)) / direction.get(0);
      assertTrue(search.value <= value + 1e-4 * distance * slope, "decrease from " + first);
      double newSlope = OPS.dot(search.gradient, direction);
      assertTrue(Math.abs(newSlope) <= 0.9 * Math.abs(slope), "curvature from " + first);
    }
  }

  /** The first step goes far outside of where the logarithm is defined. */
  @Test
  void aStepToWhereTheFunctionIsNotDefinedIsTakenBack() {
    Tensor x = Tensor.of(Precision.FLOAT64, 1, 1e-3);
    Lbfgs.Result result =
        Lbfgs.standard()
            .minimize(
                OPS,
                (w, g) -> {
                  g.set(0, 1 - 1 / w.get(0) + 50 * (w.get(0) - 1));
                  return w.get(0) - Math.log(w.get(0)) + 25 * Math.pow(w.get(0) - 1, 2);
                },
                x);
    assertEquals(Lbfgs.Stop.GRADIENT, result.reason(), result.toString());
    assertEquals(1, x.get(0), 1e-6);
  }

  @Test
  void theResultSaysWhyItStopped() {
    assertEquals(Lbfgs.Stop.ITERATIONS, stop(new Lbfgs(10, 3, 0, 0), 1).reason());
    assertEquals(3, stop(new Lbfgs(10, 3, 0, 0), 1).iterations());
    assertEquals(Lbfgs.Stop.CHANGE, stop(new Lbfgs(10, 100, 0, 1e-3), 1).reason());
    assertEquals(Lbfgs.Stop.GRADIENT, stop(new Lbfgs(10, 100, 1e9, 0), 1).reason());
    assertEquals(0, stop(new Lbfgs(10, 100, 1e9, 0), 1).iterations());
    assertEquals(Lbfgs.Stop.LINE_SEARCH, stop(Lbfgs.standard(), -1).reason());
    assertEquals(Lbfgs.Stop.NOT_FINITE, stop(Lbfgs.standard(), Double.NaN).reason());
  }

  /** Minimizes Rosenbrock's function with gradients that are multiplied by a factor. */
  private static Lbfgs.Result stop(Lbfgs method, double factor) {
    Tensor x = Tensor.of(Precision.FLOAT64, 1, -1.2, 1);
    return method.minimize(
        OPS,
        (w, g) -> {
          double value = rosenbrock(w, g);
          OPS.scal(factor, g);
          return value;
        },
        x);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertRefused("history is 0, it must be at least 1", () -> new Lbfgs(0, 1, 0, 0));
    assertRefused("maximum of iterations is 0, it must be at least 1", () -> new Lbfgs(1, 0, 0, 0));
    assertRefused(
        "gradient tolerance is -1.0, it must be at least 0", () -> new Lbfgs(1, 1, -1, 0));
    assertRefused(
        "change tolerance is NaN, it must be at least 0", () -> new Lbfgs(1, 1, 0, Double.NaN));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
