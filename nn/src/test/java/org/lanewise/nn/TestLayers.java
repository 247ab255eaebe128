package org.lanewise.nn;

import org.lanewise.core.Backend;
import org.lanewise.nn.check.GradientCheck;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** What tests of single layers share. */
final class TestLayers {
  private TestLayers() {}

  /** Returns a prediction of a layer alone, whose parameters are drawn as it asks for. */
  static Tensor predict(Layer layer, Tensor x) {
    Network network = Network.builder(x.columns()).layer(layer).build(x.precision(), 1);
    Workspace workspace = Workspace.forPrediction(network, TestBackends.tested(), x.rows());
    return network.predict(x, workspace);
  }

  /** Returns a workspace for training on one thread. */
  static Workspace training(Network network, int rows) {
    return Workspace.forTraining(network, TestBackends.tested(), rows);
  }

  /** Compares all derivatives of a network with finite differences, on normal inputs. */
  static void assertGradients(Backend backend, Network.Builder builder, int rows) {
    assertGradients(
        backend, builder, TestData.gaussian(Precision.FLOAT64, rows, builder.inputs(), 1));
  }

  /** Compares all derivatives of a network with finite differences. */
  static void assertGradients(Backend backend, Network.Builder builder, Tensor x) {
    Network network = builder.build(Precision.FLOAT64, 3);
    Tensor targets = TestData.gaussian(Precision.FLOAT64, x.rows(), network.outputs(), 2);
    GradientCheck.of(network, new MeanSquaredError())
        .backend(backend)
        .inputs(x, targets)
        .check()
        .assertPassed();
  }
}
