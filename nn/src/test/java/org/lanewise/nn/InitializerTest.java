package org.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.TrainingStep;

class InitializerTest {
  private static List<Initializer> all() {
    return Stream.of(
            "zeros",
            "constant:0.1",
            "normal:0.1",
            "uniform:0.5",
            "he",
            "he-uniform",
            "xavier",
            "xavier-normal",
            "lecun",
            "lecun-uniform",
            "orthogonal",
            "default")
        .map(Initializer::named)
        .toList();
  }

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
    for (Initializer initializer : all()) {
      Network network =
          Network.builder(9).initializer(initializer).dense(16).build(Precision.FLOAT32, 1);
      double bias = largest(network.parameters().tensor(1));
      double weight = largest(network.parameters().tensor(0));
      if (initializer.equals(Initializer.FRAMEWORK)) {
        assertTrue(bias > 0 && bias <= 1.0 / 3, "within 1 / sqrt(9): " + bias);
      } else {
        assertEquals(0, bias, initializer.label());
      }
      assertEquals(initializer.equals(Initializer.ZEROS), weight == 0, initializer.label());
    }
  }

  @Test
  void bothPrecisionsStartAtTheSameNumbersUpToRounding() {
    for (Initializer initializer : all()) {
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
  @DisplayName("acceptance point 17: weights that start at zero")
  void zeroInitialWeightsNeverLearnApart() {
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

  @Test
  void equalInitialWeightsMoveButNeverApart() {
    Network network =
        Network.builder(2)
            .initializer(Initializer.constant(0.5))
            .dense(8)
            .activation(UnaryOp.TANH)
            .dense(2)
            .build(Precision.FLOAT64, 1);
    // Unequal outputs, so that a gradient comes back; the hidden units stay one and the same.
    network.parameters().tensor(2).copyFrom(Tensor.of(Precision.FLOAT64, 8, rows(8, 0.5, -0.5)));
    assertTrue(lossOfExclusiveOr(network) > 0.3, "eight units that are one");
    Tensor weight = network.parameters().tensor(0);
    assertTrue(weight.get(0) != 0.5, "they have moved");
    for (int i = 0; i < weight.size(); i++) {
      assertEquals(weight.get(i / 8, 0), weight.get(i), 1e-9);
    }
  }

  private static double[] rows(int count, double first, double second) {
    double[] values = new double[2 * count];
    Arrays.setAll(values, i -> i % 2 == 0 ? first : second);
    return values;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "he",
        "he-uniform",
        "xavier",
        "xavier-normal",
        "lecun",
        "lecun-uniform",
        "orthogonal",
        "default",
        "normal:0.5",
        "uniform:0.5"
      })
  void weightsThatStartAtRandomLearn(String initializer) {
    Network network =
        Network.builder(2)
            .initializer(Initializer.named(initializer))
            .dense(8)
            .activation(UnaryOp.TANH)
            .dense(2)
            .build(Precision.FLOAT64, 1);
    double loss = lossOfExclusiveOr(network);
    assertTrue(loss < 0.05, "the loss is " + loss);
  }

  @Test
  void normalAndUniformRelativesHaveTheVariancesOfTheirNames() {
    assertMoments(filled(Initializer.named("normal:0.3"), 50, 7), 0.09, 3);
    assertMoments(filled(Initializer.named("uniform:0.3"), 50, 7), 0.03, 1.8);
    assertMoments(filled(Initializer.named("he-uniform"), 50, 7), 2.0 / 50, 1.8);
    assertMoments(filled(Initializer.named("xavier-normal"), 30, 70), 2.0 / 100, 3);
    assertMoments(filled(Initializer.named("lecun"), 50, 7), 1.0 / 50, 3);
    assertMoments(filled(Initializer.named("lecun-uniform"), 50, 7), 1.0 / 50, 1.8);
    assertEquals(0.1, filled(Initializer.constant(0.1), 50, 7).get(59_999));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "7,7", "40,13", "13,40", "200,100"})
  void orthogonalWeightsHaveOrthonormalColumnsOrRows(int rows, int columns) {
    for (Precision precision : Precision.values()) {
      Tensor w = Tensor.zeros(precision, rows, columns);
      Initializer.named("orthogonal").fill(w, rows, columns, RandomStream.of(3, "w"));
      for (int i = 0; i < Math.min(rows, columns); i++) {
        for (int j = 0; j <= i; j++) {
          double product = 0;
          for (int k = 0; k < Math.max(rows, columns); k++) {
            product += rows >= columns ? w.get(k, i) * w.get(k, j) : w.get(i, k) * w.get(j, k);
          }
          double tolerance = precision == Precision.FLOAT64 ? 1e-14 : 1e-6;
          assertEquals(i == j ? 1 : 0, product, tolerance, i + " times " + j);
        }
      }
    }
  }

  /** Without a fix of signs, a decomposition would favour one sign of the diagonal. */
  @Test
  void orthogonalWeightsFavourNoSign() {
    int positive = 0;
    Tensor w = Tensor.zeros(Precision.FLOAT64, 2, 2);
    for (int seed = 0; seed < 1000; seed++) {
      Initializer.named("orthogonal").fill(w, 2, 2, RandomStream.of(seed, "w"));
      positive += w.get(0) > 0 ? 1 : 0;
    }
    assertEquals(500, positive, 5 * Math.sqrt(250));
  }

  @Test
  void aGainScalesOrthogonalWeights() {
    Tensor w = Tensor.zeros(Precision.FLOAT64, 1, 1);
    Initializer.named("orthogonal:1.5").fill(w, 1, 1, RandomStream.of(3, "w"));
    assertEquals(1.5, Math.abs(w.get(0)));
  }

  @Test
  void initializersAreFoundByTheirNamesAndAnUnknownNameListsThem() {
    for (Initializer initializer : all()) {
      assertEquals(initializer, Initializer.named(initializer.label()));
    }
    assertEquals("constant:0.1", Initializer.constant(0.1).label());
    assertEquals(Initializer.HE, Initializer.named("he"));
    assertEquals(Initializer.XAVIER, Initializer.named("xavier"));
    assertEquals(Initializer.FRAMEWORK, Initializer.named("default"));
    assertEquals(Initializer.named("normal:0.01"), Initializer.named("normal"));
    assertEquals(Initializer.named("orthogonal:1"), Initializer.named("orthogonal"));
    var thrown = assertThrows(IllegalArgumentException.class, () -> Initializer.named("glorot"));
    assertEquals(
        "there is no initializer 'glorot'; known are zeros, constant, normal, uniform, he,"
            + " he-uniform, xavier, xavier-normal, lecun, lecun-uniform, orthogonal, default",
        thrown.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "he:2,'''he:2'' has 1 numbers, it takes 0'",
    "normal:x,'''x'' in ''normal:x'' is not a number'",
    "normal:-1,initializer normal does not take the number -1.0",
    "uniform:0,initializer uniform does not take the number 0.0",
    "constant:NaN,initializer constant does not take the number NaN",
  })
  void numbersThatDoNotFitAreRefused(String name, String message) {
    var thrown = assertThrows(IllegalArgumentException.class, () -> Initializer.named(name));
    assertEquals(message, thrown.getMessage());
  }

  /** What the seeds of trained models gave; a release that changes it would say so. */
  @ParameterizedTest
  @CsvSource({"he,-72.89129193031903", "xavier,21.536468000267266", "default,13.1883393656082"})
  void theBitsOfASeedStay(String name, double expected) {
    Tensor w = Tensor.zeros(Precision.FLOAT64, 4, 5);
    Initializer.named(name).fill(w, 4, 5, RandomStream.of(1, "initial weight", 0));
    double sum = 0;
    for (int i = 0; i < w.size(); i++) {
      sum += (i + 1) * w.get(i);
    }
    assertEquals(expected, sum);
  }
}
