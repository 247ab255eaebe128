package org.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** What is computed together has the bits of what is computed layer by layer. */
class FusionTest {
  private static final int ROWS = 131;

  /** An activation that nothing joins, for it does not show that it is one. */
  private record Apart(ActivationLayer layer) implements Layer {
    @Override
    public void forward(LayerPass pass, Tensor x, Tensor y) {
      layer.forward(pass, x, y);
    }

    @Override
    public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
      layer.backward(pass, x, y, dy, dx);
    }
  }

  private static Network network(
      Precision precision, String activation, Function<ActivationLayer, Layer> form) {
    Layer layer = form.apply(ActivationLayer.named(activation));
    return Network.builder(37)
        .dense(70)
        .layer(layer)
        .denseWithoutBias(53)
        .layer(layer)
        .dense(3)
        .build(precision, 5);
  }

  private static List<Tensor> pass(Network network, Backend backend) {
    Precision precision = network.precision();
    Tensor x = TestData.gaussian(precision, ROWS, 37, 7);
    Workspace workspace = Workspace.forTraining(network, backend, ROWS);
    Tensor y = network.forward(x, workspace, 1).copy(precision);
    workspace.outputGradient(ROWS).copyFrom(TestData.gaussian(precision, ROWS, 3, 9));
    Gradients gradients = network.gradients();
    Tensor dx = network.backward(x, workspace, gradients, true).copy(precision);
    return List.of(y, dx, gradients.values().all());
  }

  static Stream<Backend> backends() {
    return TestBackends.all();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void theBitsAreThoseOfOneLayerAfterTheOther(Backend backend) {
    for (Precision precision : Precision.values()) {
      for (String name : ActivationLayer.NAMES) {
        List<Tensor> together = pass(network(precision, name, layer -> layer), backend);
        List<Tensor> apart = pass(network(precision, name, Apart::new), backend);
        for (int i = 0; i < apart.size(); i++) {
          String what = List.of("output", "gradient by the input", "gradients").get(i);
          // What has no value is NaN both ways, of whatever sign.
          assertTrue(
              same(apart.get(i), together.get(i)),
              what + " of " + name + ", " + precision + " on " + backend.name());
        }
      }
    }
  }

  private static boolean same(Tensor a, Tensor b) {
    for (int i = 0; i < a.size(); i++) {
      if (Double.doubleToLongBits(a.get(i)) != Double.doubleToLongBits(b.get(i))) {
        return false;
      }
    }
    return a.size() == b.size();
  }

  @Test
  void aDenseLayerJoinsItsNeighbours() {
    List<Layer> layers =
        Network.builder(3)
            .activation(UnaryOp.TANH)
            .dense(4)
            .activation(UnaryOp.RELU)
            .dense(4)
            .activation(UnaryOp.GELU)
            .dense(2)
            .zeros(Precision.FLOAT32)
            .layers();
    assertTrue(Fusion.joinsForward(layers, 1));
    assertTrue(!Fusion.joinsForward(layers, 3), "its input is needed for the derivative");
    assertTrue(!Fusion.joinsForward(layers, 5), "nothing follows");
    assertTrue(!Fusion.joinsBackward(layers, 1), "the derivative by the network's input");
    assertTrue(Fusion.joinsBackward(layers, 3));
    assertTrue(Fusion.joinsBackward(layers, 5));
  }
}
