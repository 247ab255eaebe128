// Generated from FloatFacts.java by TwinSources; do not edit.
package org.lanewise.core.simd;

import java.util.Map;

/** By which route a double product goes, and how it is cut. */
final class DoubleFacts {
  private static final String FEW =
      "columns up to "
          + (DoubleNarrowTile.VECTORS * DoubleSpecies.LANES - 1)
          + " in a vector not full";

  private DoubleFacts() {}

  static void add(Map<String, Object> facts) {
    facts.put("double_gemv", "1 row, or 1 column with alpha 1");
    facts.put("double_chains", "up to " + DoubleChains.MOST_WORK + " multiply-adds");
    facts.put(
        "double_direct",
        "alpha 1, beta 0: up to "
            + DoubleDirect.MOST_WORK
            + " multiply-adds, A and B plain; up to "
            + DoubleDirect.MOST_NARROW_WORK
            + ", A transposed or B in the nearest cache; "
            + FEW
            + ", A plain"
            + (DoubleRowTile.VECTORS > DoubleNarrowTile.VECTORS + 1
                ? ", from "
                    + DoubleDirect.MANY_ROWS
                    + " rows on up to "
                    + (DoubleRowTile.VECTORS * DoubleSpecies.LANES - 1)
                : ""));
    facts.put("double_b_in_place", "up to " + DoubleBlocks.FEW_ROWS + " rows, B plain");
    facts.put(
        "double_a_in_place",
        "up to " + DoubleBlocks.FEW_COLUMNS + " columns, A plain, B not packed, alpha 1");
    facts.put(
        "double_turned",
        "B transposed and twice as large as A and C, or A transposed and "
            + FEW
            + "; alpha 1, beta 0");
    facts.put("double_tile", DoubleTile.ROWS + " x " + DoubleTile.COLUMNS);
    facts.put("double_block_depth", DoublePanels.DEPTH);
    facts.put("double_fmas_per_part", DoubleGemm.MIN_WORK_PER_PART);
  }
}
