package org.lanewise.nn.data;

import java.util.Arrays;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Tensor;

/**
 * Two disjoint parts of the samples of a data set, by their positions.
 *
 * @param first what is not held out, in random order
 * @param held what is held out, in random order
 */
public record Split(int[] first, int[] held) {
  /**
   * Holds a share of the samples out, chosen at random.
   *
   * @param rows the positions to divide; not modified
   * @param share how much to hold out, in [0, 1); at least one sample unless it is 0
   * @throws IllegalArgumentException if the share is out of range, or nothing would be left
   */
  public static Split random(int[] rows, double share, RandomStream random) {
    int held = held(rows.length, share);
    int[] order = rows.clone();
    random.shuffle(order);
    return new Split(
        Arrays.copyOf(order, order.length - held),
        Arrays.copyOfRange(order, order.length - held, order.length));
  }

  /**
   * Holds a share of the samples out as {@link #random} does, and of each class that share within
   * one sample; so a class of one sample is missing in one of the parts.
   *
   * @param targets samples x 1, the index of the class
   */
  public static Split stratified(int[] rows, Tensor targets, double share, RandomStream random) {
    int held = held(rows.length, share);
    int[] order = byClass(rows, targets, random);
    Split split = new Split(new int[order.length - held], new int[held]);
    // Every so many samples one is held out, from a random start on: of a class, which is a stretch
    // of the order, either the share rounded down or rounded up.
    long position = held == 0 ? 0 : random.nextInt(order.length);
    int out = 0;
    for (int i = 0; i < order.length; i++, position += held) {
      if (position % order.length >= order.length - held) {
        split.held[out++] = order[i];
      } else {
        split.first[i - out] = order[i];
      }
    }
    random.shuffle(split.first);
    random.shuffle(split.held);
    return split;
  }

  /** Returns the rows class after class, those of a class in random order. */
  static int[] byClass(int[] rows, Tensor targets, RandomStream random) {
    int[] order = rows.clone();
    random.shuffle(order);
    long[] keys = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      double target = targets.get(order[i], 0);
      if (targets.columns() != 1 || target != (int) target || target < 0) {
        throw new IllegalArgumentException(
            "strata need the index of a class a sample; the target of sample %d is %s in %d columns"
                .formatted(order[i], target, targets.columns()));
      }
      keys[i] = (long) target << Integer.SIZE | i;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> order[(int) key]).toArray();
  }

  private static int held(int count, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("the share held out is " + share + ", not in [0, 1)");
    }
    int held = share == 0 ? 0 : Math.max(1, (int) Math.round(count * share));
    if (held >= count && share > 0) {
      throw new IllegalArgumentException(
          "of " + count + " samples, " + held + " would be held out and none be left");
    }
    return held;
  }
}
