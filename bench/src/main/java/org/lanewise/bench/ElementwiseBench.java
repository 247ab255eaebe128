package org.lanewise.bench;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lanewise.bench.elementwise.ReductionWork;
import org.lanewise.bench.elementwise.Size;
import org.lanewise.bench.elementwise.UnaryWork;
import org.lanewise.bench.measure.Entry;
import org.lanewise.bench.measure.Results;
import org.lanewise.bench.report.Measurement;
import org.lanewise.bench.report.Report;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.random.RandomStream;

/** Measures elementwise functions and reductions of a backend in float32, on one thread. */
final class ElementwiseBench {
  /** Functions of positive numbers, measured on such. */
  private static final Set<UnaryOp.Kind> LOGARITHMS = Set.of(UnaryOp.Kind.LOG, UnaryOp.Kind.LOG1P);

  private final Backend backend;
  private final Stopwatch stopwatch;
  private final Report report;
  private final Set<String> seen = new HashSet<>();
  private boolean right = true;

  ElementwiseBench(Backend backend, Stopwatch stopwatch, Report report) {
    this.backend = backend;
    this.stopwatch = stopwatch;
    this.report = report;
  }

  /** Measures everything at some sizes; returns whether our results were right. */
  boolean measure(Size... sizes) throws BackendUnavailableException {
    return measure(UnaryWork.functions(), sizes);
  }

  /** Measures some functions, and sums, at some sizes; returns whether our results were right. */
  boolean measure(List<UnaryOp> functions, Size... sizes) throws BackendUnavailableException {
    report.begin("GB/s", List.of("loop", "lanewise", "copy", "read"));
    for (Size size : sizes) {
      measure(functions, size);
    }
    return right;
  }

  private void measure(List<UnaryOp> functions, Size size) throws BackendUnavailableException {
    float[] x = numbers("x", size.floats());
    float[] positive = new float[size.floats()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = Math.max(0x1p-10f, Math.abs(x[i]));
    }
    float[] y = new float[size.floats()];
    for (UnaryOp op : functions) {
      UnaryWork work = new UnaryWork(op, LOGARITHMS.contains(op.kind()) ? positive : x, y);
      measure(work.name(), size, work.contestants(backend));
    }
    ReductionWork work = new ReductionWork(x, numbers("y", size.floats()));
    measure("sum", size, work.sum(backend));
    measure("max", size, work.max(backend));
    measure("dot", size, work.dot(backend));
  }

  private void measure(String name, Size size, List<Entry> contestants) {
    Results results =
        stopwatch.measure(contestants, backend.parallelism().threads(), false, !seen.add(name));
    results
        .flaws()
        .forEach((rival, flaw) -> report.remark(rival, "wrong result", name + ": " + flaw));
    if (results.flaws().containsKey(backend.name())) {
      right = false;
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("size", size.label());
    fields.put("n", size.floats());
    fields.put("threads", backend.parallelism().threads());
    fields.put("backend", backend.name());
    if (results.disturbed() > 0) {
      fields.put("disturbed", results.disturbed());
    }
    report.measured(
        new Measurement(
            name,
            size.label(),
            fields,
            results.speed(backend.name()),
            "GB/s",
            results.ratios(backend.name())));
  }

  /** Draws numbers in [-4, 4), where the functions are curved. */
  private static float[] numbers(String name, int count) {
    RandomStream random = RandomStream.of(1, name);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (8 * random.nextDouble() - 4);
    }
    return numbers;
  }
}
