package org.lanewise.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.bench.measure.Statistics;

/** Collects the ratios of a set of measurements, and sums each rival's up in one number. */
public final class GeometricMeans {
  private final Map<String, List<Double>> ratios = new LinkedHashMap<>();

  /** Takes a measurement in. */
  public void add(Measurement measurement) {
    measurement
        .ratios()
        .forEach(
            (rival, ratio) -> ratios.computeIfAbsent(rival, r -> new ArrayList<>()).add(ratio));
  }

  /** Returns a line with the mean over all that was added, for each rival that occurred. */
  public Measurement mean(String label, Map<String, Object> fields) {
    Map<String, Double> means = new LinkedHashMap<>();
    ratios.forEach(
        (rival, values) ->
            means.put(
                rival, Statistics.geometricMean(values.stream().mapToDouble(v -> v).toArray())));
    return new Measurement("geometric mean", label, fields, Double.NaN, "", means);
  }
}
