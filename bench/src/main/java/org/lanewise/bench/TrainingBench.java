package org.lanewise.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.bench.ceiling.Ceilings;
import org.lanewise.bench.measure.Entry;
import org.lanewise.bench.measure.Results;
import org.lanewise.bench.product.Rivals;
import org.lanewise.bench.report.Measurement;
import org.lanewise.bench.report.Report;
import org.lanewise.bench.training.TrainingWork;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;

/** Measures steps of training on a backend against plain loops, OpenBLAS and the peak. */
final class TrainingBench {
  private static final String LOOP = "loop";
  private static final String OPENBLAS = "openblas";

  /** Plain loops do a part of a batch only: they would take seconds for the whole. */
  private static final int LOOP_ROWS = 32;

  private final Backend backend;
  private final Stopwatch stopwatch;
  private final Report report;

  TrainingBench(Backend backend, Stopwatch stopwatch, Report report) {
    this.backend = backend;
    this.stopwatch = stopwatch;
    this.report = report;
  }

  /** Measures works; returns whether our results were right. */
  boolean measure(List<TrainingWork> works) throws BackendUnavailableException {
    int threads = backend.parallelism().threads();
    List<String> columns = new ArrayList<>(List.of(LOOP, OPENBLAS, "peak"));
    if (threads > 1) {
      columns.add(0, Rivals.ONE_THREAD);
    }
    report.begin("samples/s", columns);
    Backend openBlas = openBlas(threads);
    boolean right = true;
    for (TrainingWork work : works) {
      right &= measure(work, openBlas);
    }
    return right;
  }

  private Backend openBlas(int threads) {
    try {
      return Backends.named(OPENBLAS).with(Parallelism.of(threads));
    } catch (BackendUnavailableException e) {
      report.remark(OPENBLAS, "not available", e.getMessage());
      return null;
    }
  }

  private boolean measure(TrainingWork work, Backend openBlas) throws BackendUnavailableException {
    int threads = backend.parallelism().threads();
    Backend scalar = Backends.named("scalar");
    Backend alone = backend.with(Parallelism.of(1));
    List<Entry> entries = new ArrayList<>();
    entries.add(work.contestant(backend.name(), backend, alone, work.batch()));
    if (threads > 1) {
      entries.add(work.contestant(Rivals.ONE_THREAD, alone, alone, work.batch()));
    }
    entries.add(work.contestant(LOOP, scalar, alone, Math.min(LOOP_ROWS, work.batch())));
    if (openBlas != null && !backend.name().equals(OPENBLAS)) {
      entries.add(work.contestant(OPENBLAS, openBlas, alone, work.batch()));
    }
    entries.add(Ceilings.peak(true, threads));
    Results results = stopwatch.measure(entries, threads, false, false);
    results.flaws().forEach((name, flaw) -> report.remark(name, "wrong result", flaw));
    if (results.flaws().containsKey(backend.name())) {
      return false;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("network", work.label());
    fields.put("batch", work.batch());
    fields.put("threads", threads);
    fields.put("backend", backend.name());
    if (results.disturbed() > 0) {
      fields.put("disturbed", results.disturbed());
    }
    double speed = results.speed(backend.name()) * 1e9 / work.operations();
    Map<String, Double> ratios = results.ratios(backend.name());
    report.measured(new Measurement(work.work(), work.label(), fields, speed, "samples/s", ratios));
    return true;
  }
}
