package org.lanewise.nn.tensor;

/** The two element types of a tensor. */
public enum Precision {
  /** IEEE single precision, for training and prediction. */
  FLOAT32(Float.BYTES),
  /** IEEE double precision, for gradient checks and small problems. */
  FLOAT64(Double.BYTES);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the size of an element. */
  public int bytes() {
    return bytes;
  }

  /** Rounds a count of elements up to whole cache lines of 64 bytes. */
  public long alignedCount(long elements) {
    int line = 64 / bytes;
    return (elements + line - 1) / line * line;
  }
}
