package org.lanewise.nn.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** The writing half of {@link SafeTensors}. */
final class SafeTensorsWriter {
  /** The data section begins at a multiple of this, so that readers may map it. */
  private static final int ALIGNMENT = 8;

  private SafeTensorsWriter() {}

  static void write(Path file, Map<String, String> metadata, List<TensorData> tensors)
      throws IOException {
    List<TensorData> fixed = List.copyOf(tensors);
    byte[] header = header(metadata, fixed); // everything that can be wrong is found before writing
    AtomicFile.write(
        file,
        out -> {
          ByteBuffer buffer =
              ByteBuffer.allocate(SafeTensors.BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
          out.write(buffer.putLong(header.length).array(), 0, Long.BYTES);
          out.write(header);
          for (TensorData tensor : fixed) {
            write(tensor.tensor(), buffer, out);
          }
        });
  }

  private static byte[] header(Map<String, String> metadata, List<TensorData> tensors) {
    Map<String, Object> header = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      metadata.forEach((key, value) -> Objects.requireNonNull(value, () -> "metadata " + key));
      header.put(SafeTensorsHeader.METADATA, metadata);
    }
    long begin = 0;
    for (TensorData tensor : tensors) {
      if (tensor.name().equals(SafeTensorsHeader.METADATA)) {
        throw new IllegalArgumentException("a tensor cannot have the name " + tensor.name());
      }
      long end = Math.addExact(begin, (long) tensor.tensor().size() * tensor.type().bytes());
      Map<String, Object> description = new LinkedHashMap<>();
      description.put(SafeTensorsHeader.DTYPE, tensor.type().name());
      description.put(SafeTensorsHeader.SHAPE, tensor.shape());
      description.put(SafeTensorsHeader.DATA_OFFSETS, List.of(begin, end));
      if (header.put(tensor.name(), description) != null) {
        throw new IllegalArgumentException("two tensors have the name '" + tensor.name() + "'");
      }
      begin = end;
    }
    return padded(Json.write(header).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] padded(byte[] json) {
    int padding = Math.floorMod(-(Long.BYTES + json.length), ALIGNMENT);
    byte[] header = Arrays.copyOf(json, json.length + padding);
    Arrays.fill(header, json.length, header.length, (byte) ' ');
    if (header.length > SafeTensors.MAX_HEADER_BYTES) {
      throw new IllegalArgumentException(
          "names, shapes and metadata take %d bytes, the limit is %d"
              .formatted(header.length, SafeTensors.MAX_HEADER_BYTES));
    }
    return header;
  }

  private static void write(Tensor tensor, ByteBuffer buffer, OutputStream out) throws IOException {
    int bytes = tensor.precision().bytes();
    int count;
    for (int from = 0; from < tensor.size(); from += count) {
      count = Math.min(buffer.capacity() / bytes, tensor.size() - from);
      int at = tensor.offset() + from;
      if (tensor.precision() == Precision.FLOAT32) {
        buffer.clear().asFloatBuffer().put(tensor.floats(), at, count);
      } else {
        buffer.clear().asDoubleBuffer().put(tensor.doubles(), at, count);
      }
      out.write(buffer.array(), 0, count * bytes);
    }
  }
}
