package org.lanewise.core;

/** How the numbers of a {@link WeightMatrix} are stored. */
public enum Weights {
  /** As they are, 4 bytes each. */
  FLOAT32(1),
  /**
   * The upper half of a float, 2 bytes each: 8 significant bits, rounded to nearest, ties to even.
   * A number is off by at most 2^-8 of itself, if neither it nor what it is rounded to leaves the
   * normal numbers: the largest, from about 3.39e38 on, become infinite.
   */
  BFLOAT16(2),
  /**
   * Whole numbers from -127 to 127, 1 byte each, times one factor a column: the largest magnitude
   * of the column by 127. A number is off by at most half that factor.
   */
  INT8(4);

  private final int perWord;

  Weights(int perWord) {
    this.perWord = perWord;
  }

  /** Returns how many numbers lie in 32 bits. */
  public int perWord() {
    return perWord;
  }
}
