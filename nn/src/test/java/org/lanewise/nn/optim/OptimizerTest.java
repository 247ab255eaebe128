package org.lanewise.nn.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

class OptimizerTest {
  /** Long enough for full vectors and a tail, so that each lane is held to the golden numbers. */
  private static final int SIZE = 19;

  private static List<Tensor> moments(Optimizer optimizer, Precision precision, int size) {
    return Stream.generate(() -> Tensor.zeros(precision, 1, size))
        .limit(optimizer.moments())
        .toList();
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
  void momentumTakesTheGoldenPath() {
    assertPath(new Momentum(0.1, 0.9), 0.8, 0.46, 0.062);
  }

  @Test
  void adamTakesTheGoldenPath() {
    assertPath(new Adam(0.1, 0.9, 0.999, 1e-8), 0.900000000, 0.800412229, 0.701586273);
    assertPath(Adam.of(0.1), 0.900000000, 0.800412229, 0.701586273);
  }

  @Test
  void momentumOfZeroIsGradientDescent() {
    assertPath(new Momentum(0.1, 0), 0.8, 0.64, 0.512);
  }

  /** The table of the first document, f(w) = w^2 with rate 0.1: w is 0.8^k after k updates. */
  @Test
  void gradientDescentShrinksTheParabolaByTheSameShareEachStep() {
    TensorOps ops = new TensorOps(TestBackends.simd(1));
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
  @MethodSource("org.lanewise.nn.TestBackends#all")
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
    for (Optimizer optimizer : List.of(new Sgd(5), new Momentum(5, 0.9), Adam.of(5))) {
      Tensor w = Tensor.of(Precision.FLOAT64, 1, 1);
      Tensor gradient = Tensor.of(Precision.FLOAT64, 1, 1);
      optimizer.step(ops, 1, 0.25, w, gradient, moments(optimizer, Precision.FLOAT64, 1));
      assertEquals(0.75, w.get(0), 1e-8, optimizer.name());
    }
  }

  @Test
  void backendsAndThreadsGiveTheSameBits() {
    int size = 70_001; // enough for three threads
    for (Optimizer optimizer : List.of(new Sgd(0.1), new Momentum(0.1, 0.9), Adam.of(0.1))) {
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
    TensorOps ops = new TensorOps(TestBackends.simd(1));
    for (Optimizer optimizer : List.of(new Sgd(0.1), new Momentum(0.1, 0.9), Adam.of(0.1))) {
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
  }

  @Test
  void decaysOutsideZeroToOneAreRefused() {
    double[] wrong = {-0.1, 1, 1.5, Double.NaN};
    assertRefused("momentum is %s, it must be in [0, 1)", m -> new Momentum(1, m), wrong);
    assertRefused("beta1 is %s, it must be in [0, 1)", b -> new Adam(1, b, 0, 1), wrong);
    assertRefused("beta2 is %s, it must be in [0, 1)", b -> new Adam(1, 0, b, 1), wrong);
  }

  private static void assertRefused(
      String message, DoubleFunction<Optimizer> maker, double... wrong) {
    for (double value : wrong) {
      var thrown = assertThrows(IllegalArgumentException.class, () -> maker.apply(value));
      assertEquals(message.formatted(value), thrown.getMessage());
    }
  }
}
