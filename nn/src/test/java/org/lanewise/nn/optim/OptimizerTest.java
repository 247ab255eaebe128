package org.lanewise.nn.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

@Tag("backends")
class OptimizerTest {
  /** Long enough for full vectors and a tail, so that each lane is held to the golden numbers. */
  private static final int SIZE = 19;

  private static List<Tensor> moments(Optimizer optimizer, Precision precision, int size) {
    return Stream.generate(() -> Tensor.zeros(precision, 1, size))
        .limit(optimizer.moments())
        .toList();
  }

  private static List<Optimizer> all() {
    return List.of(
        new Sgd(0.1),
        new Momentum(0.1, 0.9),
        new Momentum(0.1, 0.9, true),
        Adam.of(0.1),
        Adaptive.adagrad(0.1),
        Adaptive.rmsProp(0.1),
        Adaptive.rmsProp(0.1, 0.9, false),
        Adaptive.rmsProp(0.1, 0.9, true),
        Adaptive.adadelta(1),
        Adaptive.amsGrad(0.1),
        Adaptive.adaMax(0.1),
        Adaptive.nadam(0.1),
        Adaptive.adamW(0.1, 0.01));
  }

  @Test
  void namesAreThoseOfTheCommandLine() {
    assertEquals(
        "sgd momentum nesterov adam adagrad rmsprop rmsprop rmsprop adadelta amsgrad adamax nadam"
            + " adamw",
        all().stream().map(Optimizer::name).collect(Collectors.joining(" ")));
  }

  /** Follows the gradient 2w of w^2 from 1 and compares the first positions. */
  private static void assertPath(Optimizer optimizer, double... golden) {
    TestBackends.all()
        .forEach(
            backend -> {
              for (Precision precision : Precision.values()) {
                double tolerance = precision == Precision.FLOAT64 ? 5e-10 : 1e-6;
                TensorOps ops = new TensorOps(backend);
                Tensor w = Tensor.zeros(precision, 1, SIZE);
                w.fill(1);
                List<Tensor> moments = moments(optimizer, precision, SIZE);
                for (int step = 1; step <= golden.length; step++) {
                  Tensor gradient = w.copy(precision);
                  ops.scal(2, gradient);
                  optimizer.step(ops, step, optimizer.rate(), w, gradient, moments);
                  for (int i = 0; i < SIZE; i++) {
                    assertEquals(golden[step - 1], w.get(i), tolerance, "w after step " + step);
                  }
                }
              }
            });
  }

  @Test
  void gradientDescentTakesTheGoldenPath() {
    assertPath(new Sgd(0.1), 0.8, 0.64, 0.512);
  }

  @Test
  @DisplayName("acceptance point 4: momentum")
  void momentumTakesTheGoldenPath() {
    assertPath(new Momentum(0.1, 0.9), 0.8, 0.46, 0.062);
  }

  @Test
  @DisplayName("acceptance point 4: Adam")
  void adamTakesTheGoldenPath() {
    assertPath(new Adam(0.1, 0.9, 0.999, 1e-8), 0.900000000, 0.800412229, 0.701586273);
    assertPath(Adam.of(0.1), 0.900000000, 0.800412229, 0.701586273);
  }

  @Test
  void nesterovTakesTheGoldenPath() {
    assertPath(new Momentum(0.1, 0.9, true), 0.62, 0.2224, -0.108352);
  }

  @Test
  void adagradTakesTheGoldenPath() {
    assertPath(Adaptive.adagrad(0.1), 0.9, 0.833103527, 0.780456181);
  }

  @Test
  @DisplayName("acceptance point 4: RMSprop")
  void rmsPropTakesTheGoldenPaths() {
    Adaptive fast = Adaptive.rmsProp(0.1).with(0, 0.9, 1e-8);
    assertPath(fast, 0.683772239, 0.498870614, 0.369180560);
    assertPath(Adaptive.rmsProp(0.01), 0.900000005, 0.832917968, 0.779982273);
  }

