package org.lanewise.nn.data;

import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Tensor;

/**
 * The samples of a data set, or of a part of it, in batches: gathered into one buffer, batch by
 * batch, in an order that may be shuffled. The last batch takes what is left.
 *
 * <p>Nothing is allocated after construction. Not thread-safe.
 */
public final class Batches implements BatchSource {
  private final Tensor features;
  private final Tensor targets;
  private final Tensor weights;
  private final int[] rows;
  private final int[] order;
  private final int batchSize;
  private final Tensor x;
  private final Tensor y;
  private final Tensor w;
  private final Tensor lastX;
  private final Tensor lastY;
  private final Tensor lastW;

  /** Prepares batches of samples that all count the same. */
  public Batches(Tensor features, Tensor targets, int[] rows, int batchSize) {
    this(features, targets, null, rows, batchSize);
  }

  /**
   * Prepares batches.
   *
   * @param features a sample a row
   * @param targets a sample a row
   * @param weights what each sample counts, a sample a row; null if all count the same
   * @param rows the positions of the samples to use
   * @param batchSize samples a batch, at least 1
   * @throws IllegalArgumentException if there are not as many targets and weights as features, or
   *     no samples at the positions
   */
  public Batches(Tensor features, Tensor targets, Tensor weights, int[] rows, int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size is " + batchSize + ", it must be at least 1");
    }
    if (rows.length == 0) {
      throw new IllegalArgumentException("there are no samples");
    }
    int count = features.rows();
    if (targets.rows() != count) {
      throw new IllegalArgumentException(
          "there are %d samples, but targets of %d".formatted(count, targets.rows()));
    }
    if (weights != null && (weights.rows() != count || weights.columns() != 1)) {
      throw new IllegalArgumentException(
          "sample weights are %d x %d, there are %d samples"
              .formatted(weights.rows(), weights.columns(), count));
    }
    for (int row : rows) {
      if (row < 0 || row >= count) {
        throw new IllegalArgumentException("there is no sample " + row + ", there are " + count);
      }
    }
    this.features = features;
    this.targets = targets;
    this.weights = weights;
    this.rows = rows.clone();
    this.order = rows.clone();
    this.batchSize = Math.min(batchSize, rows.length);
    this.x = Tensor.zeros(features.precision(), this.batchSize, features.columns());
    this.y = Tensor.zeros(targets.precision(), this.batchSize, targets.columns());
    this.w = weights == null ? null : Tensor.zeros(weights.precision(), this.batchSize, 1);
    int left = rows.length % this.batchSize;
    this.lastX = left == 0 ? x : x.rows(0, left);
    this.lastY = left == 0 ? y : y.rows(0, left);
    this.lastW = left == 0 || w == null ? w : w.rows(0, left);
  }

  @Override
  public int samples() {
    return rows.length;
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public void shuffle(RandomStream random) {
    System.arraycopy(rows, 0, order, 0, rows.length);
    random.shuffle(order);
  }

  @Override
  public int load(int batch) {
    int start = batch * batchSize;
    int size = Math.min(batchSize, rows.length - start);
    for (int i = 0; i < size; i++) {
      x.copyRows(features, order[start + i], i, 1);
      y.copyRows(targets, order[start + i], i, 1);
      if (w != null) {
        w.copyRows(weights, order[start + i], i, 1);
      }
    }
    return size;
  }

  @Override
  public Tensor x(int size) {
    return size == batchSize ? x : lastX;
  }

  @Override
  public Tensor y(int size) {
    return size == batchSize ? y : lastY;
  }

  @Override
  public Tensor weights(int size) {
    return size == batchSize ? w : lastW;
  }
}
