package org.lanewise.nn.data;

import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.nn.random.RandomStream;

/**
 * Divides samples into k folds; each is held out once, so that every sample is judged by a network
 * that has not learned it.
 */
public final class KFold {
  private KFold() {}

  /**
   * Divides at random. The sizes of folds differ by at most one, and if the data have classes, so
   * does how many of a class are in each.
   *
   * @param rows the positions to divide; not modified
   * @return a split a fold, the fold in {@link Split#held}
   * @throws IllegalArgumentException if there are fewer than 2 folds, or fewer samples of all or of
   *     a class than folds
   */
  public static List<Split> of(Dataset data, int[] rows, int folds, RandomStream random) {
    if (folds < 2 || folds > rows.length) {
      throw new IllegalArgumentException(
          "folds is " + folds + ", it must be in 2 to the number of samples, " + rows.length);
    }
    int[] counts = new int[data.labels().size()];
    for (int i = 0; i < rows.length && data.isClassification(); i++) {
      counts[(int) data.targets().get(rows[i])]++;
    }
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0 && counts[i] < folds) {
        throw new IllegalArgumentException(
            "class %s has %d samples, too few for each of %d folds; take fewer folds"
                .formatted(data.labels().get(i), counts[i], folds));
      }
    }
    // Every k-th sample is one of a fold, so that a class, a stretch of the order, is spread.
    int[] order = Split.byClass(data, rows, random);
    return IntStream.range(0, folds)
        .mapToObj(fold -> Split.of(order, i -> i % folds == fold))
        .toList();
  }
}