  @Test
  void adamWTakesTheGoldenPath() {
    assertPath(Adaptive.adamW(0.1, 0.01), 0.899000000, 0.798519027, 0.698911183);
  }

  @Test
  @DisplayName("acceptance point 4: AdaMax")
  void adaMaxTakesTheGoldenPath() {
    assertPath(Adaptive.adaMax(0.1), 0.900000000, 0.805168327, 0.715499473);
  }

  @Test
  @DisplayName("acceptance point 4: Adadelta")
  void adadeltaTakesTheGoldenPath() {
    assertPath(Adaptive.adadelta(1), 0.996837726, 0.993598174, 0.990309046);
  }

  @Test
  void nadamTakesTheGoldenPathAndNotThatWhichCountsAMomentumTwice() {
    assertPath(Adaptive.nadam(0.1), 0.894354823, 0.819973071, 0.752729266);
  }

  /** The formulas in plain doubles, for what the documents' list has no numbers of. */
  @Test
  void amsGradCentredRmsPropAndMomentumFollowTheirFormulas() {
    double w = 1;
    double m = 0;
    double v = 0;
    double largest = 0;
    double[] path = new double[3];
    double[] signs = {1, 0, 1}; // a gradient of 0 lets the mean square fall below its maximum
    for (int t = 1; t <= 3; t++) {
      double g = 2 * signs[t - 1];
      m = 0.9 * m + 0.1 * g;
      v = 0.5 * v + 0.5 * g * g;
      largest = Math.max(largest, v);
      double root = Math.sqrt(largest / (1 - Math.pow(0.5, t)));
      w -= 0.1 * m / (1 - Math.pow(0.9, t)) / (root + 1e-8);
      path[t - 1] = w;
    }
    assertSteps(Adaptive.amsGrad(0.1).with(0.9, 0.5, 1e-8), signs, path);
    for (boolean centered : new boolean[] {true, false}) {
      w = 1;
      double square = 0;
      double mean = 0;
      double velocity = 0;
      for (int t = 1; t <= 3; t++) {
        double g = 2 * signs[t - 1];
        square = 0.99 * square + 0.01 * g * g;
        mean = 0.99 * mean + 0.01 * g;
        double variance = centered ? square - mean * mean : square;
        velocity = 0.9 * velocity + g / (Math.sqrt(variance) + 1e-8);
        w -= 0.01 * velocity;
        path[t - 1] = w;
      }
      assertSteps(Adaptive.rmsProp(0.01, 0.9, centered), signs, path);
    }
  }

  private static void assertSteps(Optimizer optimizer, double[] signs, double[] path) {
    TensorOps ops = new TensorOps(TestBackends.tested());
    Tensor w = Tensor.of(Precision.FLOAT64, 1, 1);
    List<Tensor> moments = moments(optimizer, Precision.FLOAT64, 1);
    for (int step = 1; step <= path.length; step++) {
      Tensor gradient = Tensor.of(Precision.FLOAT64, 1, 2 * signs[step - 1]);
      optimizer.step(ops, step, optimizer.rate(), w, gradient, moments);
      assertEquals(path[step - 1], w.get(0), 1e-14, optimizer + " after step " + step);
    }
  }

  /** NAdam's product of momenta is the same whether steps come one by one or training resumes. */
  @Test
  void aStepOfNAdamDependsOnItsNumberAndNotOnTheStepsBefore() {
    TensorOps ops = new TensorOps(TestBackends.tested());
    Optimizer nadam = Adaptive.nadam(0.1);
    for (int step = 1; step < 300; step++) {
      firstMove(ops, nadam, step);
    }
    double wentOn = firstMove(ops, nadam, 300);
    firstMove(ops, Adaptive.nadam(0.1).with(0.5, 0.9, 1), 7);
    assertEquals(wentOn, firstMove(ops, nadam, 300));
  }

