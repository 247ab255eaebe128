package org.lanewise.bench.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Initializer;
import org.lanewise.nn.Network;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * The folder that all peers read: {@code work.properties}, {@code x.f32}, {@code y.f32}, and for
 * each dense layer {@code weight0.f32} (inputs x outputs) and {@code bias0.f32}; all of them
 * little-endian float32, row by row. {@code network.onnx} is the same network for those that take
 * no other form.
 */
final class PeerFiles {
  private static final long SEED = 20;

  private final Path folder;

  /** Reads or writes a folder. */
  PeerFiles(Path folder) {
    this.folder = folder;
  }

  /** Writes everything. */
  void write(PeerWork work) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("work.properties"))) {
      work.properties().store(out, null);
    }
    float[] x = new float[work.rows() * work.inputs()];
    RandomStream random = RandomStream.of(SEED, "features");
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    write("x", x);
    write("y", targets(work, x));
    Network network = network(work).build(Precision.FLOAT32, SEED);
    for (int i = 0; i < network.parameters().count(); i++) {
      Tensor tensor = network.parameters().tensor(i);
      float[] values = new float[tensor.size()];
      Tensor.of(values, 0, tensor.rows(), tensor.columns()).copyFrom(tensor);
      write((network.parameters().isWeight(i) ? "weight" : "bias") + i / 2, values);
    }
    OnnxFile.write(folder.resolve("network.onnx"), network, 1);
  }

  /** Returns the network of a work, its parameters still to be set. */
  static Network.Builder network(PeerWork work) {
    Network.Builder builder = Network.builder(work.inputs()).initializer(Initializer.FRAMEWORK);
    for (int i = 1; i <= work.depth(); i++) {
      builder.dense(work.layers().get(i));
      if (i < work.depth()) {
        builder.activation(UnaryOp.RELU);
      }
    }
    return builder;
  }

  /** Labels rows by the largest of a few random directions, so that there is something to learn. */
  private static float[] targets(PeerWork work, float[] x) {
    int outputs = work.outputs();
    int directions = Math.max(2, outputs);
    int columns = work.targetColumns();
    double[] teacher = new double[directions * work.inputs()];
    RandomStream random = RandomStream.of(SEED, "teacher");
    for (int i = 0; i < teacher.length; i++) {
      teacher[i] = random.nextGaussian();
    }
    float[] y = new float[work.rows() * columns];
    for (int row = 0; row < work.rows(); row++) {
      int label = 0;
      double largest = Double.NEGATIVE_INFINITY;
      for (int d = 0; d < directions; d++) {
        double score = 0;
        for (int j = 0; j < work.inputs(); j++) {
          score += teacher[d * work.inputs() + j] * x[row * work.inputs() + j];
        }
        if (score > largest) {
          largest = score;
          label = d;
        }
      }
      if (columns == outputs && outputs > 1) {
        y[row * columns + label] = 1;
      } else {
        y[row] = label;
      }
    }
    return y;
  }

  /** Reads the work. */
  PeerWork work() {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(folder.resolve("work.properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return PeerWork.of(properties);
  }

  /** Returns where an array is. */
  Path path(String name) {
    return folder.resolve(name.contains(".") ? name : name + ".f32");
  }

  /** Reads an array. */
  float[] read(String name) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path(name)));
      float[] values = new float[bytes.capacity() / Float.BYTES];
      bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    try (FileChannel file =
        FileChannel.open(path(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    }
  }
}
