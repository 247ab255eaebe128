package org.lanewise.nn.predict;

/** A compiled network: immutable, and read by all the passes it makes. */
interface Plan {
  /** Returns memory for one prediction at a time, of up to so many rows. */
  Pass pass(int maxRows);

  /** Returns how many bytes of weights a prediction of one row reads. */
  long weightBytes();
}