  private static double firstMove(TensorOps ops, Optimizer optimizer, int step) {
    Tensor w = Tensor.of(Precision.FLOAT64, 1, 1);
    Tensor gradient = Tensor.of(Precision.FLOAT64, 1, 2);
    optimizer.step(ops, step, 0.1, w, gradient, moments(optimizer, Precision.FLOAT64, 1));
    return w.get(0);
  }

  /** Linear regression of four points, sum of squares, as candle's tests have it. */
  @Test
  void fourPointsEndWhereCandleEnds() {
    assertFit(new Sgd(0.004), 1000, 2.998319828, 0.997902145, -1.979690297);
    assertFit(Adaptive.adamW(0.1, 0.01), 100, 2.725688613, 0.709697567, 0.787256494);
  }

  private static void assertFit(Optimizer optimizer, int steps, double... golden) {
    double[][] x = {{2, 1, 1}, {7, 4, 1}, {-4, 12, 1}, {5, 8, 1}};
    double[] y = {5, 23, -2, 21};
    TensorOps ops = new TensorOps(TestBackends.tested());
    Tensor w = Tensor.zeros(Precision.FLOAT64, 1, 3);
    List<Tensor> moments = moments(optimizer, Precision.FLOAT64, 3);
    for (int step = 1; step <= steps; step++) {
      Tensor gradient = Tensor.zeros(Precision.FLOAT64, 1, 3);
      for (int i = 0; i < 4; i++) {
        double error = -y[i];
        for (int j = 0; j < 3; j++) {
          error += x[i][j] * w.get(j);
        }
        for (int j = 0; j < 3; j++) {
          gradient.set(j, gradient.get(j) + 2 * error * x[i][j]);
        }
      }
      optimizer.step(ops, step, optimizer.rate(), w, gradient, moments);
    }
    for (int j = 0; j < 3; j++) {
      assertEquals(golden[j], w.get(j), 5e-10, optimizer + ", parameter " + j);
    }
  }

  @Test
  void momentumOfZeroIsGradientDescent() {
    assertPath(new Momentum(0.1, 0), 0.8, 0.64, 0.512);
  }

  /** The table of the first document, f(w) = w^2 with rate 0.1: w is 0.8^k after k updates. */
  @Test
  void gradientDescentShrinksTheParabolaByTheSameShareEachStep() {
    TensorOps ops = new TensorOps(TestBackends.tested());
    Tensor w = Tensor.of(Precision.FLOAT64, 1, 1);
    Optimizer optimizer = new Sgd(0.1);
    for (int step = 1; step <= 30; step++) {
      Tensor gradient = Tensor.of(Precision.FLOAT64, 1, 2 * w.get(0));
      optimizer.step(ops, step, 0.1, w, gradient, List.of());
      if (step == 26) {
        assertEquals(0.003022, w.get(0), 5e-7);
      }
    }
    assertEquals(0.00123794, w.get(0), 5e-9);
  }

  /** The worked update of the second document, with rate 0.1. */
  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
  void theWorkedUpdateComesOut(Backend backend) {
    Tensor w = Tensor.of(Precision.FLOAT64, 1, 0.3, 0.5, 1.0);
    Tensor gradient = Tensor.of(Precision.FLOAT64, 1, 0.2, 0.5, -2.0);
    new Sgd(0.1).step(new TensorOps(backend), 1, 0.1, w, gradient, List.of());
    assertEquals(0.28, w.get(0), 1e-15);
    assertEquals(0.45, w.get(1), 1e-15);
    assertEquals(1.20, w.get(2), 1e-15);
  }

