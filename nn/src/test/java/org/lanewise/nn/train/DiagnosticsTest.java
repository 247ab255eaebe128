package org.lanewise.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Initializer;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * What shows how training goes wrong: norms, the range of rates, where numbers stop being finite.
 */
class DiagnosticsTest {
  private static TrainingStep step(Network network, double rate, int rows) {
    return new TrainingStep(
        network, new MeanSquaredError(), new Sgd(rate), TestBackends.simd(1), rows);
  }

  @ParameterizedTest
  @EnumSource
  void normsAreThoseOfTheOutputsAndDerivativesOfTheLastBatch(Precision precision) {
    Network network = Network.builder(2).dense(1).activation(UnaryOp.RELU).zeros(precision);
    network.parameters().tensor(0).copyFrom(Tensor.of(precision, 2, 1, 1));
    TrainingStep step = step(network, 0.1, 8);
    // Outputs 3 and 4; squared errors 9 and 16, whose mean has the derivatives 3 and 4.
    step.run(Tensor.of(precision, 2, 1, 2, 4, 0), Tensor.of(precision, 2, 0, 0), 0);
    List<LayerNorms> norms = LayerNorms.of(step);
    // By the weights 3 * (1, 2) + 4 * (4, 0) = (19, 6), by the bias 7.
    assertEquals("dense", norms.get(0).kind());
    assertEquals(Math.sqrt(19 * 19 + 6 * 6 + 49), norms.get(0).gradient(), 1e-5);
    assertEquals(5, norms.get(1).output(), 1e-6);
    assertEquals(0, norms.get(1).gradient());
    assertEquals(List.of(0, 1), norms.stream().map(LayerNorms::layer).toList());
  }

