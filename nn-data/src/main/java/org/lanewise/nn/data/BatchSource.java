package org.lanewise.nn.data;

import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Tensor;

/**
 * Samples in batches, pass after pass: first {@link #shuffle} if the order is to be random, then
 * {@link #load} for each batch from 0 on. Not thread-safe.
 */
public interface BatchSource {
  /** Returns how many samples there are in all. */
  int samples();

  /** Returns how many samples the largest batch has. */
  int batchSize();

  /** Returns how many batches there are. */
  default int count() {
    return (samples() + batchSize() - 1) / batchSize();
  }

  /** Puts the samples of the next pass into an order that depends on the random numbers alone. */
  void shuffle(RandomStream random);

  /** Gathers a batch; returns how many samples it has. */
  int load(int batch);

  /** Returns the features of the batch gathered last if it had so many samples; a shared view. */
  Tensor x(int size);

  /** Returns the targets of the batch gathered last if it had so many samples; a shared view. */
  Tensor y(int size);

  /** Returns what each of these samples counts, size x 1; null if all count the same. */
  default Tensor weights(int size) {
    return null;
  }
}