  @Test
  void theRateOfTheStepCountsNotTheOneItWasMadeWith() {
    TensorOps ops = new TensorOps(TestBackends.scalar());
    List<Optimizer> made =
        List.of(new Sgd(5), new Momentum(5, 0.9), Adam.of(5), Adaptive.adagrad(5));
    for (Optimizer optimizer : made) {
      Tensor w = Tensor.of(Precision.FLOAT64, 1, 1);
      Tensor gradient = Tensor.of(Precision.FLOAT64, 1, 1);
      optimizer.step(ops, 1, 0.25, w, gradient, moments(optimizer, Precision.FLOAT64, 1));
      assertEquals(0.75, w.get(0), 1e-8, optimizer.name());
    }
  }

  @Test
  void backendsAndThreadsGiveTheSameBits() {
    int size = 70_001; // enough for three threads
    for (Optimizer optimizer : all()) {
      for (Precision precision : Precision.values()) {
        List<Tensor> ends =
            TestBackends.all().map(b -> threeSteps(optimizer, precision, size, b)).toList();
        assertTrue(ends.get(0).sameBits(ends.get(1)), optimizer + " on SIMD");
        assertTrue(ends.get(0).sameBits(ends.get(2)), optimizer + " on three threads");
      }
    }
  }

  private static Tensor threeSteps(
      Optimizer optimizer, Precision precision, int size, Backend backend) {
    Tensor w = TestData.gaussian(precision, 1, size, 1);
    List<Tensor> moments = moments(optimizer, precision, size);
    for (int step = 1; step <= 3; step++) {
      Tensor gradient = TestData.gaussian(precision, 1, size, step + 1);
      optimizer.step(new TensorOps(backend), step, 0.1, w, gradient, moments);
    }
    return w;
  }

  @Test
  void gradientsAreNotModified() {
    TensorOps ops = new TensorOps(TestBackends.tested());
    for (Optimizer optimizer : all()) {
      Tensor w = TestData.gaussian(Precision.FLOAT32, 1, SIZE, 1);
      Tensor gradient = TestData.gaussian(Precision.FLOAT32, 1, SIZE, 2);
      optimizer.step(ops, 1, 0.1, w, gradient, moments(optimizer, Precision.FLOAT32, SIZE));
      assertTrue(gradient.sameBits(TestData.gaussian(Precision.FLOAT32, 1, SIZE, 2)));
    }
  }

  @Test
  void ratesThatAreNotPositiveAreRefused() {
    double[] wrong = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY};
    assertRefused("learning rate is %s, it must be positive", Sgd::new, wrong);
    assertRefused("learning rate is %s, it must be positive", r -> new Momentum(r, 0), wrong);
    assertRefused("learning rate is %s, it must be positive", Adam::of, wrong);
    assertRefused("epsilon is %s, it must be positive", e -> new Adam(1, 0, 0, e), wrong);
    assertRefused("learning rate is %s, it must be positive", Adaptive::nadam, wrong);
    double[] negative = {-0.1, Double.NaN, Double.POSITIVE_INFINITY};
    assertRefused("weight decay is %s, it must be at least 0", d -> Adaptive.adamW(1, d), negative);
  }

  @Test
  void decaysOutsideZeroToOneAreRefused() {
    double[] wrong = {-0.1, 1, 1.5, Double.NaN};
    assertRefused("momentum is %s, it must be in [0, 1)", m -> new Momentum(1, m), wrong);
    assertRefused("beta1 is %s, it must be in [0, 1)", b -> new Adam(1, b, 0, 1), wrong);
    assertRefused("beta2 is %s, it must be in [0, 1)", b -> new Adam(1, 0, b, 1), wrong);
    assertRefused("beta1 is %s, it must be in [0, 1)", m -> Adaptive.rmsProp(1, m, true), wrong);
  }

  private static void assertRefused(
      String message, DoubleFunction<Optimizer> maker, double... wrong) {
    for (double value : wrong) {
      var thrown = assertThrows(IllegalArgumentException.class, () -> maker.apply(value));
      assertEquals(message.formatted(value), thrown.getMessage());
    }
  }
}
