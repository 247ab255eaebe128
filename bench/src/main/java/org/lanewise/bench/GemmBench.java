package org.lanewise.bench;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lanewise.bench.ceiling.Ceilings;
import org.lanewise.bench.measure.Contestant;
import org.lanewise.bench.measure.Entry;
import org.lanewise.bench.measure.Results;
import org.lanewise.bench.product.Operands;
import org.lanewise.bench.product.Product;
import org.lanewise.bench.product.Rival;
import org.lanewise.bench.product.RivalUnavailableException;
import org.lanewise.bench.product.Rivals;
import org.lanewise.bench.report.GeometricMeans;
import org.lanewise.bench.report.Measurement;
import org.lanewise.bench.report.Report;
import org.lanewise.core.Backend;
import org.lanewise.nn.tensor.Precision;

/** Measures products of a backend against rivals and the peak of the processor. */
final class GemmBench {
  private final Backend backend;
  private final List<Rival> rivals;
  private final Stopwatch stopwatch;
  private final Report report;
  private final Set<String> said = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private boolean right = true;

  GemmBench(Backend backend, List<Rival> rivals, Stopwatch stopwatch, Report report) {
    this.backend = backend;
    this.rivals = rivals;
    this.stopwatch = stopwatch;
    this.report = report;
  }

  /** Measures a set of products and sums it up; returns whether our results were right. */
  boolean measure(String set, List<Product> products) {
    List<String> names = new ArrayList<>(rivals.stream().map(Rival::name).toList());
    names.add("peak");
    report.begin("GFLOP/s", names);
    GeometricMeans means = new GeometricMeans();
    for (Product product : products) {
      measure(product, means);
    }
    if (products.size() > 1) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("set", set);
      fields.put("threads", backend.parallelism().threads());
      fields.put("backend", backend.name());
      report.measured(means.mean(set, fields));
      report.measured(means.lowest(set, fields));
    }
    return right;
  }

  private void measure(Product product, GeometricMeans means) {
    List<Entry> entries = enter(new Operands(product));
    try {
      int threads = backend.parallelism().threads();
      boolean others = rivals.stream().anyMatch(r -> !r.name().equals(Rivals.ONE_THREAD));
      Results results =
          stopwatch.measure(
              entries,
              threads,
              threads > 1 && others,
              !seen.add(product.verb() + product.letters() + isLarge(product)));
      results.flaws().forEach((name, flaw) -> say(name, "wrong result", product, flaw));
      if (results.flaws().containsKey(backend.name())) {
        right = false;
        return;
      }
      Measurement measurement = measurement(product, results);
      means.add(measurement);
      report.measured(measurement);
    } finally {
      entries.forEach(Contestant::close);
    }
  }

  /** Returns whether the kernels are those of packed operands, which small products do not meet. */
  private static boolean isLarge(Product product) {
    return (long) product.shape().m() * product.shape().n() * product.shape().k() > 1 << 20;
  }

  /** Ours comes first, the ceiling last. */
  private List<Entry> enter(Operands operands) {
    Product product = operands.product();
    List<Entry> entries = new ArrayList<>();
    List<Rival> all = new ArrayList<>(rivals);
    all.add(0, Rivals.of(backend));
    for (Rival rival : all) {
      try {
        entries.add(rival.enter(operands));
      } catch (RivalUnavailableException e) {
        if (said.add(rival.name() + e.getMessage())) {
          report.remark(rival.name(), "not available", e.getMessage());
        }
      }
    }
    entries.add(
        Ceilings.peak(product.precision() == Precision.FLOAT32, backend.parallelism().threads()));
    return entries;
  }

  private void say(String name, String state, Product product, String flaw) {
    report.remark(
        name,
        state,
        product.verb() + " " + product.letters() + " " + product.shape() + ": " + flaw);
  }

  private Measurement measurement(Product product, Results results) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("transpose", product.letters());
    fields.put("m", product.shape().m());
    fields.put("n", product.shape().n());
    fields.put("k", product.shape().k());
    fields.put("threads", backend.parallelism().threads());
    fields.put("backend", backend.name());
    if (results.disturbed() > 0) {
      fields.put("disturbed", results.disturbed());
    }
    return new Measurement(
        product.verb(),
        product.letters() + " " + product.shape(),
        fields,
        results.speed(backend.name()),
        "GFLOP/s",
        results.ratios(backend.name()));
  }
}