  /** The ratio of the gradient norms of the first and the last but one of ten hidden layers. */
  private static double ratio(UnaryOp op, Initializer initializer, Precision precision) {
    Network.Builder builder = Network.builder(20).initializer(initializer);
    for (int i = 0; i < 10; i++) {
      builder.dense(20).activation(op);
    }
    Network network = builder.dense(1).build(precision, 3);
    TrainingStep step = step(network, 0.01, 64);
    step.run(TestData.gaussian(precision, 64, 20, 1), TestData.gaussian(precision, 64, 1, 2), 0);
    List<LayerNorms> norms = LayerNorms.of(step);
    return norms.get(0).gradient() / norms.get(18).gradient();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("acceptance point 9: vanishing gradients")
  void gradientsVanishInTenSigmoidLayersAndNotInTenOfReLu(Precision precision) {
    double sigmoid = ratio(UnaryOp.SIGMOID, Initializer.XAVIER, precision);
    double relu = ratio(UnaryOp.RELU, Initializer.HE, precision);
    // Nine more factors of sigma' <= 1/4: 0.25^9 = 3.8e-6, and the weights add a little.
    assertTrue(sigmoid > 0 && sigmoid < 1e-4, "sigmoid " + sigmoid);
    assertTrue(relu > 0.1, "ReLU " + relu);
    assertEquals(9.54e-7, Math.pow(0.25, 10), 5e-10);
  }

  @Test
  void normsOfNearlyVanishedGradientsAreNotLostInSinglePrecision() {
    Network network = Network.builder(1).dense(1).zeros(Precision.FLOAT32);
    TrainingStep step = step(network, 1e-3, 1);
    step.run(Tensor.of(Precision.FLOAT32, 1, 0), Tensor.of(Precision.FLOAT32, 1, -0.5e-30), 0);
    assertEquals(1e-30, LayerNorms.of(step).get(0).gradient(), 1e-36);
  }

  private static final Dataset DATA = TestData.clouds(Precision.FLOAT64, 120, 6, 3, 2);

  private static Trainer trainer(Network network) {
    return Trainer.of(network, new SoftmaxCrossEntropy(), new Sgd(0.1))
        .backend(TestBackends.simd(1))
        .batchSize(20);
  }

  private static Network network() {
    return Network.builder(6)
        .dense(12)
        .activation(UnaryOp.TANH)
        .dense(3)
        .build(Precision.FLOAT64, 1);
  }

  private static LearningRateRange range(Network network, double from, double to, int steps) {
    return LearningRateRange.run(
        trainer(network), DATA.features(), DATA.targets(), DATA.allRows(), from, to, steps);
  }

  @Test
  void ratesGrowGeometricallyAndTheNetworkStaysAsItIs() {
    Network network = network();
    List<LearningRateRange.Point> points = range(network, 1e-5, 1e-1, 41).points();
    assertTrue(network.parameters().all().sameBits(network().parameters().all()));
    assertEquals(41, points.size());
    assertEquals(1e-5, points.get(0).rate());
    assertEquals(1e-1, points.get(40).rate(), 1e-16);
    for (int i = 1; i < 41; i++) {
      assertEquals(Math.pow(10, 0.1), points.get(i).rate() / points.get(i - 1).rate(), 1e-12);
    }
    assertEquals(points.get(0).loss(), points.get(0).smoothed());
    assertEquals(
        (0.9 * points.get(0).loss() + points.get(1).loss()) / 1.9, points.get(1).smoothed(), 1e-12);
    assertEquals(range(network, 1e-5, 1e-1, 41), range(network, 1e-5, 1e-1, 41));
  }

  @Test
  void theTestEndsWhereTheLossDivergesAndSuggestsATenthOfTheRateOfTheLeast() {
    Network line = Network.builder(6).dense(1).build(Precision.FLOAT64, 1);
    Tensor x = DATA.features();
    Tensor y = Tensor.zeros(Precision.FLOAT64, 120, 1);
    new TensorOps(TestBackends.simd(1))
        .gemm(
            Transpose.NO, Transpose.NO, 1, x, TestData.gaussian(Precision.FLOAT64, 6, 1, 1), 0, y);
    Trainer trainer =
        Trainer.of(line, new MeanSquaredError(), new Sgd(1)).backend(TestBackends.simd(1));
    LearningRateRange range = LearningRateRange.run(trainer, x, y, DATA.allRows(), 1e-4, 1e6, 400);
    List<LearningRateRange.Point> points = range.points();
    assertTrue(points.size() < 400, "it diverged");
    double least =
        points.stream().mapToDouble(LearningRateRange.Point::smoothed).min().orElseThrow();
    assertTrue(points.get(points.size() - 1).smoothed() > 4 * least);
    assertTrue(points.get(points.size() - 2).smoothed() <= 4 * least);
    double rate =
        points.stream().filter(p -> p.smoothed() == least).findFirst().orElseThrow().rate();
    assertEquals(rate / 10, range.suggestion());
    assertTrue(range.suggestion() > 1e-3 && range.suggestion() < 10, "" + range.suggestion());
    String[] lines = range.csv().split("\n");
    assertEquals(points.size() + 1, lines.length);
    assertEquals("rate,loss,smoothed_loss", lines[0]);
    assertEquals(
        points.get(0).rate() + "," + points.get(0).loss() + "," + points.get(0).smoothed(),
        lines[1]);
  }

  @Test
  void rangesOfRatesThatDoNotGrowAreRefused() {
    assertEquals(
        "10 rates from 1.0 to 0.1; at least 2 must grow from above 0",
        assertThrows(IllegalArgumentException.class, () -> range(network(), 1, 0.1, 10))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> range(network(), 0, 0.1, 10));
    assertThrows(IllegalArgumentException.class, () -> range(network(), 0.1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> range(network(), 1, Double.NaN, 5));
  }

  private static String diverged(Network network, Tensor x, double rate, int epochs) {
    Trainer trainer =
        Trainer.of(network, new MeanSquaredError(), new Sgd(rate))
            .backend(TestBackends.simd(1))
            .batchSize(2)
            .epochs(epochs);
    Tensor y = Tensor.zeros(x.precision(), x.rows(), 1);
    return assertThrows(DivergedException.class, () -> trainer.fit(x, y, TestData.range(x.rows())))
        .getMessage();
  }

  private static Network line(Precision precision, double weight) {
    Network line =
        Network.builder(1).dense(1).activation(UnaryOp.IDENTITY).dense(1).zeros(precision);
    line.parameters().tensor(0).set(0, weight);
    line.parameters().tensor(2).set(0, 1);
    return line;
  }

  @Test
  void theFirstNumberThatIsNotFiniteIsNamedWithItsLayerAndStep() {
    String help = "; lower the learning rate, or scale the features";
    Tensor ones = Tensor.of(Precision.FLOAT32, 4, 1, 1, 1, 1);
    assertEquals(
        "parameter 0.weight became NaN in epoch 1, step 0" + help,
        diverged(line(Precision.FLOAT32, Double.NaN), ones, 0.1, 1));
    Tensor holed = Tensor.of(Precision.FLOAT32, 4, 1, 1, Double.NaN, 1);
    assertTrue(
        diverged(line(Precision.FLOAT32, 1), holed, 0.1, 1)
            .startsWith("a feature became NaN in epoch 1, step "));
    Tensor large = Tensor.of(Precision.FLOAT32, 2, 1e30, 1e30);
    assertEquals(
        "the output of layer 0 (dense) became Infinity in epoch 1, step 1" + help,
        diverged(line(Precision.FLOAT32, 1e10), large, 0.1, 1));
    Network second = line(Precision.FLOAT32, 1);
    second.parameters().tensor(2).set(0, 1e10);
    assertEquals(
        "the output of layer 2 (dense) became Infinity in epoch 1, step 1" + help,
        diverged(second, large, 0.1, 1));
    // An output of 1e200 is finite, its square is not.
    assertEquals(
        "the loss became Infinity in epoch 1, step 1" + help,
        diverged(line(Precision.FLOAT64, 1e200), Tensor.of(Precision.FLOAT64, 2, 1, 1), 0.1, 1));
    // The loss of 1e300 is finite, the first update is not: it is known at the second step's loss.
    assertEquals(
        "parameter 0.weight became -Infinity in epoch 1, step 1" + help,
        diverged(
            line(Precision.FLOAT64, 1e150), Tensor.of(Precision.FLOAT64, 4, 1, 1, 1, 1), 1e300, 1));
    // With one step in all there is no next loss: the end of the epoch knows.
    assertEquals(
        "parameter 0.weight became -Infinity in epoch 1, step 1" + help,
        diverged(line(Precision.FLOAT64, 1e150), Tensor.of(Precision.FLOAT64, 2, 1, 1), 1e300, 1));
  }

  @Test
  void aLossThatIsNotFiniteLeavesTheParametersOfBefore() {
    Network network = line(Precision.FLOAT64, 1e200);
    Tensor before = network.parameters().all().copy(Precision.FLOAT64);
    diverged(network, Tensor.of(Precision.FLOAT64, 2, 1, 1), 0.1, 1);
    assertTrue(before.sameBits(network.parameters().all()));
  }

  @Test
  void theRateOfEachEpochIsInItsResult() {
    List<Double> rates = new ArrayList<>();
    trainer(network())
        .epochs(2)
        .callback((training, result) -> rates.add(result.learningRate()))
        .fit(DATA.features(), DATA.targets(), DATA.allRows());
    assertEquals(List.of(0.1, 0.1), rates);
  }
}
