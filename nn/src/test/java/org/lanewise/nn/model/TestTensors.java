package org.lanewise.nn.model;

import java.util.List;
import java.util.stream.LongStream;
import org.lanewise.nn.tensor.Tensor;

/** Slices of arrays as tensors to be written. */
final class TestTensors {
  private TestTensors() {}

  static TensorData of(String name, long[] shape, float[] array, int offset) {
    int size = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
    return new TensorData(name, list(shape), Tensor.of(array, offset, 1, size));
  }

  static TensorData of(String name, long[] shape, double[] array, int offset) {
    int size = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
    return new TensorData(name, list(shape), Tensor.of(array, offset, 1, size));
  }

  private static List<Long> list(long[] shape) {
    return LongStream.of(shape).boxed().toList();
  }
}
