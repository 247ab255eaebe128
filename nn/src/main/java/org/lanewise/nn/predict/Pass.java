package org.lanewise.nn.predict;

import org.lanewise.nn.tensor.Tensor;

/** The memory of one prediction at a time, with the way through it. */
interface Pass {
  /** Returns how many rows fit. */
  int maxRows();

  /** Returns where the features go, {@link #maxRows} rows of them. */
  Tensor input();

  /** Computes so many rows; the tensor returned holds them first, until the next call. */
  Tensor run(int rows);
}
