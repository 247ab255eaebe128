package org.lanewise.core.simd;

import java.util.Map;

/** By which route a float product goes, and how it is cut. */
final class FloatFacts {
  private static final String FEW =
      "columns up to "
          + (FloatNarrowTile.VECTORS * FloatSpecies.LANES - 1)
          + " in a vector not full";

  private FloatFacts() {}

  static void add(Map<String, Object> facts) {
    facts.put("float_gemv", "1 row, or 1 column with alpha 1");
    facts.put("float_chains", "up to " + FloatChains.MOST_WORK + " multiply-adds");
    facts.put(
        "float_direct",
        "alpha 1, beta 0: up to "
            + FloatDirect.MOST_WORK
            + " multiply-adds, A and B plain; up to "
            + FloatDirect.MOST_NARROW_WORK
            + ", A transposed or B in the nearest cache; "
            + FEW
            + ", A plain"
            + (FloatRowTile.VECTORS > FloatNarrowTile.VECTORS + 1
                ? ", from "
                    + FloatDirect.MANY_ROWS
                    + " rows on up to "
                    + (FloatRowTile.VECTORS * FloatSpecies.LANES - 1)
                : ""));
    facts.put("float_b_in_place", "up to " + FloatBlocks.FEW_ROWS + " rows, B plain");
    facts.put(
        "float_a_in_place",
        "up to " + FloatBlocks.FEW_COLUMNS + " columns, A plain, B not packed, alpha 1");
    facts.put(
        "float_turned",
        "B transposed and twice as large as A and C, or A transposed and "
            + FEW
            + "; alpha 1, beta 0");
    facts.put("float_tile", FloatTile.ROWS + " x " + FloatTile.COLUMNS);
    facts.put("float_block_depth", FloatPanels.DEPTH);
    facts.put("float_fmas_per_part", FloatGemm.MIN_WORK_PER_PART);
  }
}
