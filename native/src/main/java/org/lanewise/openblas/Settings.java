package org.lanewise.openblas;

import java.util.function.UnaryOperator;

/**
 * What a user may decide by system properties.
 *
 * @param threshold multiply-adds from which a product goes to OpenBLAS
 * @param ownThreads threads that OpenBLAS uses itself, or 0 if it computes on the calling thread
 *     and the work is split beforehand; never both
 */
record Settings(long threshold, int ownThreads) {
  static final String THRESHOLD = "lanewise.openblas.threshold";
  static final String THREADS = "lanewise.openblas.threads";

  /**
   * From 64 x 64 x 64 on a call through JNI is a small part of the product. Below, the products of
   * the SIMD backend were faster in every shape measured.
   */
  static final long DEFAULT_THRESHOLD = 1L << 18;

  private static final int MOST_THREADS = 1024;

  /**
   * Reads the properties.
   *
   * @throws IllegalArgumentException if one has a value it cannot have
   */
  static Settings of(UnaryOperator<String> properties) {
    return new Settings(
        read(properties, THRESHOLD, DEFAULT_THRESHOLD, Long.MAX_VALUE),
        (int) read(properties, THREADS, 0, MOST_THREADS));
  }

  private static long read(
      UnaryOperator<String> properties, String name, long otherwise, long most) {
    String text = properties.apply(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text.strip());
      if (value >= 0 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, with the value.
    }
    throw new IllegalArgumentException(
        name + " is '" + text + "', it must be a whole number in 0 to " + most);
  }
}
