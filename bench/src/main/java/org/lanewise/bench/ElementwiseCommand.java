package org.lanewise.bench;

import java.util.concurrent.Callable;
import org.lanewise.bench.elementwise.Size;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Functions and reductions in the first cache and in memory. */
@Command(
    name = "elementwise",
    sortOptions = false,
    description = {
      "Measures elementwise functions and reductions in float32, on one thread: in the first-level"
          + " cache and on arrays of 64 MB.",
      "loop is the plain loop with Math, lanewise the Vector API's own operator, copy and read are"
          + " what memory gives to a loop that does nothing else. GB/s counts what is read and"
          + " written."
    })
final class ElementwiseCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Mixin private BenchOptions options;

  @Override
  public Integer call() throws Exception {
    Backend backend = Backends.best().with(Parallelism.of(1));
    ElementwiseBench bench = new ElementwiseBench(backend, options.stopwatch(), options.report());
    return bench.measure(Size.values()) ? 0 : 1;
  }
}
