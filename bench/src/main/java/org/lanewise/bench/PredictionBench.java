package org.lanewise.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.lanewise.bench.prediction.Latencies;
import org.lanewise.bench.prediction.PredictionWork;
import org.lanewise.bench.report.Measurement;
import org.lanewise.bench.report.Report;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.Weights;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.predict.Predictor;
import org.lanewise.nn.tensor.Tensor;

/**
 * Measures the latency of single predictions, those of a {@link Predictor} beside passes of the
 * network on plain loops and on OpenBLAS, in turns.
 */
final class PredictionBench {
  private static final String LOOP = "loop";
  private static final String OPENBLAS = "openblas";
  private static final int ROUNDS = 60;
  private static final int TURN_NANOS = 3_000_000;
  private static final int WARM_UP_NANOS = 400_000_000;

  private final Backend backend;
  private final Report report;
  private final Map<String, long[]> nanos = new LinkedHashMap<>();

  PredictionBench(Backend backend, Report report) {
    this.backend = backend;
    this.report = report;
  }

  /** Returns the times of all predictions measured, in nanoseconds and sorted, by their names. */
  Map<String, long[]> nanos() {
    return nanos;
  }

  /** Measures works; returns whether our results were right. */
  boolean measure(List<PredictionWork> works) throws BackendUnavailableException {
    report.begin("us", List.of(LOOP, OPENBLAS));
    boolean right = true;
    for (PredictionWork work : works) {
      right &= measure(work);
    }
    return right;
  }

  private boolean measure(PredictionWork work) throws BackendUnavailableException {
    Map<String, Runnable> contestants = new LinkedHashMap<>();
    float[] out = new float[work.network().outputs()];
    boolean right = true;
    for (Weights weights : Weights.values()) {
      Predictor predictor = Predictor.of(work.network(), weights, backend);
      Optional<String> flaw = work.flaw(predictor, backend);
      if (flaw.isPresent()) {
        report.remark(backend.name(), "wrong result", flaw.get());
        right = false;
      } else {
        String name = weights.name().toLowerCase(Locale.ROOT);
        contestants.put(name, () -> predictor.predict(work.row(), out));
      }
    }
    contestants.put(LOOP, pass(work, Backends.named("scalar")));
    try {
      contestants.put(OPENBLAS, pass(work, Backends.named(OPENBLAS)));
    } catch (BackendUnavailableException e) {
      report.remark(OPENBLAS, "not available", e.getMessage());
    }
    Map<String, Latencies> latencies = inTurns(work, contestants);
    for (String name : latencies.keySet()) {
      if (!name.equals(LOOP) && !name.equals(OPENBLAS)) {
        report.measured(measurement(work, name, "p50", Latencies::p50, latencies));
        report.measured(measurement(work, name, "p99", Latencies::p99, latencies));
        report.measured(measurement(work, name, "p99.9", Latencies::p999, latencies));
      }
    }
    return right;
  }

  private Runnable pass(PredictionWork work, Backend other) {
    Backend alike = other.with(backend.parallelism());
    Workspace workspace = Workspace.forPrediction(work.network(), alike, 1);
    Tensor row = Tensor.of(work.row(), 0, 1, work.row().length);
    return () -> work.network().predict(row, workspace);
  }

  private Map<String, Latencies> inTurns(PredictionWork work, Map<String, Runnable> contestants) {
    contestants.values().forEach(task -> run(task, WARM_UP_NANOS));
    Map<String, List<long[]>> turns = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      contestants.forEach(
          (name, task) ->
              turns.computeIfAbsent(name, n -> new ArrayList<>()).add(run(task, TURN_NANOS)));
    }
    Map<String, Latencies> latencies = new LinkedHashMap<>();
    turns.forEach(
        (name, times) -> {
          long[] all = times.stream().flatMapToLong(Arrays::stream).toArray();
          latencies.put(name, Latencies.of(all));
          nanos.put(work.label() + " " + name, all);
        });
    return latencies;
  }

  /** Runs a task for so long and returns the time of each run. */
  private static long[] run(Runnable task, long duration) {
    long[] times = new long[1 << 14];
    int count = 0;
    long begin = System.nanoTime();
    long start = begin;
    while (start - begin < duration) {
      task.run();
      long end = System.nanoTime();
      times[count++ % times.length] = end - start;
      start = end;
    }
    return Arrays.copyOf(times, Math.min(count, times.length));
  }

  private Measurement measurement(
      PredictionWork work,
      String weights,
      String rank,
      ToDoubleFunction<Latencies> time,
      Map<String, Latencies> all) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("network", work.label());
    fields.put("weights", weights);
    fields.put("rank", rank);
    fields.put("threads", backend.parallelism().threads());
    fields.put("backend", backend.name());
    double ours = time.applyAsDouble(all.get(weights));
    Map<String, Double> ratios = new LinkedHashMap<>();
    for (String rival : List.of(LOOP, OPENBLAS)) {
      if (all.containsKey(rival)) {
        ratios.put(rival, time.applyAsDouble(all.get(rival)) / ours);
      }
    }
    String name = "predict_" + work.name().toLowerCase(Locale.ROOT);
    String label = work.label() + " " + weights + " " + rank;
    return new Measurement(name, label, fields, ours, "us", ratios);
  }
}
