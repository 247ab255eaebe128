package org.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.TrainingStep;

class InitializerTest {
  private static Tensor filled(Initializer initializer, int fanIn, int fanOut) {
    Tensor tensor = Tensor.zeros(Precision.FLOAT64, 300, 200);
    initializer.fill(tensor, fanIn, fanOut, RandomStream.of(1, "weights"));
    return tensor;
  }

  /** Holds mean and variance to five standard deviations of their estimates. */
  private static void assertMoments(Tensor tensor, double variance, double kurtosis) {
    int n = tensor.size();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      sum += tensor.get(i);
      squares += tensor.get(i) * tensor.get(i);
    }
    assertEquals(0, sum / n, 5 * Math.sqrt(variance / n));
    assertEquals(variance, squares / n, 5 * variance * Math.sqrt((kurtosis - 1) / n));
  }

  private static double largest(Tensor tensor) {
    double largest = 0;
    for (int i = 0; i < tensor.size(); i++) {
      largest = Math.max(largest, Math.abs(tensor.get(i)));
    }
    return largest;
  }

  @Test
  void heIsNormalWithVarianceTwoOverFanIn() {
    Tensor tensor = filled(Initializer.HE, 50, 7);
    assertMoments(tensor, 2.0 / 50, 3);
    assertTrue(largest(tensor) > 3 * Math.sqrt(2.0 / 50), "a normal distribution has tails");
  }

  @Test
  void xavierIsUniformWithVarianceTwoOverBothFans() {
    Tensor tensor = filled(Initializer.XAVIER, 30, 70);
    assertMoments(tensor, 2.0 / 100, 1.8);
    double bound = Math.sqrt(6.0 / 100);
    assertTrue(largest(tensor) <= bound && largest(tensor) > 0.999 * bound);
  }

  @Test
  void theDefaultOfFrameworksIsUniformWithinOneOverTheRootOfFanIn() {
    Tensor tensor = filled(Initializer.FRAMEWORK, 25, 70);
    assertMoments(tensor, 1.0 / 25 / 3, 1.8);
    assertTrue(largest(tensor) <= 0.2 && largest(tensor) > 0.2 * 0.999);
  }

  @Test
  void biasesStartAtZeroExceptInTheDefaultOfFrameworks() {
    for (Initializer initializer : Initializer.values()) {
      Network network =
          Network.builder(9).initializer(initializer).dense(16).build(Precision.FLOAT32, 1);
      double bias = largest(network.parameters().tensor(1));
      double weight = largest(network.parameters().tensor(0));
      if (initializer == Initializer.FRAMEWORK) {
        assertTrue(bias > 0 && bias <= 1.0 / 3, "within 1 / sqrt(9): " + bias);
      } else {
        assertEquals(0, bias, initializer.label());
      }
      assertEquals(initializer == Initializer.ZEROS, weight == 0, initializer.label());
    }
  }

  @Test
  void bothPrecisionsStartAtTheSameNumbersUpToRounding() {
    for (Initializer initializer : Initializer.values()) {
      Tensor exact = Tensor.zeros(Precision.FLOAT64, 10, 10);
      Tensor rounded = Tensor.zeros(Precision.FLOAT32, 10, 10);
      initializer.fill(exact, 10, 10, RandomStream.of(5, "w"));
      initializer.fill(rounded, 10, 10, RandomStream.of(5, "w"));
      assertTrue(exact.copy(Precision.FLOAT32).sameBits(rounded), initializer.label());
    }
  }

  @Test
  void layersOfOneShapeStartDifferently() {
    Network network = Network.builder(8).dense(8).dense(8).build(Precision.FLOAT64, 1);
    Tensor first = network.parameters().tensor(0);
    Tensor second = network.parameters().tensor(2);
    for (int i = 0; i < 64; i++) {
      assertTrue(first.get(i) != second.get(i));
    }
  }

  /** Exclusive or: no line tells its classes apart, a hidden layer does. */
  private static double lossOfExclusiveOr(Network network) {
    Tensor x = Tensor.of(Precision.FLOAT64, 4, 0, 0, 0, 1, 1, 0, 1, 1);
    Tensor y = Tensor.of(Precision.FLOAT64, 4, 0, 1, 1, 0);
    TrainingStep step =
        new TrainingStep(network, new SoftmaxCrossEntropy(), new Sgd(0.5), TestBackends.simd(1), 4);
    for (int i = 0; i < 2000; i++) {
      step.run(x, y, i);
    }
    return step.run(x, y, 0);
  }

  @Test
  void weightsThatStartAtZeroNeverLearn() {
    Network network =
        Network.builder(2)
            .initializer(Initializer.ZEROS)
            .dense(8)
            .activation(UnaryOp.TANH)
            .dense(2)
            .build(Precision.FLOAT64, 1);
    assertEquals(Math.log(2), lossOfExclusiveOr(network), 1e-12, "no better than a guess");
    assertEquals(0, largest(network.parameters().tensor(0)), "the hidden layer has not moved");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ZEROS")
  void weightsThatStartAtRandomLearn(Initializer initializer) {
    Network network =
        Network.builder(2)
            .initializer(initializer)
            .dense(8)
            .activation(UnaryOp.TANH)
            .dense(2)
            .build(Precision.FLOAT64, 1);
    double loss = lossOfExclusiveOr(network);
    assertTrue(loss < 0.05, "the loss is " + loss);
  }

  @Test
  void initializersAreFoundByTheirNamesAndAnUnknownNameListsThem() {
    for (Initializer initializer : Initializer.values()) {
      assertEquals(initializer, Initializer.named(initializer.label()));
    }
    var thrown = assertThrows(IllegalArgumentException.class, () -> Initializer.named("lecun"));
    assertEquals(
        "there is no initializer 'lecun'; known are zeros, he, xavier, default",
        thrown.getMessage());
  }
}
