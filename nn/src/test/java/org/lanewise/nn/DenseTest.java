package org.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

@Tag("backends")
class DenseTest {
  /** Each layer's bias as one more row of its weights, for an input that is always 1. */
  @ParameterizedTest
  @EnumSource
  @DisplayName("acceptance point 8: a bias as one more weight")
  void aBiasIsOneMoreWeightOfAnInputThatIsOne(Precision precision) {
    Network network =
        Network.builder(5)
            .initializer(Initializer.FRAMEWORK)
            .dense(7)
            .activation(UnaryOp.SIGMOID)
            .dense(3)
            .build(precision, 1);
    Tensor x = TestData.gaussian(precision, 4, 5, 2);
    Tensor hidden = augmentedForm(network, 0, x);
    Tensor activated = TestLayers.predict(new ActivationLayer(UnaryOp.SIGMOID), hidden);
    Tensor expected = augmentedForm(network, 2, activated);
    Workspace workspace = Workspace.forPrediction(network, TestBackends.simd(1), 4);
    assertTrue(expected.sameBits(network.predict(x, workspace)));
  }

  /** A layer of a user that hands both passes on. */
  private record Delegating(Dense dense) implements Layer {
    @Override
    public int outputs(int inputs) {
      return dense.outputs(inputs);
    }

    @Override
    public List<ParameterSpec> parameters() {
      return dense.parameters();
    }

    @Override
    public void forward(LayerPass pass, Tensor x, Tensor y) {
      dense.forward(pass, x, y);
    }

    @Override
    public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
      dense.backward(pass, x, y, dy, dx);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLayerThatDelegatesToADenseLayerGivesTheSameBits(Precision precision) {
    Dense dense = new Dense(5, 7, Initializer.FRAMEWORK);
    Tensor x = TestData.gaussian(precision, 4, 5, 2);
    Tensor expected = null;
    for (Layer layer : List.of(dense, new Delegating(dense))) {
      Network network =
          Network.builder(5).layer(layer).activation(UnaryOp.TANH).build(precision, 1);
      network.parameters().tensor(1).fill(0.5);
      Workspace workspace = Workspace.forPrediction(network, TestBackends.simd(1), 4);
      Tensor y = network.predict(x, workspace);
      assertTrue(expected == null || expected.sameBits(y));
      expected = y;
    }
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
  void aLayerThatDelegatesToADenseLayerHasItsDerivatives(Backend backend) {
    Network.Builder builder =
        Network.builder(5)
            .dense(5)
            .activation(UnaryOp.RELU)
            .layer(new Delegating(new Dense(5, 7, Initializer.HE)))
            .activation(UnaryOp.TANH)
            .dense(3);
    TestLayers.assertGradients(backend, builder, 4);
  }

  private static Tensor augmentedForm(Network network, int parameter, Tensor x) {
    Tensor weight = network.parameters().tensor(parameter);
    Tensor bias = network.parameters().tensor(parameter + 1);
    Precision precision = x.precision();
    Network without =
        Network.builder(x.columns() + 1).denseWithoutBias(weight.columns()).zeros(precision);
    Tensor augmented = without.parameters().tensor(0);
    augmented.copyRows(weight, 0, 0, weight.rows());
    augmented.copyRows(bias, 0, weight.rows(), 1);
    Tensor ones = Tensor.zeros(precision, x.rows(), x.columns() + 1);
    ones.fill(1);
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        ones.set(i, j, x.get(i, j));
      }
    }
    Workspace workspace = Workspace.forPrediction(without, TestBackends.simd(1), x.rows());
    return without.predict(ones, workspace).copy(precision);
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
  void derivativesAreThoseOfFiniteDifferencesWithAndWithoutBias(Backend backend) {
    for (int[] shape : new int[][] {{1, 1, 1}, {5, 3, 4}, {2, 17, 9}}) {
      for (boolean bias : new boolean[] {true, false}) {
        Dense dense = new Dense(shape[1], shape[2], Initializer.FRAMEWORK, bias);
        Network.Builder alone = Network.builder(shape[1]).layer(dense);
        TestLayers.assertGradients(backend, alone, shape[0]);
        Network.Builder after =
            Network.builder(3).dense(shape[1]).activation(UnaryOp.TANH).layer(dense).dense(2);
        TestLayers.assertGradients(backend, after, shape[0]);
      }
    }
  }

  @Test
  void withoutBiasThereIsOneParameterAndZeroGivesZero() {
    Network network = Network.builder(3).denseWithoutBias(2).build(Precision.FLOAT32, 1);
    assertEquals(1, network.parameters().count());
    Tensor zero = Tensor.zeros(Precision.FLOAT32, 1, 3);
    Workspace workspace = Workspace.forPrediction(network, TestBackends.tested(), 1);
    assertTrue(Tensor.zeros(Precision.FLOAT32, 1, 2).sameBits(network.predict(zero, workspace)));
    assertEquals(
        Map.of("inputs", 3, "outputs", 2, "initializer", "he", "bias", false),
        network.layers().get(0).settings());
  }
}
