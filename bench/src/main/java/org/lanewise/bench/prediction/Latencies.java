package org.lanewise.bench.prediction;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long single predictions took, in microseconds at ranks of the sorted times. */
public record Latencies(double p50, double p99, double p999, double largest) {
  /**
   * Sorts times and reads the ranks off.
   *
   * @param nanos at least one; sorted afterwards
   */
  public static Latencies of(long[] nanos) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("latencies of no predictions");
    }
    Arrays.sort(nanos);
    return new Latencies(rank(nanos, 0.5), rank(nanos, 0.99), rank(nanos, 0.999), rank(nanos, 1));
  }

  /** Returns the least time that so large a share of all do not exceed. */
  private static double rank(long[] sorted, double share) {
    int place = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, place)] / 1e3;
  }

  /** Returns the times by name. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("p50", p50);
    fields.put("p99", p99);
    fields.put("p99.9", p999);
    fields.put("largest", largest);
    return fields;
  }
}
