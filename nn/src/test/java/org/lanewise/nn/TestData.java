package org.lanewise.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** Data that tests make by themselves. */
public final class TestData {
  private TestData() {}

  /** Returns a tensor of standard normal numbers. */
  public static Tensor gaussian(Precision precision, int rows, int columns, long seed) {
    RandomStream random = RandomStream.of(seed, "test data");
    Tensor tensor = Tensor.zeros(precision, rows, columns);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, random.nextGaussian());
    }
    return tensor;
  }

  /** Returns samples in clouds around one random centre a class, classes in turn. */
  public static Dataset clouds(
      Precision precision, int samples, int inputs, int classes, long seed) {
    Tensor centres = gaussian(Precision.FLOAT64, classes, inputs, seed + 1);
    Tensor features = gaussian(precision, samples, inputs, seed);
    Tensor targets = Tensor.zeros(precision, samples, 1);
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      labels.add("class " + i);
    }
    for (int i = 0; i < samples; i++) {
      targets.set(i, i % classes);
      for (int j = 0; j < inputs; j++) {
        features.set(i, j, 0.5 * features.get(i, j) + 3 * centres.get(i % classes, j));
      }
    }
    return new Dataset(features, targets, labels, List.of());
  }

  /** Returns 0, 1, 2, ... up to below the count. */
  public static int[] range(int count) {
    int[] rows = new int[count];
    Arrays.setAll(rows, i -> i);
    return rows;
  }
}
