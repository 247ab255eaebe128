package org.lanewise.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lanewise.bench.prediction.Latencies;
import org.lanewise.bench.prediction.PredictionWork;
import org.lanewise.bench.prediction.Serving;
import org.lanewise.cli.JsonLines;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Weights;
import org.lanewise.nn.predict.Predictor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Latency of single predictions: cold, steady, and at a rate. */
@Command(
    name = "prediction",
    sortOptions = false,
    description = {
      "Measures the latency of single predictions, with weights as floats and shorter.",
      "Columns are microseconds that 50, 99 and 99.9 of 100 predictions do not exceed.",
      "first: the first predictions of this virtual machine."
          + " paced: at a rate, dealt out to threads, by the prediction itself;"
          + " due: the same from the moment at which it was due."
    })
final class PredictionCommand implements Callable<Integer> {
  private static final int FIRST = 1000;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many predictions each line is about (default: ${DEFAULT-VALUE}).")
  private int requests;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads of one prediction (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "50000",
      description = "Paced predictions a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "4",
      description = "Threads that paced predictions are dealt out to (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(names = "--json", description = "Prints one JSON object a measurement.")
  private boolean json;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private PrintStream out;

  @Override
  public Integer call() throws Exception {
    if (requests < 1 || requests > 100_000_000) {
      throw usage("--requests is " + requests + ", it must be in 1 to 100000000");
    }
    if (!(rate > 0 && rate <= 1e7)) {
      throw usage("--rate is " + rate + ", it must be above 0 and at most 10000000");
    }
    if (clients < 1 || clients > 64) {
      throw usage("--clients is " + clients + ", it must be in 1 to 64");
    }
    Backend backend = backend();
    out = System.out;
    if (!json) {
      out.printf("%-15s %-9s %-6s", "network", "weights", "");
      out.printf("%10s %10s %10s %10s%n", "p50 us", "p99", "p99.9", "largest");
    }
    boolean right = true;
    for (PredictionWork work : PredictionWork.values()) {
      right &= measure(work, backend);
    }
    return right ? 0 : 1;
  }

  private boolean measure(PredictionWork work, Backend backend) throws Exception {
    boolean right = true;
    for (Weights weights : Weights.values()) {
      Predictor predictor = Predictor.of(work.network(), weights, backend);
      Serving serving = new Serving(predictor, work.row());
      if (work == PredictionWork.DIGITS && weights == Weights.FLOAT32) {
        show(work, weights, "first", serving.steady(FIRST), Map.of("requests", FIRST));
      }
      Optional<String> flaw = work.flaw(predictor, backend);
      if (flaw.isPresent()) {
        System.err.println("lanewise: " + flaw.get());
        right = false;
        continue;
      }
      predictor.warmUp();
      show(work, weights, "steady", serving.steady(requests), Map.of("requests", requests));
    }
    Serving serving = new Serving(Predictor.of(work.network()).warmUp(), work.row());
    serving.paced(Math.min(requests, 20_000), rate, clients);
    Serving.Paced paced = serving.paced(requests, rate, clients);
    Map<String, Object> fields =
        Map.of("requests", requests, "clients", clients, "per_second", paced.perSecond());
    show(work, Weights.FLOAT32, "paced", paced.taken(), fields);
    show(work, Weights.FLOAT32, "due", paced.sinceDue(), fields);
    return right;
  }

  private Backend backend() {
    try {
      return Backends.best().with(Parallelism.of(threads));
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private CommandLine.ParameterException usage(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  private void show(
      PredictionWork work,
      Weights weights,
      String way,
      Latencies latencies,
      Map<String, Object> more) {
    String network = work.label();
    String format = weights.name().toLowerCase(Locale.ROOT);
    if (json) {
      Map<String, Object> event = JsonLines.event("bench");
      event.put("work", "prediction");
      event.put("network", network);
      event.put("weights", format);
      event.put("way", way);
      event.put("threads", threads);
      event.putAll(more);
      event.put("value", latencies.p50());
      event.put("unit", "us");
      event.putAll(latencies.fields());
      event.put("p99.9_by_p50", latencies.p999() / latencies.p50());
      new JsonLines(out).print(event);
      return;
    }
    out.printf(
        Locale.ROOT,
        "%-15s %-9s %-6s%10.2f %10.2f %10.2f %10.2f%n",
        network,
        format,
        way,
        latencies.p50(),
        latencies.p99(),
        latencies.p999(),
        latencies.largest());
  }
}
