package org.lanewise.nn.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.lanewise.nn.random.RandomStream;

/**
 * Two disjoint parts of the samples of a data set, by their positions.
 *
 * @param first what is not held out
 * @param held what is held out
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
    return of(order, i -> i >= rows.length - held);
  }

  /**
   * Holds a share of the samples out as {@link #random} does; if the data have classes, of each
   * class that share within one sample, so that a class of one sample is missing in a part.
   */
  public static Split of(Dataset data, int[] rows, double share, RandomStream random) {
    int held = held(rows.length, share);
    // Every so many samples one is held out, from a random start on: of a class, which is a stretch
    // of the order, either the share rounded down or rounded up.
    long start = held == 0 ? 0 : random.nextInt(rows.length);
    return of(
        byClass(data, rows, random),
        i -> (start + (long) i * held) % rows.length >= rows.length - held);
  }

  /** Holds out what has certain places in an order. */
  static Split of(int[] order, IntPredicate isHeld) {
    return new Split(at(order, isHeld.negate()), at(order, isHeld));
  }

  private static int[] at(int[] order, IntPredicate places) {
    return IntStream.range(0, order.length).filter(places).map(i -> order[i]).toArray();
  }

  /** Returns the rows in random order, but class after class. */
  static int[] byClass(Dataset data, int[] rows, RandomStream random) {
    int[] order = rows.clone();
    random.shuffle(order);
    return data.isClassification()
        ? Arrays.stream(order)
            .boxed()
            .sorted(Comparator.comparingDouble(data.targets()::get))
            .mapToInt(row -> row)
            .toArray()
        : order;
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
