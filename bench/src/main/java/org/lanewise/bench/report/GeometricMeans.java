package org.lanewise.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.lanewise.bench.measure.Statistics;

/** Collects the ratios of a set of measurements, and sums each rival's up. */
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
    return line("geometric mean", label, fields, Statistics::geometricMean);
  }

  /** Returns a line with the lowest of all that was added, for each rival that occurred. */
  public Measurement lowest(String label, Map<String, Object> fields) {
    return line("lowest", label, fields, values -> Arrays.stream(values).min().getAsDouble());
  }

  private Measurement line(
      String work, String label, Map<String, Object> fields, ToDoubleFunction<double[]> sum) {
    Map<String, Double> sums = new LinkedHashMap<>();
    ratios.forEach(
        (rival, values) ->
            sums.put(rival, sum.applyAsDouble(values.stream().mapToDouble(v -> v).toArray())));
    return new Measurement(work, label, fields, Double.NaN, "", sums);
  }
}
