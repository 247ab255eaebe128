package org.lanewise.nn.predict;

import org.lanewise.nn.tensor.Tensor;

/** A part of a compiled network: immutable. */
interface Stage {
  /** How a pass goes through a stage. */
  interface Step {
    /** Computes the first rows of y from the first rows of x. */
    void run(Tensor x, Tensor y, int rows);
  }

  /** Returns how many numbers come out for a row. */
  int outputs();

  /** Returns how many bytes of weights one row needs. */
  long weightBytes();

  /** Returns a way through, for one prediction of up to so many rows at a time. */
  Step step(int maxRows);
}
