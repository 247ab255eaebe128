package org.lanewise.nn.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * A named tensor to be written to a file: a shape and a slice of a {@code float[]} or {@code
 * double[]}, row-major and without gaps.
 *
 * <p>The array is referred to, not copied: what it holds when the file is written is what the file
 * gets. The shape is copied. A shape without dimensions is a scalar (one element); a shape with a 0
 * has no elements.
 */
public final class TensorData {
  private final String name;
  private final DataType type;
  private final long[] shape;
  private final int elements;
  private final float[] floats; // the one of the two that is used; the other is null
  private final double[] doubles;
  private final int offset;

  private TensorData(String name, long[] shape, float[] floats, double[] doubles, int offset) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = floats != null ? DataType.F32 : DataType.F64;
    this.shape = shape.clone();
    this.floats = floats;
    this.doubles = doubles;
    this.offset = offset;
    int length = floats != null ? floats.length : doubles.length;
    long count = checkedElements(name, this.shape);
    if (offset < 0 || count > (long) length - offset) {
      throw new IllegalArgumentException(
          "tensor '%s' of shape %s has %d elements, the array has %d from offset %d"
              .formatted(name, Arrays.toString(shape), count, (long) length - offset, offset));
    }
    this.elements = (int) count;
  }

  /**
   * Returns a tensor of dtype F32.
   *
   * @param array holds the elements from {@code offset} on
   * @throws IllegalArgumentException if a dimension is negative or the array is too short
   */
  public static TensorData of(String name, long[] shape, float[] array, int offset) {
    return new TensorData(name, shape, Objects.requireNonNull(array, "array"), null, offset);
  }

  /**
   * Returns a tensor of dtype F64.
   *
   * @param array holds the elements from {@code offset} on
   * @throws IllegalArgumentException if a dimension is negative or the array is too short
   */
  public static TensorData of(String name, long[] shape, double[] array, int offset) {
    return new TensorData(name, shape, null, Objects.requireNonNull(array, "array"), offset);
  }

  /** Returns a tensor of the dtype of its precision. */
  public static TensorData of(String name, long[] shape, Tensor tensor) {
    return tensor.precision() == Precision.FLOAT32
        ? of(name, shape, tensor.floats(), tensor.offset())
        : of(name, shape, tensor.doubles(), tensor.offset());
  }

  /** Returns the tensor's name in the file. */
  public String name() {
    return name;
  }

  /** Returns {@code "F32"} or {@code "F64"}. */
  public String dtype() {
    return type.name();
  }

  /** Returns a copy of the shape. */
  public long[] shape() {
    return shape.clone();
  }

  /** Returns the number of elements, the product of the shape. */
  public int elements() {
    return elements;
  }

  DataType type() {
    return type;
  }

  /** Puts elements {@code from .. from + count - 1} at the buffer's start, in its byte order. */
  void copyTo(ByteBuffer buffer, int from, int count) {
    if (floats != null) {
      buffer.clear().asFloatBuffer().put(floats, offset + from, count);
    } else {
      buffer.clear().asDoubleBuffer().put(doubles, offset + from, count);
    }
  }

  /**
   * Returns the product of a shape.
   *
   * @throws ArithmeticException if it does not fit a long
   */
  static long elements(long[] shape) {
    long product = 1;
    for (long dimension : shape) {
      product = Math.multiplyExact(product, dimension);
    }
    return product;
  }

  private static long checkedElements(String name, long[] shape) {
    for (long dimension : shape) {
      if (dimension < 0) {
        throw new IllegalArgumentException(
            "tensor '%s' has the negative dimension %d".formatted(name, dimension));
      }
    }
    try {
      return elements(shape);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "tensor '%s' of shape %s has too many elements".formatted(name, Arrays.toString(shape)),
          e);
    }
  }
}
