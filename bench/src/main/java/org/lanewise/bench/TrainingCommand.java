package org.lanewise.bench;

import java.util.List;
import java.util.concurrent.Callable;
import org.lanewise.bench.training.TrainingWork;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Steps of training against plain loops, OpenBLAS and the peak. */
@Command(
    name = "training",
    sortOptions = false,
    description = {
      "Measures whole steps of training: forward, loss, backward, update.",
      "loop is the same on the scalar backend; peak counts the operations of products only."
    })
final class TrainingCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Option(
      names = "--work",
      paramLabel = "NAME",
      split = ",",
      description = "wide, digits, tabular, separated by commas (default: all).")
  private List<TrainingWork> works = List.of(TrainingWork.values());

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads; more than one are compared with one, too (default: 1).")
  private int threads;

  @Mixin private BenchOptions options;

  @Override
  public Integer call() throws Exception {
    Parallelism parallelism = options.checked(Parallelism::of, threads);
    TrainingBench bench =
        new TrainingBench(Backends.best().with(parallelism), options.stopwatch(), options.report());
    return bench.measure(works) ? 0 : 1;
  }
}
