package org.lanewise.bench;

import java.util.List;
import org.lanewise.bench.elementwise.Size;
import org.lanewise.bench.prediction.PredictionWork;
import org.lanewise.bench.product.Product;
import org.lanewise.bench.product.Shape;
import org.lanewise.bench.training.TrainingWork;
import org.lanewise.cli.Subcommand;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.tensor.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A short table of speeds on this machine; its parts measure more. */
@Command(
    name = "bench",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    subcommands = {
      GemmCommand.class,
      ElementwiseCommand.class,
      TrainingCommand.class,
      PredictionCommand.class,
      ReportCommand.class
    },
    description = {
      "Measures speed on this machine, each result checked, rivals interleaved in one process.",
      "Without a part, a short table of all. A ratio above 1 means that Lanewise is faster."
    })
public final class BenchCommand implements Subcommand {
  private static final List<UnaryOp> FUNCTIONS =
      List.of(UnaryOp.EXP, UnaryOp.SIGMOID, UnaryOp.TANH, UnaryOp.GELU);

  @Mixin private BenchOptions options;

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public Integer call() throws Exception {
    List<Product> products =
        List.of("64", "128x512x784", "512").stream()
            .map(Shape::parse)
            .map(shape -> new Product(shape, Transpose.NO, Transpose.NO, Precision.FLOAT32))
            .toList();
    Backend backend = Backends.best().with(Parallelism.of(1));
    Stopwatch stopwatch = options.stopwatch(0.2);
    GemmBench gemm = new GemmBench(backend, options.usualRivals(), stopwatch, options.report());
    boolean right = gemm.measure("short", products);
    right &= new ElementwiseBench(backend, stopwatch, options.report()).measure(FUNCTIONS, Size.L1);
    right &=
        new TrainingBench(backend, stopwatch, options.report())
            .measure(List.of(TrainingWork.values()));
    right &=
        new PredictionBench(backend, options.report()).measure(List.of(PredictionWork.values()));
    return right ? 0 : 1;
  }
}
