package org.lanewise.nn.metric;

import org.lanewise.nn.tensor.Tensor;

/** Reads classes out of outputs and targets. */
public final class Classes {
  private Classes() {}

  /**
   * Returns the class that a row of logits or probabilities predicts: the largest column, or of a
   * single column of logits, 1 where it is positive.
   */
  public static int predicted(Tensor logits, int row) {
    return logits.columns() == 1 ? (logits.get(row, 0) > 0 ? 1 : 0) : logits.argmax(row);
  }

  /** Returns how much a row of logits speaks for the second of two classes. */
  public static double score(Tensor logits, int row) {
    return logits.columns() == 1 ? logits.get(row, 0) : logits.get(row, 1) - logits.get(row, 0);
  }

  /** Returns the class that a row of targets names, by index or by the largest column. */
  public static int actual(Tensor targets, int row) {
    return targets.columns() == 1 ? (int) targets.get(row, 0) : targets.argmax(row);
  }
}
