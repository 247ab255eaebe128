package org.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

class NetworkTest {
  private final Backend simd = TestBackends.simd(1);

  private static Network deep(Precision precision, long seed) {
    return Network.builder(5)
        .initializer(Initializer.FRAMEWORK)
        .dense(19)
        .activation(UnaryOp.RELU)
        .dropout(0.3)
        .dense(8)
        .activation(UnaryOp.leakyRelu(0.1))
        .dense(3)
        .build(precision, seed);
  }

  private static Tensor predict(Network network, Tensor x, Backend backend) {
    Workspace workspace = Workspace.forPrediction(network, backend, x.rows());
    return network.predict(x, workspace).copy(network.precision());
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#all")
  @DisplayName("acceptance point 8: a forward pass as nested loops")
  void aPredictionIsTheNestedLoops(Backend backend) {
    for (Precision precision : Precision.values()) {
      boolean single = precision == Precision.FLOAT32;
      Network network = deep(precision, 1);
      Tensor x = TestData.gaussian(precision, 7, 5, 2);
      Tensor in = x;
      for (int layer = 0; layer < 3; layer++) {
        Tensor weight = network.parameters().tensor(2 * layer);
        Tensor bias = network.parameters().tensor(2 * layer + 1);
        Tensor out = Tensor.zeros(precision, 7, weight.columns());
        for (int i = 0; i < 7; i++) {
          for (int j = 0; j < weight.columns(); j++) {
            double sum = 0;
            for (int k = 0; k < weight.rows(); k++) {
              double a = in.get(i, k);
              double b = weight.get(k, j);
              sum = single ? Math.fma((float) a, (float) b, (float) sum) : Math.fma(a, b, sum);
            }
            sum = single ? (float) (sum + bias.get(j)) : sum + bias.get(j);
            double slope = layer == 0 ? 0 : layer == 1 ? (single ? 0.1f : 0.1) : 1;
            out.set(i, j, sum > 0 ? sum : slope * sum + 0.0);
          }
        }
        in = out;
      }
      assertTrue(in.sameBits(predict(network, x, backend)), precision + " on " + backend.name());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBatchIsTheSameBitsAsItsRowsOneByOne(Precision precision) {
    Network network = deep(precision, 3);
    Tensor x = TestData.gaussian(precision, 67, 5, 4);
    Tensor together = predict(network, x, simd);
    Workspace workspace = Workspace.forPrediction(network, simd, 67);
    for (int i = 0; i < 67; i++) {
      assertTrue(together.rows(i, 1).sameBits(network.predict(x.rows(i, 1), workspace)));
    }
    assertTrue(together.rows(10, 20).sameBits(network.predict(x.rows(10, 20), workspace)));
  }

  @Test
  void anyNumberOfThreadsPredictWithOneNetwork() throws Exception {
    Network network = deep(Precision.FLOAT32, 5);
    Tensor x = TestData.gaussian(Precision.FLOAT32, 64, 5, 6);
    Tensor expected = predict(network, x, simd);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int rows = 64 - t;
        results.add(
            threads.submit(
                () -> {
                  Workspace own = Workspace.forPrediction(network, TestBackends.simd(2), 64);
                  boolean same = true;
                  for (int i = 0; i < 200; i++) {
                    Tensor output = network.predict(x.rows(0, rows), own);
                    same &= expected.rows(0, rows).sameBits(output);
                  }
                  return same;
                }));
      }
      for (Future<Boolean> result : results) {
        assertTrue(result.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aPredictionLeavesDropoutOff() {
    Network with = deep(Precision.FLOAT64, 7);
    Network without =
        Network.builder(5)
            .dense(19)
            .activation(UnaryOp.RELU)
            .dense(8)
            .activation(UnaryOp.leakyRelu(0.1))
            .dense(3)
            .zeros(Precision.FLOAT64);
    for (int i = 0; i < 6; i++) {
      without.parameters().tensor(i).copyFrom(with.parameters().tensor(i));
    }
    Tensor x = TestData.gaussian(Precision.FLOAT64, 4, 5, 8);
    Workspace workspace = Workspace.forTraining(with, simd, 4);
    assertFalse(predict(without, x, simd).sameBits(with.forward(x, workspace, 9)));
    assertTrue(predict(without, x, simd).sameBits(with.predict(x, workspace)));
  }

  @Test
  void aPassDependsOnItsNoiseKeyAlone() {
    Network network = deep(Precision.FLOAT32, 9);
    Tensor x = TestData.gaussian(Precision.FLOAT32, 6, 5, 10);
    Workspace workspace = Workspace.forTraining(network, simd, 6);
    Tensor first = network.forward(x, workspace, 1).copy(Precision.FLOAT32);
    assertFalse(first.sameBits(network.forward(x, workspace, 2)), "another key drops others");
    Workspace scalar = Workspace.forTraining(network, TestBackends.scalar(), 6);
    assertTrue(first.sameBits(network.forward(x, scalar, 1)), "the same key drops the same");
  }

  @Test
  void dropoutLayersOfOneNetworkDropDifferentElements() {
    Network network = Network.builder(200).dropout(0.5).dropout(0.5).zeros(Precision.FLOAT64);
    Tensor x = Tensor.zeros(Precision.FLOAT64, 1, 200);
    x.fill(1);
    Tensor y = network.forward(x, Workspace.forTraining(network, simd, 1), 3);
    int dropped = 0;
    for (int i = 0; i < 200; i++) {
      dropped += y.get(i) == 0 ? 1 : 0;
    }
    // Three in four if the masks are independent, one in two if they are the same.
    assertEquals(150, dropped, 30);
  }

  @Test
  void activationsThatWorkInPlaceDoNotDisturbTheInput() {
    Tensor x = TestData.gaussian(Precision.FLOAT32, 4, 5, 11);
    Tensor before = x.copy(Precision.FLOAT32);
    for (UnaryOp op : List.of(UnaryOp.RELU, UnaryOp.TANH, UnaryOp.SIGMOID)) {
      Network network =
          Network.builder(5)
              .activation(op)
              .activation(op)
              .softmax()
              .dense(2)
              .build(Precision.FLOAT32, 1);
      Workspace workspace = Workspace.forTraining(network, simd, 4);
      network.forward(x, workspace, 0);
      workspace.outputGradient(4).fill(1);
      network.backward(x, workspace, network.gradients(), true);
      assertTrue(before.sameBits(x), op + " has changed the input");
    }
  }

  @Test
  void aWorkspaceOfAnotherNetworkIsRefused() {
    Network network = deep(Precision.FLOAT32, 1);
    Workspace other = Workspace.forPrediction(deep(Precision.FLOAT32, 1), simd, 2);
    Tensor x = Tensor.zeros(Precision.FLOAT32, 2, 5);
    assertMessage("the workspace belongs to another network", () -> network.predict(x, other));
  }

  @Test
  void samplesOfAnotherWidthAreRefusedWithBothCounts() {
    Network network = deep(Precision.FLOAT32, 1);
    Workspace workspace = Workspace.forPrediction(network, simd, 2);
    Tensor x = Tensor.zeros(Precision.FLOAT32, 2, 4);
    assertMessage(
        "samples have 4 features, the network takes 5", () -> network.predict(x, workspace));
  }

  @Test
  void batchesThatDoNotFitTheWorkspaceAreRefusedWithBothCounts() {
    Network network = deep(Precision.FLOAT32, 1);
    Workspace workspace = Workspace.forPrediction(network, simd, 2);
    for (int rows : new int[] {0, 3}) {
      assertMessage(
          "a batch of " + rows + " rows in a workspace for 1 to 2",
          () -> network.predict(Tensor.zeros(Precision.FLOAT32, rows, 5), workspace));
    }
    assertMessage(
        "rows is 0, a batch has at least 1", () -> Workspace.forPrediction(network, simd, 0));
    assertEquals(
        "a workspace for prediction has no gradients",
        assertThrows(IllegalStateException.class, () -> workspace.outputGradient(1)).getMessage());
  }

  @Test
  void aNetworkOfNothingIsRefused() {
    assertMessage("inputs is 0, it must be at least 1", () -> Network.builder(0));
    assertMessage(
        "a network needs at least one layer", () -> Network.builder(3).build(Precision.FLOAT32, 1));
  }

  @Test
  void parametersBeyondOneArrayAreRefusedWithTheirCount() {
    Network.Builder wide = Network.builder(40_000).dense(40_000).dense(40_000);
    var thrown = assertThrows(IllegalArgumentException.class, () -> wide.zeros(Precision.FLOAT32));
    assertTrue(thrown.getMessage().matches(".*3200\\d{6}.*"), thrown.getMessage());
  }

  @Test
  void aCopyHasItsOwnParametersInTheOtherPrecision() {
    Network network = deep(Precision.FLOAT32, 12);
    Network copy = network.copy(Precision.FLOAT64);
    assertEquals(Precision.FLOAT64, copy.precision());
    assertEquals(network.layers(), copy.layers());
    assertNotSame(network.parameters(), copy.parameters());
    for (int i = 0; i < network.parameters().count(); i++) {
      Tensor rounded = copy.parameters().tensor(i).copy(Precision.FLOAT32);
      assertTrue(network.parameters().tensor(i).sameBits(rounded));
    }
    copy.parameters().tensor(0).fill(0);
    assertTrue(network.parameters().tensor(0).get(0) != 0);
  }

  @Test
  void theSameSeedGivesTheSameNetworkAndAnotherSeedAnother() {
    Tensor first = deep(Precision.FLOAT32, 42).parameters().all();
    assertTrue(first.sameBits(deep(Precision.FLOAT32, 42).parameters().all()));
    assertFalse(first.sameBits(deep(Precision.FLOAT32, 43).parameters().all()));
    Network twice = deep(Precision.FLOAT64, 42);
    assertTrue(
        first.sameBits(twice.copy(Precision.FLOAT32).parameters().all()),
        "both precisions start at the same numbers");
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
