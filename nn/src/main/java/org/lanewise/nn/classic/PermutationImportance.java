package org.lanewise.nn.classic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Tensor;

/**
 * How much a feature matters to a model: how far a score falls, mean and standard deviation (1/n),
 * when the feature's values are dealt to other rows (Breiman 2001). Of two features that say the
 * same neither seems to matter.
 */
public record PermutationImportance(double mean, double deviation) {
  /**
   * Measures every feature of x, best of samples that were not learned, by a score that is higher
   * for a better model, such as accuracy. Each is shuffled so many times, as the seed decides.
   */
  public static List<PermutationImportance> of(
      Tensor x, ToDoubleFunction<Tensor> score, int repeats, long seed) {
    if (repeats < 1) {
      throw new IllegalArgumentException("repeats are " + repeats + ", there must be at least 1");
    }
    double base = score.applyAsDouble(x);
    Tensor shuffled = x.copy(x.precision());
    int[] order = new int[x.rows()];
    List<PermutationImportance> importances = new ArrayList<>();
    for (int j = 0; j < x.columns(); j++) {
      double mean = 0;
      double spread = 0; // Welford's sum of squared differences from the mean
      for (int r = 1; r <= repeats; r++) {
        Arrays.setAll(order, i -> i);
        RandomStream.of(seed, "permutation importance", j, r).shuffle(order);
        for (int i = 0; i < order.length; i++) {
          shuffled.set(i, j, x.get(order[i], j));
        }
        double difference = base - score.applyAsDouble(shuffled) - mean;
        mean += difference / r;
        spread += difference * difference * (r - 1) / r;
      }
      shuffled.copyFrom(x);
      importances.add(new PermutationImportance(mean, Math.sqrt(spread / repeats)));
    }
    return importances;
  }
}
