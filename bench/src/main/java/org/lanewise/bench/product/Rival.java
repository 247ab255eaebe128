package org.lanewise.bench.product;

import org.lanewise.bench.measure.Entry;

/** One who multiplies row-major matrices. */
public interface Rival {
  /** Returns the name by which it is chosen and reported. */
  String name();

  /**
   * Makes ready to compute a product; what can be done once for all runs is done here.
   *
   * @throws RivalUnavailableException if it cannot be had, or not for this product
   */
  Entry enter(Operands operands) throws RivalUnavailableException;
}
