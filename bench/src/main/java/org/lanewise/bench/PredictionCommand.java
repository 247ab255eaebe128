package org.lanewise.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lanewise.bench.prediction.Latencies;
import org.lanewise.bench.prediction.Serving;
import org.lanewise.cli.JsonLines;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.Weights;
import org.lanewise.nn.Network;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.predict.Predictor;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Latency of single predictions: cold, steady, and at a rate. */
@Command(
    name = "prediction",
    sortOptions = false,
    description = {
      "Measures the latency of single predictions in microseconds, 50, 99 and 99.9 of 100 of which",
      "are not slower, with weights as floats and shorter.",
      "first: the first predictions of this virtual machine. paced: at a rate, dealt out to threads,",
      "by the prediction itself; due: the same from the moment at which it was due."
    })
final class PredictionCommand implements Callable<Integer> {
  private static final List<int[]> NETWORKS =
      List.of(new int[] {784, 512, 512, 10}, new int[] {30, 64, 32, 1});

  /** What a weight of bytes may change outputs by, which are about 1 in size. */
  private static final double TOLERANCE = 0.25;

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
      throw usage("--rate is " + rate + ", it must be in 0 to 10000000");
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
    for (int[] sizes : NETWORKS) {
      Network network = network(sizes);
      float[] row = row(sizes[0]);
      for (Weights weights : Weights.values()) {
        Predictor predictor = Predictor.of(network, weights, backend);
        Serving serving = new Serving(predictor, row);
        if (sizes == NETWORKS.get(0) && weights == Weights.FLOAT32) {
          show(sizes, weights, "first", serving.steady(FIRST), Map.of("requests", FIRST));
        }
        if (!isRight(network, predictor, row, backend)) {
          right = false;
          continue;
        }
        predictor.warmUp();
        show(sizes, weights, "steady", serving.steady(requests), Map.of("requests", requests));
      }
      Serving serving = new Serving(Predictor.of(network).warmUp(), row);
      serving.paced(Math.min(requests, 20_000), rate, clients);
      Serving.Paced paced = serving.paced(requests, rate, clients);
      Map<String, Object> fields =
          Map.of("requests", requests, "clients", clients, "per_second", paced.perSecond());
      show(sizes, Weights.FLOAT32, "paced", paced.taken(), fields);
      show(sizes, Weights.FLOAT32, "due", paced.sinceDue(), fields);
    }
    return right ? 0 : 1;
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

  private static Network network(int[] sizes) {
    Network.Builder builder = Network.builder(sizes[0]);
    for (int i = 1; i < sizes.length; i++) {
      builder.dense(sizes[i]);
      if (i < sizes.length - 1) {
        builder.activation(UnaryOp.RELU);
      }
    }
    return builder.build(Precision.FLOAT32, 1);
  }

  private static float[] row(int inputs) {
    RandomStream random = RandomStream.of(1, "row");
    float[] row = new float[inputs];
    for (int i = 0; i < inputs; i++) {
      row[i] = (float) random.nextGaussian();
    }
    return row;
  }

  /** Compares a prediction with the network's own. */
  private boolean isRight(Network network, Predictor predictor, float[] row, Backend backend) {
    Workspace workspace = Workspace.forPrediction(network, backend, 1);
    Tensor expected = network.predict(Tensor.of(row, 0, 1, row.length), workspace);
    float[] actual = new float[network.outputs()];
    predictor.predict(row, actual);
    double bound = predictor.weights() == Weights.FLOAT32 ? 0 : TOLERANCE;
    double worst =
        IntStream.range(0, actual.length)
            .mapToDouble(i -> Math.abs(actual[i] - expected.get(i)))
            .max()
            .orElse(0);
    if (!(worst <= bound)) {
      System.err.printf(
          "lanewise: outputs with %s weights are off by %s%n", predictor.weights(), worst);
    }
    return worst <= bound;
  }

  private void show(
      int[] sizes, Weights weights, String way, Latencies latencies, Map<String, Object> more) {
    String network =
        Arrays.stream(sizes).mapToObj(String::valueOf).collect(Collectors.joining("-"));
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
