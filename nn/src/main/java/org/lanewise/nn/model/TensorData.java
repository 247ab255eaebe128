package org.lanewise.nn.model;

import java.util.List;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * A named tensor to be written to a file.
 *
 * @param shape the dimensions in the file, row-major; without any it is a scalar (one element)
 * @param tensor the elements, of dtype F32 or F64 by its precision; a view, so what it holds when
 *     the file is written is what the file gets
 */
public record TensorData(String name, List<Long> shape, Tensor tensor) {
  /**
   * Checks that the shape is one of the elements.
   *
   * @throws IllegalArgumentException if a dimension is negative or the product is another
   */
  public TensorData {
    shape = List.copyOf(shape);
    // As doubles, for the product may be beyond a long.
    double elements = shape.stream().mapToDouble(d -> d).reduce(1, (a, b) -> a * b);
    if (shape.stream().anyMatch(d -> d < 0) || elements != tensor.size()) {
      throw new IllegalArgumentException(
          "tensor '%s' of shape %s is to hold %d elements".formatted(name, shape, tensor.size()));
    }
  }

  DataType type() {
    return tensor.precision() == Precision.FLOAT32 ? DataType.F32 : DataType.F64;
  }
}
