package org.lanewise.nn.tensor;

import java.util.stream.IntStream;
import org.lanewise.nn.random.RandomStream;

/** Numbers that tests make by themselves. */
public final class TestData {
  private TestData() {}

  /** Returns a tensor of standard normal numbers. */
  static Tensor gaussian(Precision precision, int rows, int columns, long seed) {
    RandomStream random = RandomStream.of(seed, "test data");
    Tensor tensor = Tensor.zeros(precision, rows, columns);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, random.nextGaussian());
    }
    return tensor;
  }

  /** Returns 0, 1, 2, ... up to below the count. */
  public static int[] range(int count) {
    return IntStream.range(0, count).toArray();
  }
}
