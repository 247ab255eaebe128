package org.lanewise.core;

import java.util.Map;

/**
 * A compute engine on row-major slices of Java arrays, in float and in double.
 *
 * <p>A slice is an array, an offset and, for a matrix, a leading dimension: the distance between
 * the starts of two rows, at least the row's length. Every backend got from {@link Backends} checks
 * its arguments: sizes are not negative, each slice lies inside its array, and a slice that is
 * written does not partly overlap another operand; {@link IllegalArgumentException} carries both
 * values. What is compared is the range from a slice's first element to its last, gaps included:
 * two panels of columns of one matrix overlap, though they share no element. Nothing outside the
 * slices is read or written.
 *
 * <p>The scalar and the SIMD backend give the same bits for every vector width and thread count.
 * Instances are immutable, may be used by any number of threads at once and hold nothing that needs
 * closing. In steady state no call allocates: each thread that multiplies matrices keeps room for
 * packed blocks and sums, which grows with the products it meets, to about 23 MB at most for each
 * precision.
 */
public interface Backend extends FloatOperations, DoubleOperations, RowProducts, Products {
  /** Returns the name by which {@link Backends#named} finds this engine, such as {@code "simd"}. */
  String name();

  /** Returns the vector width in bits, or 0 if this engine does not use vectors itself. */
  int vectorBits();

  /** Returns how many threads a call may use. */
  Parallelism parallelism();

  /**
   * Returns what this engine found out about the machine and set its thresholds to, for a person
   * who wonders about a speed: numbers and words by short names, in an order to read them in.
   */
  @Override
  default Map<String, Object> facts() {
    return Map.of();
  }

  @Override
  Backend with(Parallelism parallelism);
}
