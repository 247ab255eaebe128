package org.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.check.GradientCheck;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

@Tag("backends")
class LayerTest {
  private static final List<UnaryOp> OPS =
      List.of(
          UnaryOp.IDENTITY, UnaryOp.SIGMOID, UnaryOp.TANH, UnaryOp.RELU, UnaryOp.leakyRelu(0.1));

  private static Tensor apply(Layer layer, Tensor x) {
    Network network = Network.builder(x.columns()).layer(layer).zeros(x.precision());
    Workspace workspace = Workspace.forPrediction(network, TestBackends.tested(), x.rows());
    return network.predict(x, workspace);
  }

  @Test
  @DisplayName("acceptance point 6: softmax")
  void softmaxHasItsGoldenValuesAndStaysFinite() {
    Tensor y = apply(new Softmax(), Tensor.of(Precision.FLOAT64, 2, 2, 1, 0.1, 1000, 0, -1000));
    double[] golden = {0.659001139, 0.242432971, 0.098565890, 1, 0, 0};
    for (int i = 0; i < 6; i++) {
      assertEquals(golden[i], y.get(i), 5e-10);
    }
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
  void everyLayersDerivativeIsThatOfFiniteDifferences(Backend backend) {
    for (UnaryOp op : OPS) {
      check(backend, new MeanSquaredError(), Network.builder(4).activation(op).dense(3));
      check(
          backend,
          new MeanSquaredError(),
          Network.builder(4).dense(6).activation(op).activation(op).dropout(0.4).dense(3));
    }
    check(backend, new MeanSquaredError(), Network.builder(4).dense(3).softmax());
    check(backend, new MeanSquaredError(), Network.builder(4).softmax().dense(3).softmax());
    check(
        backend,
        new SoftmaxCrossEntropy(),
        Network.builder(4).dropout(0.5).dense(6).dropout(0.5).activation(UnaryOp.RELU).dense(3));
  }

  private static void check(Backend backend, Loss loss, Network.Builder builder) {
    Network network = builder.build(Precision.FLOAT64, 3);
    Tensor targets = Tensor.zeros(Precision.FLOAT64, 5, 3);
    for (int i = 0; i < 5; i++) {
      targets.set(i, i % 3, 1);
    }
    GradientCheck.of(network, loss)
        .backend(backend)
        .inputs(TestData.gaussian(Precision.FLOAT64, 5, 4, 1), targets)
        .check()
        .assertPassed();
  }

  /** The workspace lets a layer overwrite its input where the layer before does not need it. */
  @Test
  void anActivationAfterADenseLayerWorksInPlaceAndAfterAnActivationDoesNot() {
    Network network =
        Network.builder(2)
            .dense(2)
            .activation(UnaryOp.RELU)
            .activation(UnaryOp.SIGMOID)
            .zeros(Precision.FLOAT64);
    Workspace workspace = Workspace.forTraining(network, TestBackends.tested(), 1);
    Tensor output = network.forward(Tensor.zeros(Precision.FLOAT64, 1, 2), workspace, 0);
    Workspace.Batch batch = workspace.batch(1);
    assertSame(batch.outputs[0].doubles(), batch.outputs[1].doubles());
    assertTrue(batch.outputs[1].doubles() != batch.outputs[2].doubles());
    assertSame(output, workspace.output(1));
  }

  @Test
  void aDenseLayerRefusesOtherWidthsWithBoth() {
    Dense dense = new Dense(3, 4, Initializer.HE);
    assertEquals(4, dense.outputs(3));
    assertMessage("a dense layer takes 3 columns, it is given 5", () -> dense.outputs(5));
    assertMessage(
        "a dense layer takes 3 columns, it is given 7",
        () -> Network.builder(2).dense(7).layer(dense));
  }

  @Test
  void denseLayersOfNoSizeOrBeyondAnArrayAreRefused() {
    assertMessage("a dense layer of 0 x 4", () -> new Dense(0, 4, Initializer.HE));
    assertMessage("a dense layer of 4 x -1", () -> new Dense(4, -1, Initializer.HE));
    assertMessage("a dense layer of 65536 x 32768", () -> new Dense(65536, 32768, Initializer.HE));
  }

  @Test
  void leakySlopesOutsideZeroToOneAreRefused() {
    for (double slope : new double[] {-0.1, 1, Double.NaN}) {
      assertMessage(
          "leaky ReLU slope is " + slope + ", it must be in [0, 1)",
          () -> UnaryOp.leakyRelu(slope));
    }
  }

  @Test
  void kindAndSettingsTellALayer() {
    assertEquals("relu", new ActivationLayer(UnaryOp.RELU).kind());
    assertEquals(Map.of(), new ActivationLayer(UnaryOp.RELU).settings());
    assertEquals("leaky-relu", new ActivationLayer(UnaryOp.leakyRelu(0.1)).kind());
    assertEquals(Map.of("alpha", 0.1), new ActivationLayer(UnaryOp.leakyRelu(0.1)).settings());
    assertEquals(Map.of("rate", 0.5), new Dropout(0.5).settings());
    assertEquals(
        Map.of("inputs", 2, "outputs", 3, "initializer", "xavier"),
        new Dense(2, 3, Initializer.XAVIER).settings());
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
