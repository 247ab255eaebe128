package org.lanewise.nn.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.Weights;
import org.lanewise.nn.ActivationLayer;
import org.lanewise.nn.Dropout;
import org.lanewise.nn.Network;
import org.lanewise.nn.Step;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.model.Model;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** A compiled network against the network it was made of. */
class PredictorTest {
  private static final int ROWS = 150;

  static Network plain() {
    return Network.builder(20)
        .dense(140)
        .activation(UnaryOp.RELU)
        .dropout(0.3)
        .dense(33)
        .dropout(0.1)
        .activation(UnaryOp.TANH)
        .activation(UnaryOp.SILU)
        .denseWithoutBias(5)
        .build(Precision.FLOAT32, 1);
  }

  static Stream<Network> ofEveryKind() {
    List<Network> networks = new ArrayList<>();
    networks.add(plain());
    networks.add(Network.builder(3).dropout(0.5).build(Precision.FLOAT32, 1));
    networks.add(Network.builder(3).dense(1).build(Precision.FLOAT32, 1));
    networks.add(Network.builder(7).dense(4).softmax().build(Precision.FLOAT32, 1));
    networks.add(Network.builder(7).layerNorm().dense(4).logSoftmax().build(Precision.FLOAT32, 1));
    networks.add(
        Network.builder(7).maxout(4, 3).prelu().dense(3).step().build(Precision.FLOAT32, 1));
    for (String name : ActivationLayer.NAMES) {
      networks.add(
          Network.builder(6)
              .dense(11)
              .layer(ActivationLayer.named(name))
              .dense(2)
              .build(Precision.FLOAT32, 2));
    }
    return networks.stream();
  }

  private static float[] expected(Network network, Tensor x, Backend backend) {
    Workspace workspace = Workspace.forPrediction(network, backend, x.rows());
    return network.predict(x, workspace).copy(Precision.FLOAT32).floats();
  }

  private static float[] floats(Tensor x) {
    return x.copy(Precision.FLOAT32).floats();
  }

