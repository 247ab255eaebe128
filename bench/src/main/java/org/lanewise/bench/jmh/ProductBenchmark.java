package org.lanewise.bench.jmh;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.lanewise.bench.measure.Entry;
import org.lanewise.bench.product.Operands;
import org.lanewise.bench.product.Product;
import org.lanewise.bench.product.Rival;
import org.lanewise.bench.product.RivalUnavailableException;
import org.lanewise.bench.product.Rivals;
import org.lanewise.bench.product.Shape;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;
import org.lanewise.nn.tensor.Precision;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One float32 product by one rival, named by parameters; a claim says which. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public abstract class ProductBenchmark {
  private Entry entry;

  /**
   * Makes ready to multiply, and refuses to measure a wrong result.
   *
   * @param rival a rival's name, or a backend's
   */
  final void enter(String rival, String transposes, String shape, int threads)
      throws RivalUnavailableException, BackendUnavailableException {
    Product product =
        new Product(
            Shape.parse(shape),
            transposes.charAt(0) == 'N' ? Transpose.NO : Transpose.YES,
            transposes.charAt(1) == 'N' ? Transpose.NO : Transpose.YES,
            Precision.FLOAT32);
    entry = named(rival, threads).enter(new Operands(product));
    entry.run();
    Optional<String> flaw = entry.flaw();
    if (flaw.isPresent()) {
      throw new IllegalStateException(rival + ": " + flaw.get());
    }
  }

  private static Rival named(String name, int threads) throws BackendUnavailableException {
    for (Rival rival : Rivals.all(threads)) {
      if (rival.name().equals(name)) {
        return rival;
      }
    }
    return Rivals.of(Backends.named(name).with(Parallelism.of(threads)));
  }

  /** Gives back what is not on the heap. */
  @TearDown
  public void leave() {
    entry.close();
  }

  /** The product. */
  @Benchmark
  public void product() {
    entry.run();
  }
}
