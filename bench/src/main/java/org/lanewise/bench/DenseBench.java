package org.lanewise.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.bench.ceiling.Ceilings;
import org.lanewise.bench.measure.Entry;
import org.lanewise.bench.measure.Results;
import org.lanewise.bench.product.DenseWork;
import org.lanewise.bench.product.Operands;
import org.lanewise.bench.product.Product;
import org.lanewise.bench.product.RivalUnavailableException;
import org.lanewise.bench.product.Shape;
import org.lanewise.bench.report.GeometricMeans;
import org.lanewise.bench.report.Measurement;
import org.lanewise.bench.report.Report;
import org.lanewise.core.Backend;

/**
 * Measures dense layers forward: bias and rectifier in the epilogue of the product, with plain and
 * with packed weights, against the same in separate passes and against OpenBLAS.
 */
final class DenseBench {
  private static final List<String> OURS = List.of(DenseWork.FUSED, DenseWork.PACKED);
  private static final List<String> RIVALS = List.of(DenseWork.UNFUSED, DenseWork.OPENBLAS, "peak");

  private final Backend backend;
  private final Stopwatch stopwatch;
  private final Report report;
  private boolean openBlas;
  private boolean seen;
  private boolean right = true;

  /** Sets up; OpenBLAS takes part if that is wanted and it can be had. */
  DenseBench(Backend backend, boolean openBlas, Stopwatch stopwatch, Report report) {
    this.backend = backend;
    this.openBlas = openBlas;
    this.stopwatch = stopwatch;
    this.report = report;
  }

  /** Measures layers and sums them up; returns whether our results were right. */
  boolean measure(List<Product> products) {
    report.begin("GFLOP/s", RIVALS);
    Map<String, GeometricMeans> means = new LinkedHashMap<>();
    OURS.forEach(own -> means.put(own, new GeometricMeans()));
    products.forEach(product -> measure(product, means));
    means.forEach((own, mean) -> report.measured(mean.mean("dense " + own, meanFields(own))));
    return right;
  }

  private void measure(Product product, Map<String, GeometricMeans> means) {
    int threads = backend.parallelism().threads();
    DenseWork work = new DenseWork(backend, new Operands(product));
    List<Entry> ours = work.ours();
    List<Entry> entries = new ArrayList<>(ours);
    if (openBlas) {
      try {
        entries.add(work.openBlas());
      } catch (RivalUnavailableException e) {
        openBlas = false;
        report.remark(DenseWork.OPENBLAS, "not available", e.getMessage());
      }
    }
    entries.add(Ceilings.peak(true, threads));
    Results results = stopwatch.measure(entries, threads, threads > 1 && openBlas, seen);
    seen = true;
    Shape shape = product.shape();
    results
        .flaws()
        .forEach(
            (name, flaw) -> report.remark(name, "wrong result", "dense " + shape + ": " + flaw));
    if (ours.stream().anyMatch(own -> results.flaws().containsKey(own.name()))) {
      right = false;
      return;
    }
    for (String own : OURS) {
      Measurement measurement = measurement(own, shape, results);
      means.get(own).add(measurement);
      report.measured(measurement);
    }
  }

  private Measurement measurement(String own, Shape shape, Results results) {
    Map<String, Object> fields = fields(own);
    fields.put("m", shape.m());
    fields.put("n", shape.n());
    fields.put("k", shape.k());
    fields.put("threads", backend.parallelism().threads());
    fields.put("backend", backend.name());
    if (results.disturbed() > 0) {
      fields.put("disturbed", results.disturbed());
    }
    Map<String, Double> ratios = new LinkedHashMap<>(results.ratios(own));
    ratios.keySet().retainAll(RIVALS);
    return new Measurement(
        "dense " + own, shape.toString(), fields, results.speed(own), "GFLOP/s", ratios);
  }

  private Map<String, Object> meanFields(String own) {
    Map<String, Object> fields = fields(own);
    fields.put("set", "dense");
    fields.put("threads", backend.parallelism().threads());
    fields.put("backend", backend.name());
    return fields;
  }

  private static Map<String, Object> fields(String own) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("weights", own.equals(DenseWork.PACKED) ? "packed" : "plain");
    return fields;
  }
}