  @ParameterizedTest
  @MethodSource("ofEveryKind")
  void withoutBatchNormTheBitsAreTheNetworksOwn(Network network) {
    Tensor x = TestData.gaussian(Precision.FLOAT32, ROWS, network.inputs(), 4);
    for (Backend backend : TestBackends.all().toList()) {
      float[] expected = expected(network, x, backend);
      Predictor predictor = Predictor.of(network, Weights.FLOAT32, backend);
      float[] out = new float[ROWS * network.outputs()];
      predictor.predict(floats(x), out, ROWS);
      assertArrayEquals(expected, out);
      assertEquals(network.outputs(), predictor.outputs());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRowHasTheSameBitsAloneAndInAnyBatch(Weights weights) {
    Network network = plain();
    float[] x = floats(TestData.gaussian(Precision.FLOAT32, ROWS, 20, 4));
    float[] expected = null;
    for (Backend backend : TestBackends.all().toList()) {
      Predictor predictor = Predictor.of(network, weights, backend);
      float[] all = new float[ROWS * 5];
      predictor.predict(x, all, ROWS);
      expected = expected == null ? all : expected;
      assertArrayEquals(expected, all);
      for (int rows : new int[] {1, 2, 3, 4, 5, 31}) {
        float[] some = new float[rows * 5];
        predictor.predict(x, some, rows);
        assertArrayEquals(Arrays.copyOf(expected, rows * 5), some, rows + " rows");
      }
    }
  }

  /** Outputs are near 1 in size; what a weight loses is a share of itself or of its column. */
  @ParameterizedTest
  @EnumSource
  void shorterWeightsStayNear(Weights weights) {
    Network network = plain();
    Tensor x = TestData.gaussian(Precision.FLOAT32, ROWS, 20, 4);
    float[] expected = expected(network, x, TestBackends.simd(1));
    float[] out = new float[ROWS * 5];
    Predictor predictor = Predictor.of(network, weights);
    predictor.predict(floats(x), out, ROWS);
    double worst = 0;
    for (int i = 0; i < out.length; i++) {
      worst = Math.max(worst, Math.abs(out[i] - expected[i]));
    }
    double bound = weights == Weights.FLOAT32 ? 0 : 0.05;
    assertTrue(worst <= bound, weights + " " + worst);
    assertTrue(weights == Weights.FLOAT32 || worst > 0, "nothing was rounded");
    assertEquals(weights, predictor.weights());
  }

  private static Network normalized(Precision precision) {
    Network network =
        Network.builder(9)
            .dense(30)
            .batchNorm()
            .activation(UnaryOp.RELU)
            .denseWithoutBias(12)
            .dropout(0.2)
            .batchNorm()
            .batchNorm()
            .activation(UnaryOp.SIGMOID)
            .batchNorm()
            .dense(4)
            .build(precision, 3);
    Tensor buffers = network.buffers().all();
    Tensor parameters = network.parameters().all();
    Tensor noise = TestData.gaussian(Precision.FLOAT64, 1, buffers.size(), 5);
    for (int i = 0; i < buffers.size(); i++) {
      buffers.set(i, Math.abs(noise.get(i)) + 0.1);
    }
    noise = TestData.gaussian(Precision.FLOAT64, 1, parameters.size(), 6);
    for (int i = 0; i < parameters.size(); i++) {
      parameters.set(i, parameters.get(i) + 0.2 * noise.get(i));
    }
    return network;
  }

  @Test
  void batchNormIsFoldedWithinTheRoundingOfFloats() {
    Network network = normalized(Precision.FLOAT32);
    Tensor x = TestData.gaussian(Precision.FLOAT32, ROWS, 9, 4);
    Network exact = network.copy(Precision.FLOAT64);
    float[] expected = expected(exact, x.copy(Precision.FLOAT64), TestBackends.simd(1));
    float[] out = new float[ROWS * 4];
    Predictor.of(network).predict(floats(x), out, ROWS);
    for (int i = 0; i < out.length; i++) {
      assertEquals(expected[i], out[i], 2e-5, "output " + i);
    }
  }

  @Test
  void aFloat64NetworkIsComputedAsItIs() {
    Network network = normalized(Precision.FLOAT64);
    Tensor x = TestData.gaussian(Precision.FLOAT64, ROWS, 9, 4);
    Workspace workspace = Workspace.forPrediction(network, TestBackends.simd(1), ROWS);
    double[] expected = network.predict(x, workspace).copy(Precision.FLOAT64).doubles();
    Predictor predictor = Predictor.of(network);
    double[] out = new double[ROWS * 4];
    predictor.predict(x.doubles(), out, ROWS);
    assertArrayEquals(expected, out);
    float[] rounded = new float[4];
    predictor.predict(floats(x), rounded);
    assertEquals(expected[0], rounded[0], 1e-5);
  }

  @Test
  void doublesAreRoundedForAFloat32Network() {
    Network network = plain();
    Tensor x = TestData.gaussian(Precision.FLOAT64, 3, 20, 4);
    double[] out = new double[15];
    Predictor predictor = Predictor.of(network);
    predictor.predict(x.doubles(), out, 3);
    float[] expected = new float[15];
    predictor.predict(floats(x), expected, 3);
    for (int i = 0; i < 15; i++) {
      assertEquals(expected[i], out[i]);
    }
  }

  @Test
  void laterTrainingDoesNotShow() {
    for (Network network : List.of(plain(), normalized(Precision.FLOAT32))) {
      Predictor predictor = Predictor.of(network);
      float[] in = new float[network.inputs()];
      float[] before = new float[network.outputs()];
      predictor.predict(in, before);
      network.parameters().all().fill(7);
      network.buffers().all().fill(7);
      float[] after = new float[network.outputs()];
      predictor.predict(in, after);
      assertArrayEquals(before, after);
    }
  }

  @Test
  void weightsTakeFewerBytesInShorterFormats() {
    Network network = Network.builder(128).dense(256).dense(128).build(Precision.FLOAT32, 1);
    assertEquals(4 * 65536, Predictor.of(network).weightBytes());
    assertEquals(2 * 65536, Predictor.of(network, Weights.BFLOAT16).weightBytes());
    assertEquals(65536 + 4 * 384, Predictor.of(network, Weights.INT8).weightBytes());
  }

  @Test
  void noRowsAreNoWork() {
    Predictor predictor = Predictor.of(plain());
    predictor.predict(new float[0], new float[0], 0);
    predictor.predict(new double[0], new double[0], 0);
  }

  @Test
  void wrongSizesAreRefusedWithBothValues() {
    Predictor predictor = Predictor.of(plain());
    refused(
        "in has 19 numbers, 1 rows of 20 are to be read",
        () -> predictor.predict(new float[19], new float[5]));
    refused(
        "out has room for 9 numbers, 2 rows of 5 are to be written",
        () -> predictor.predict(new double[40], new double[9], 2));
    refused(
        "rows is -1, a size is at least 0",
        () -> predictor.predict(new float[40], new float[9], -1));
    refused(
        "in has 40 numbers, 2147483647 rows of 20 are to be read",
        () -> predictor.predict(new float[40], new float[9], Integer.MAX_VALUE));
    refused("rows is -1, a size is at least 0", () -> predictor.warmUp(-1));
    assertEquals(predictor, predictor.warmUp(Integer.MAX_VALUE)); // no more than fit a pass
    refused(
        "a FLOAT64 network has no INT8 weights; copy it to FLOAT32 first",
        () -> Predictor.of(normalized(Precision.FLOAT64), Weights.INT8));
  }

  /** Networks that mix features; without the step, which says 0 or 1 to anything. */
  private static List<Network> mixing() {
    List<Network> networks = new ArrayList<>(ofEveryKind().toList());
    networks.removeIf(network -> network.layers().stream().anyMatch(Step.class::isInstance));
    networks.removeIf(network -> network.layers().stream().allMatch(Dropout.class::isInstance));
    networks.add(Network.builder(7).maxout(4, 3).prelu().build(Precision.FLOAT32, 1));
    networks.add(normalized(Precision.FLOAT32));
    return networks;
  }

  @ParameterizedTest
  @EnumSource
  void nanInARowMakesEveryOutputOfThatRowNanAndNoOther(Weights weights) {
    for (Network network : mixing()) {
      int k = network.inputs();
      int n = network.outputs();
      float[] x = floats(TestData.gaussian(Precision.FLOAT32, 5, k, 4));
      for (Backend backend : TestBackends.all().toList()) {
        Predictor predictor = Predictor.of(network, weights, backend);
        float[] expected = new float[5 * n];
        predictor.predict(x, expected, 5);
        float[] spoilt = x.clone();
        spoilt[2 * k + 1] = Float.NaN;
        Arrays.fill(expected, 2 * n, 3 * n, Float.NaN);
        float[] out = new float[5 * n];
        predictor.predict(spoilt, out, 5);
        assertArrayEquals(expected, out, weights + " " + network.layers());
        float[] alone = new float[n];
        predictor.predict(Arrays.copyOfRange(spoilt, 2 * k, 3 * k), alone);
        assertArrayEquals(Arrays.copyOfRange(expected, 2 * n, 3 * n), alone);
      }
    }
  }

  /** A weight that rounds to 0 makes NaN of an infinity, which is not finite either. */
  @ParameterizedTest
  @EnumSource
  void anInfinityInARowLeavesNoFiniteOutputOfDenseLayers(Weights weights) {
    Network network =
        Network.builder(20).dense(140).denseWithoutBias(5).build(Precision.FLOAT32, 1);
    for (Backend backend : TestBackends.all().toList()) {
      Predictor predictor = Predictor.of(network, weights, backend);
      for (int rows : new int[] {1, 5}) {
        float[] x = floats(TestData.gaussian(Precision.FLOAT32, rows, 20, 4));
        x[3] = Float.NEGATIVE_INFINITY;
        float[] out = new float[rows * 5];
        predictor.predict(x, out, rows);
        for (int i = 0; i < out.length; i++) {
          assertEquals(i >= 5, Float.isFinite(out[i]), "output " + i + " is " + out[i]);
        }
      }
    }
  }

  /** The chain of an INT8 column holds the sum times 127 by its largest weight, here 1. */
  @ParameterizedTest
  @EnumSource
  void whatOverflowsOnlyWithInt8WeightsIsInfinite(Weights weights) {
    Network network = Network.builder(1).denseWithoutBias(1).build(Precision.FLOAT32, 1);
    network.parameters().all().fill(1);
    float[] out = new float[1];
    Predictor predictor = Predictor.of(network, weights);
    predictor.predict(new float[] {2.6e36f}, out);
    assertEquals(2.6e36f, out[0], 1e30f);
    predictor.predict(new float[] {2.7e36f}, out);
    assertEquals(weights == Weights.INT8 ? Float.POSITIVE_INFINITY : 2.7e36f, out[0], 1e30f);
  }

  @Test
  void nullIsRefusedAtOnceByItsName() {
    Network network = plain();
    Model model =
        new Model(network, FeatureScaling.none(20), "mse", List.of(), List.of(), Map.of());
    Backend backend = TestBackends.scalar();
    refusedAsNull("network", () -> Predictor.of((Network) null));
    refusedAsNull("network", () -> Predictor.of((Network) null, Weights.INT8));
    refusedAsNull("network", () -> Predictor.of((Network) null, Weights.INT8, backend));
    refusedAsNull("weights", () -> Predictor.of(network, null));
    refusedAsNull("weights", () -> Predictor.of(network, null, backend));
    refusedAsNull("backend", () -> Predictor.of(network, Weights.INT8, null));
    refusedAsNull("weights", () -> Predictor.of(network.copy(Precision.FLOAT64), null));
    refusedAsNull("model", () -> Predictor.of((Model) null));
    refusedAsNull("model", () -> Predictor.of((Model) null, Weights.INT8, backend));
    refusedAsNull("weights", () -> Predictor.of(model, null, backend));
    refusedAsNull("backend", () -> Predictor.of(model, Weights.INT8, null));
    Predictor predictor = Predictor.of(network);
    Tensor tensor = Tensor.zeros(Precision.FLOAT32, 0, 20);
    refusedAsNull("in", () -> predictor.predict((float[]) null, new float[5]));
    refusedAsNull("out", () -> predictor.predict(new float[20], null));
    refusedAsNull("in", () -> predictor.predict((float[]) null, new float[5], 0));
    refusedAsNull("out", () -> predictor.predict(new float[20], null, 0));
    refusedAsNull("in", () -> predictor.predict((double[]) null, new double[5]));
    refusedAsNull("out", () -> predictor.predict(new double[20], null));
    refusedAsNull("in", () -> predictor.predict((double[]) null, new double[5], 0));
    refusedAsNull("out", () -> predictor.predict(new double[20], null, 0));
    refusedAsNull("in", () -> predictor.predict((Tensor) null, tensor));
    refusedAsNull("out", () -> predictor.predict(tensor, null));
  }

  private static void refusedAsNull(String name, Runnable call) {
    assertEquals(name, assertThrows(NullPointerException.class, call::run).getMessage());
  }

  private static void refused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
