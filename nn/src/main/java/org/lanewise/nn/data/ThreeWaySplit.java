package org.lanewise.nn.data;

import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Tensor;

/**
 * Three disjoint parts of the samples of a data set, by their positions in random order.
 *
 * @param train what is learned
 * @param validation what decides when to stop and what to choose
 * @param test what is looked at once, in the end
 */
public record ThreeWaySplit(int[] train, int[] validation, int[] test) {
  /**
   * Divides the samples at random; both shares are of all samples.
   *
   * @throws IllegalArgumentException if a share is out of range, or nothing would be left to learn
   */
  public static ThreeWaySplit random(
      int[] rows, double validation, double test, RandomStream random) {
    Split outer = Split.random(rows, test, random);
    double share = validation * rows.length / Math.max(1, outer.first().length);
    Split inner = Split.random(outer.first(), share, random);
    return new ThreeWaySplit(inner.first(), inner.held(), outer.held());
  }

  /** Divides them so that each of both cuts keeps the share of each class within one sample. */
  public static ThreeWaySplit stratified(
      int[] rows, Tensor targets, double validation, double test, RandomStream random) {
    Split outer = Split.stratified(rows, targets, test, random);
    double share = validation * rows.length / Math.max(1, outer.first().length);
    Split inner = Split.stratified(outer.first(), targets, share, random);
    return new ThreeWaySplit(inner.first(), inner.held(), outer.held());
  }
}
