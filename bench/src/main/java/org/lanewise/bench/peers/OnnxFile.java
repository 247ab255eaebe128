package org.lanewise.bench.peers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.ActivationLayer;
import org.lanewise.nn.Dense;
import org.lanewise.nn.Layer;
import org.lanewise.nn.Network;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * Writes a network as an ONNX model of Gemm and Relu nodes, for runtimes that read no other form.
 *
 * <p>The numbers of the fields are those of {@code onnx.proto}, operator set 13.
 */
final class OnnxFile {
  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 13;
  private static final int FLOAT = 1;

  private OnnxFile() {}

  /**
   * Writes a file.
   *
   * @param network float32, of dense layers with a bias and ReLU
   * @param rows of the input
   * @throws IllegalArgumentException if it has other layers or numbers
   */
  static void write(Path file, Network network, int rows) throws IOException {
    Files.write(file, bytes(network, rows));
  }

  static byte[] bytes(Network network, int rows) {
    if (network.precision() != Precision.FLOAT32 || rows < 1) {
      throw new IllegalArgumentException(
          "%s and %d rows, it must be FLOAT32 and at least 1".formatted(network.precision(), rows));
    }
    ProtoMessage graph = new ProtoMessage();
    String last = "x";
    int parameter = 0;
    for (int i = 0; i < network.layers().size(); i++) {
      Layer layer = network.layers().get(i);
      String output = i == network.layers().size() - 1 ? "y" : "h" + i;
      if (layer instanceof Dense dense && dense.bias()) {
        String weight = network.parameters().name(parameter);
        String bias = network.parameters().name(parameter + 1);
        graph.message(1, node("Gemm", List.of(last, weight, bias), output));
        Tensor w = network.parameters().tensor(parameter);
        Tensor b = network.parameters().tensor(parameter + 1);
        graph.message(5, initializer(weight, w, w.rows(), w.columns()));
        graph.message(5, initializer(bias, b, b.columns()));
        parameter += 2;
      } else if (layer instanceof ActivationLayer activation && activation.op() == UnaryOp.RELU) {
        graph.message(1, node("Relu", List.of(last), output));
      } else {
        throw new IllegalArgumentException("layer " + i + " is " + layer + ", none of Gemm, Relu");
      }
      last = output;
    }
    graph.text(2, "network");
    graph.message(11, value("x", rows, network.inputs()));
    graph.message(12, value("y", rows, network.outputs()));
    return new ProtoMessage()
        .number(1, IR_VERSION)
        .text(2, "lanewise")
        .message(7, graph)
        .message(8, new ProtoMessage().text(1, "").number(2, OPERATOR_SET))
        .bytes();
  }

  private static ProtoMessage node(String operator, List<String> inputs, String output) {
    ProtoMessage node = new ProtoMessage();
    inputs.forEach(input -> node.text(1, input));
    return node.text(2, output).text(3, output).text(4, operator);
  }

  private static ProtoMessage initializer(String name, Tensor tensor, int... shape) {
    ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * tensor.size());
    raw.order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .put(tensor.floats(), tensor.offset(), tensor.size());
    ProtoMessage message = new ProtoMessage();
    for (int size : shape) {
      message.number(1, size);
    }
    return message.number(2, FLOAT).text(8, name).bytes(9, raw.array());
  }

  private static ProtoMessage value(String name, int... shape) {
    ProtoMessage dimensions = new ProtoMessage();
    for (int size : shape) {
      dimensions.message(1, new ProtoMessage().number(1, size));
    }
    ProtoMessage type = new ProtoMessage().number(1, FLOAT).message(2, dimensions);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, type));
  }
}
