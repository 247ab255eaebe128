package org.lanewise.bench.peers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** The bytes hold what the numbers of {@code onnx.proto} say they hold. */
class OnnxFileTest {
  private static final Network NETWORK =
      Network.builder(200).dense(3).activation(UnaryOp.RELU).dense(2).build(Precision.FLOAT32, 7);

  private final ProtoFields model = new ProtoFields(OnnxFile.bytes(NETWORK, 1));
  private final ProtoFields graph = model.messages(7).get(0);

  @Test
  void modelNamesItsVersionAndOperatorSet() {
    assertEquals(List.of(8L), model.numbers(1));
    assertEquals(List.of(""), model.messages(8).get(0).texts(1));
    assertEquals(List.of(13L), model.messages(8).get(0).numbers(2));
  }

  @Test
  void nodesFormAChainFromInputToOutput() {
    List<ProtoFields> nodes = graph.messages(1);
    assertEquals(
        List.of("Gemm", "Relu", "Gemm"), nodes.stream().map(n -> n.texts(4).get(0)).toList());
    assertEquals(List.of("x", "0.weight", "0.bias"), nodes.get(0).texts(1));
    assertEquals(nodes.get(0).texts(2), nodes.get(1).texts(1));
    assertEquals(nodes.get(1).texts(2), nodes.get(2).texts(1).subList(0, 1));
    assertEquals(List.of("y"), nodes.get(2).texts(2));
  }

  @Test
  void initializersAreTheParametersBitForBit() {
    List<ProtoFields> initializers = graph.messages(5);
    assertEquals(NETWORK.parameters().count(), initializers.size());
    for (int i = 0; i < initializers.size(); i++) {
      Tensor tensor = NETWORK.parameters().tensor(i);
      ProtoFields initializer = initializers.get(i);
      assertEquals(List.of(NETWORK.parameters().name(i)), initializer.texts(8));
      assertEquals(List.of(1L), initializer.numbers(2));
      long columns = tensor.columns();
      assertEquals(
          i % 2 == 0 ? List.of((long) tensor.rows(), columns) : List.of(columns),
          initializer.numbers(1));
      float[] values = new float[tensor.size()];
      ByteBuffer.wrap(initializer.bytes(9).get(0))
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values);
      float[] expected = new float[tensor.size()];
      Tensor.of(expected, 0, tensor.rows(), tensor.columns()).copyFrom(tensor);
      assertArrayEquals(expected, values);
    }
  }

  @Test
  void inputAndOutputHaveTheirShapes() {
    assertEquals(List.of(1L, 200L), shape(graph.messages(11).get(0), "x"));
    assertEquals(List.of(1L, 2L), shape(graph.messages(12).get(0), "y"));
  }

  private static List<Long> shape(ProtoFields value, String name) {
    assertEquals(List.of(name), value.texts(1));
    ProtoFields tensor = value.messages(2).get(0).messages(1).get(0);
    assertEquals(List.of(1L), tensor.numbers(1));
    return tensor.messages(2).get(0).messages(1).stream().map(d -> d.numbers(1).get(0)).toList();
  }

  @Test
  void whatHasNoNodeIsRefused() {
    Network tanh = Network.builder(2).dense(2).activation(UnaryOp.TANH).build(Precision.FLOAT32, 1);
    assertRefused(tanh, 1, "layer 1");
    assertRefused(Network.builder(2).denseWithoutBias(2).build(Precision.FLOAT32, 1), 1, "layer 0");
    assertRefused(Network.builder(2).dense(2).build(Precision.FLOAT64, 1), 1, "FLOAT64");
    assertRefused(NETWORK, 0, "0 rows");
  }

  private static void assertRefused(Network network, int rows, String part) {
    var e = assertThrows(IllegalArgumentException.class, () -> OnnxFile.bytes(network, rows));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
