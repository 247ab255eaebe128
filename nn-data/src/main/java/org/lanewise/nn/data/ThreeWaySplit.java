package org.lanewise.nn.data;

import org.lanewise.nn.random.RandomStream;

/**
 * Three disjoint parts of the samples of a data set, by their positions.
 *
 * @param train what is learned
 * @param validation what decides when to stop and what to choose
 * @param test what is looked at once, in the end
 */
public record ThreeWaySplit(int[] train, int[] validation, int[] test) {
  /**
   * Divides all samples at random, as {@link Split#of} does.
   *
   * @param validation its share of all samples
   * @param test its share of all samples
   * @throws IllegalArgumentException if a share is out of range, or nothing would be left to learn
   */
  public static ThreeWaySplit of(
      Dataset data, double validation, double test, RandomStream random) {
    Split outer = Split.of(data, data.allRows(), test, random);
    Split inner = Split.of(data, outer.first(), validation / (1 - test), random);
    return new ThreeWaySplit(inner.first(), inner.held(), outer.held());
  }
}
