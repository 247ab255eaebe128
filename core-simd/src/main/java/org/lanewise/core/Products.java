package org.lanewise.core;

import java.util.Map;

/**
 * An engine for products alone, which {@link Backends#compose} completes to a {@link Backend}.
 *
 * <p>Arguments have been checked when a product is called: slices fit their arrays and do not
 * overlap, and no size is 0 where that would leave nothing to do.
 */
public interface Products extends FloatProducts, DoubleProducts {
  /** Returns what {@link Backend#facts} shall tell of this engine. */
  Map<String, Object> facts();

  /**
   * Returns whether products have the bits of the scalar backend on every machine; else they keep
   * the error bound of any order of sums.
   */
  default boolean isReproducible() {
    return true;
  }

  /** Returns the same engine with another number of threads a call. */
  Products with(Parallelism parallelism);
}
