package org.lanewise.nn.data;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Tensor;

/**
 * Divides samples into k folds whose sizes differ by at most one; each is held out once, so that
 * every sample is judged by a network that has not learned it.
 */
public final class KFold {
  private KFold() {}

  /**
   * Divides at random.
   *
   * @param rows the positions to divide; not modified
   * @return a split a fold, the fold in {@link Split#held}
   * @throws IllegalArgumentException if there are fewer than 2 folds or fewer samples than folds
   */
  public static List<Split> random(int[] rows, int folds, RandomStream random) {
    int[] order = rows.clone();
    random.shuffle(order);
    return deal(order, folds, random);
  }

  /**
   * Divides so that the number of samples of a class differs by at most one between folds.
   *
   * @param targets samples x 1, the index of the class
   * @throws IllegalArgumentException as {@link #random} does, and if a class is not in every fold
   */
  public static List<Split> stratified(int[] rows, Tensor targets, int folds, RandomStream random) {
    int[] order = Split.byClass(rows, targets, random);
    List<Split> splits = deal(order, folds, random);
    for (int start = 0, i = 1; i <= order.length; i++) {
      if (i == order.length || targets.get(order[i], 0) != targets.get(order[start], 0)) {
        if (i - start < folds) {
          throw new IllegalArgumentException(
              "class %d has %d samples, too few for each of %d folds; take fewer folds"
                  .formatted((int) targets.get(order[start], 0), i - start, folds));
        }
        start = i;
      }
    }
    return splits;
  }

  /** Every k-th sample is one of a fold, so that a class, a stretch of the order, is spread. */
  private static List<Split> deal(int[] order, int folds, RandomStream random) {
    if (folds < 2 || folds > order.length) {
      throw new IllegalArgumentException(
          "folds is %d, it must be in 2 to the number of samples, %d"
              .formatted(folds, order.length));
    }
    List<Split> splits = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      int[] held = new int[(order.length - fold + folds - 1) / folds];
      int[] first = new int[order.length - held.length];
      for (int i = 0, out = 0; i < order.length; i++) {
        if (i % folds == fold) {
          held[out++] = order[i];
        } else {
          first[i - out] = order[i];
        }
      }
      random.shuffle(first);
      random.shuffle(held);
      splits.add(new Split(first, held));
    }
    return splits;
  }
}
