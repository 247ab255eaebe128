package org.lanewise.nn.train;

/** Is told how training goes, on the training thread. */
public interface Callback {
  /**
   * A batch was learned.
   *
   * @param epoch from 1
   * @param samples how many of the epoch's samples were learned so far
   * @param total how many the epoch has
   * @param loss the mean loss of the epoch so far
   */
  default void afterBatch(int epoch, int samples, int total, double loss) {}

  /** An epoch is over. */
  default void afterEpoch(EpochResult result) {}
}
