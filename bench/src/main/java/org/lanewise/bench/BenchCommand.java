package org.lanewise.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.lanewise.cli.JsonLines;
import org.lanewise.cli.Subcommand;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;
import org.lanewise.nn.random.RandomStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A short table of speeds on this machine, each result checked, rivals interleaved. */
@Command(
    name = "bench",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Measures float32 products on this machine against plain loops.")
public final class BenchCommand implements Subcommand {
  private static final int[][] SHAPES = {
    {64, 64, 64}, {128, 512, 784}, {256, 256, 256}, {512, 512, 512}
  };
  private static final int ROUNDS = 9;
  private static final long SLICE_NANOS = 20_000_000L;
  private static final long WARM_UP_NANOS = 1_500_000_000L;

  /** What can be measured. */
  enum Part {
    GEMM
  }

  @Parameters(
      arity = "0..1",
      defaultValue = "gemm",
      paramLabel = "PART",
      description = "What to measure: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Part part;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads to compute on (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(names = "--json", description = "Prints one JSON object a measurement.")
  private boolean json;

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public Integer call() {
    Backend backend = Backends.best().with(Parallelism.of(threads));
    if (!json) {
      System.out.printf(
          "sgemm, %s backend, %d thread%s; the median of %d interleaved runs%n",
          backend.name(), threads, threads == 1 ? "" : "s", ROUNDS);
      System.out.printf(
          "%16s %12s %18s %18s%n", "m x n x k", "GFLOP/s", "of triple loop", "of row loop");
    }
    warmUp(backend);
    for (int[] shape : SHAPES) {
      measure(backend, shape[0], shape[1], shape[2]);
    }
    return 0;
  }

  /** Gives the compiler the time it needs before anything counts. */
  private static void warmUp(Backend backend) {
    int n = 96;
    float[] a = numbers("A", n * n);
    float[] c = new float[n * n];
    for (long start = System.nanoTime(); System.nanoTime() - start < WARM_UP_NANOS; ) {
      backend.gemm(Transpose.NO, Transpose.NO, n, n, n, 1, a, 0, n, a, 0, n, 0, c, 0, n);
      PlainLoops.tripleLoop(n, n, n, a, a, c);
      PlainLoops.rowLoop(n, n, n, a, a, c);
    }
  }

  private void measure(Backend backend, int m, int n, int k) {
    float[] a = numbers("A", m * k);
    float[] b = numbers("B", k * n);
    float[] c = new float[m * n];
    Runnable ours =
        () -> backend.gemm(Transpose.NO, Transpose.NO, m, n, k, 1, a, 0, k, b, 0, n, 0, c, 0, n);
    Runnable triple = () -> PlainLoops.tripleLoop(m, n, k, a, b, c);
    Runnable row = () -> PlainLoops.rowLoop(m, n, k, a, b, c);
    check(m, n, k, ours, triple, c);
    double[][] speeds = new double[3][ROUNDS];
    Runnable[] rivals = {ours, triple, row};
    for (int round = -3; round < ROUNDS; round++) {
      for (int rival = 0; rival < rivals.length; rival++) {
        double speed = 2.0 * m * n * k / nanos(rivals[rival]);
        speeds[rival][Math.max(0, round)] = speed;
      }
    }
    report(backend, m, n, k, median(speeds[0]), median(speeds[1]), median(speeds[2]));
  }

  /** A wrong result has no speed. */
  private static void check(int m, int n, int k, Runnable ours, Runnable triple, float[] c) {
    triple.run();
    float[] expected = c.clone();
    ours.run();
    for (int i = 0; i < c.length; i++) {
      if (!(Math.abs(c[i] - expected[i]) <= 2 * k * 0x1p-24 * k / 4)) {
        throw new IllegalStateException(
            m + " x " + n + " x " + k + ": " + c[i] + " instead of " + expected[i] + " at " + i);
      }
    }
  }

  private static float[] numbers(String name, int count) {
    RandomStream random = RandomStream.of(1, name);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble() - 0.5f;
    }
    return numbers;
  }

  private static double nanos(Runnable work) {
    long start = System.nanoTime();
    long elapsed;
    int runs = 0;
    do {
      work.run();
      runs++;
      elapsed = System.nanoTime() - start;
    } while (elapsed < SLICE_NANOS);
    return (double) elapsed / runs;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private void report(
      Backend backend, int m, int n, int k, double ours, double triple, double row) {
    if (!json) {
      System.out.printf(
          Locale.ROOT,
          "%16s %12.1f %18.1f %18.1f%n",
          m + " x " + n + " x " + k,
          ours,
          ours / triple,
          ours / row);
      return;
    }
    Map<String, Object> event = JsonLines.event("bench");
    event.put("work", "sgemm");
    event.put("transpose", "NN");
    event.put("m", m);
    event.put("n", n);
    event.put("k", k);
    event.put("threads", threads);
    event.put("backend", backend.name());
    event.put("value", ours);
    event.put("unit", "GFLOP/s");
    Map<String, Object> ratios = new LinkedHashMap<>();
    ratios.put("loop", ours / triple);
    ratios.put("row_loop", ours / row);
    event.put("ratios", ratios);
    new JsonLines(System.out).print(event);
  }
}
