package org.lanewise.nn.data;

import java.util.Arrays;
import org.lanewise.nn.random.RandomStream;

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
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("the share held out is " + share + ", not in [0, 1)");
    }
    int[] order = rows.clone();
    random.shuffle(order);
    int held = share == 0 ? 0 : Math.max(1, (int) Math.round(rows.length * share));
    if (held >= order.length && share > 0) {
      throw new IllegalArgumentException(
          "of " + rows.length + " samples, " + held + " would be held out and none be left");
    }
    return new Split(
        Arrays.copyOf(order, order.length - held),
        Arrays.copyOfRange(order, order.length - held, order.length));
  }
}
