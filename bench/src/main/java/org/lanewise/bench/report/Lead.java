package org.lanewise.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Tells from the ratios over sizes who leads where, and at which sizes the lead changes. */
final class Lead {
  /** Who is faster by less than this is not ahead: repeated measurements differ by as much. */
  static final double MARGIN = 0.01;

  /** More changes than these are no boundaries worth reading one by one. */
  private static final int MOST = 8;

  private Lead() {}

  /**
   * Says in words who leads at first, and from which sizes the other does.
   *
   * @param ours our name
   * @param rival the other's name
   * @param ratios how many times our speed is that of the rival, by size
   */
  static String words(String ours, String rival, SortedMap<Integer, Double> ratios) {
    List<String> changes = new ArrayList<>();
    int first = 0;
    int current = 0;
    for (Map.Entry<Integer, Double> at : ratios.entrySet()) {
      double ratio = at.getValue();
      int leads = ratio > 1 + MARGIN ? 1 : ratio < 1 / (1 + MARGIN) ? -1 : current;
      if (current == 0) {
        first = leads; // sizes before, where both are level, change nothing
      } else if (leads != current) {
        changes.add(at.getKey().toString());
      }
      current = leads;
    }
    String state = first == 0 ? "level with " : first > 0 ? "ahead of " : "behind ";
    String beginning = ours + " is " + state + rival;
    int count = changes.size();
    if (count == 0) {
      return beginning + " at all sizes";
    }
    return beginning
        + " from "
        + ratios.firstKey()
        + "; the lead changes "
        + (count > MOST
            ? count + " times, first at " + changes.get(0) + ", last at " + changes.get(count - 1)
            : "at " + String.join(", ", changes));
  }
}
